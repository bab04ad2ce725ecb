package copse.power;

import copse.math.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/// A declared experiment simulated at several values of one of its numbers.
///
/// Every point has random numbers of its own, so that the errors of points are independent.
///
/// @param over what varies
/// @param points in the order given
public record PowerCurve(Over over, List<Point> points) {
    /// What varies along a curve.
    public enum Over {
        /// The nominal effect.
        EFFECT("effect"),
        /// The number of clusters.
        CLUSTERS("clusters"),
        /// Mean number of rows per cluster.
        SIZE("size");

        private final String label;

        Over(String label) {
            this.label = label;
        }

        /// @return as printed
        public String label() {
            return label;
        }
    }

    /// A point of a curve.
    ///
    /// @param value of what varies
    /// @param diagnosis of the experiment at that value
    public record Point(double value, Diagnosis diagnosis) {}

    /// Copies the list.
    public PowerCurve {
        points = List.copyOf(points);
    }

    /// @param declared the experiment
    /// @param over what varies
    /// @param values at which it is simulated; numbers of clusters are whole
    /// @param options for each point
    /// @return the curve
    /// @throws copse.error.InputException `W207` if this population's clusters or sizes cannot be varied
    public static PowerCurve of(Declaration declared, Over over, List<Double> values, SimulationOptions options) {
        DoubleFunction<Declaration> at = switch (over) {
            case EFFECT -> effect -> declared.withEffect(declared.effect().withMean(effect));
            case CLUSTERS -> clusters -> declared.withPopulation(withClusters(declared.population(), clusters));
            case SIZE -> size -> declared.withPopulation(withSize(declared.population(), size));
        };
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            points.add(new Point(value, at.apply(value).diagnose(ownSeed(options, i))));
        }
        return new PowerCurve(over, points);
    }

    /// The same options with the seed of the i-th part of a larger task.
    static SimulationOptions ownSeed(SimulationOptions options, int i) {
        return options.withSeed(Seed.of(options.seed().stream().split(i).nextLong()));
    }

    private static Population withClusters(Population population, double clusters) {
        int whole = Math.toIntExact(Math.round(clusters));
        return switch (population) {
            case SimulatedClusters simulated -> simulated.withClusters(whole);
            case PastClusters past -> past.resampled(whole);
            case ScenarioClusters scenario -> throw fixed(scenario, "number of clusters");
        };
    }

    private static Population withSize(Population population, double size) {
        return switch (population) {
            case SimulatedClusters simulated ->
                simulated.withSizes(simulated.sizes().withMean(size));
            case PastClusters past -> throw fixed(past, "cluster size");
            case ScenarioClusters scenario -> throw fixed(scenario, "cluster size");
        };
    }

    private static RuntimeException fixed(Population population, String what) {
        return SimulationCode.BAD_OPTION.error(
                "the " + what + " of this population cannot be varied: " + population.describe(),
                "its rows are what they are",
                "simulate the population from its variances, or vary the effect");
    }
}
