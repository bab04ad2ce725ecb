package copse.mcmc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where trajectories diverged: the parameter whose values at their beginnings are the most unusual among its
/// draws.
///
/// The mean rank of m draws taken at random is nearly normal around one half with variance `1/(12 m)`; the
/// parameter with the largest distance in standard errors is named if that is more than chance gives among so
/// many parameters.
///
/// @param parameter its name
/// @param there median of its values where trajectories diverged
/// @param overall median of all its draws
record DivergencePlace(String parameter, double there, double overall) {
    private static final int FEWEST = 3;

    static Optional<DivergencePlace> of(Sampling run) {
        Draws draws = run.draws();
        List<int[]> starts = starts(run);
        if (starts.size() < FEWEST) {
            return Optional.empty();
        }
        // with p parameters the largest of p normal numbers is about √(2 ln p); two more leaves 1 in some hundred to
        // chance
        double largest = Math.sqrt(2 * Math.log(draws.names().size() + 1.0)) + 2;
        Optional<DivergencePlace> place = Optional.empty();
        for (int p = 0; p < draws.names().size(); p++) {
            double[] sorted = Arrays.stream(draws.chains(p))
                    .flatMapToDouble(Arrays::stream)
                    .sorted()
                    .toArray();
            if (sorted[0] < sorted[sorted.length - 1]) {
                int parameter = p;
                double[] there = starts.stream()
                        .mapToDouble(start -> draws.values(start[0], parameter)[start[1]])
                        .sorted()
                        .toArray();
                double distance = Math.abs(meanRank(there, sorted) - 0.5) * Math.sqrt(12.0 * there.length);
                if (distance > largest) {
                    largest = distance;
                    place = Optional.of(new DivergencePlace(
                            draws.names().get(p), there[there.length / 2], sorted[sorted.length / 2]));
                }
            }
        }
        return place;
    }

    // The trajectory of draw i began at draw i − 1; where the first of all began is not kept.
    private static List<int[]> starts(Sampling run) {
        List<int[]> starts = new ArrayList<>();
        for (int c = 0; c < run.traces().size(); c++) {
            boolean[] divergent = run.traces().get(c).divergent();
            for (int i = 1; i < divergent.length; i++) {
                if (divergent[i]) {
                    starts.add(new int[] {c, i - 1});
                }
            }
        }
        return starts;
    }

    private static double meanRank(double[] values, double[] sorted) {
        double sum = 0;
        for (double value : values) {
            int found = Arrays.binarySearch(sorted, value);
            sum += (found + 0.5) / sorted.length;
        }
        return sum / values.length;
    }
}
