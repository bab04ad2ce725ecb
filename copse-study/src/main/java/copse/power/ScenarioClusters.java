package copse.power;

import copse.design.Design;
import copse.math.RandomStream;
import copse.scenario.Scenario;
import java.util.List;
import java.util.OptionalInt;

/// A built-in scenario, its rows and group effects drawn anew for each experiment.
///
/// Cost: all rows of the scenario per experiment.
///
/// @param scenario without an experiment of its own
/// @param cluster column that is randomised
/// @param outcome numeric column
public record ScenarioClusters(Scenario scenario, String cluster, String outcome) implements Population {
    @Override
    public int clusters() {
        return 0;
    }

    @Override
    public String describe() {
        return "clusters `" + cluster + "` of the scenario " + scenario.type().label() + ", drawn anew each time";
    }

    /// Draws rows, then an experiment on them.
    record Drawing(ScenarioClusters population, Design design, List<String> covariates) implements Sampler {
        @Override
        public Sample draw(RandomStream stream) {
            return new PastSampler(
                            population.scenario.simulate(stream.split(0)).frame(),
                            population.cluster,
                            population.outcome,
                            OptionalInt.empty(),
                            design,
                            covariates)
                    .draw(stream.split(1));
        }

        @Override
        public boolean keepsOutcomes() {
            return false;
        }
    }
}
