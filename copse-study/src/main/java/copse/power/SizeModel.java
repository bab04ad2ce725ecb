package copse.power;

import copse.math.RandomStream;
import java.util.Arrays;
import java.util.List;

/// How many rows the clusters of a simulated population have.
public sealed interface SizeModel {
    /// All the same.
    ///
    /// @param size rows per cluster, at least 1
    record Equal(int size) implements SizeModel {
        /// @throws copse.error.InputException `W202` if there is no row
        public Equal {
            Ranges.atLeast("the cluster size", size, 1);
        }

        @Override
        public double mean() {
            return size;
        }
    }

    /// Known sizes, one per cluster; a population of another number of clusters goes through them again and
    /// again.
    ///
    /// @param sizes rows per cluster, each at least 1
    record Listed(List<Integer> sizes) implements SizeModel {
        /// @throws copse.error.InputException `W202` if a cluster has no row
        public Listed {
            sizes = List.copyOf(sizes);
            Ranges.atLeast("the number of cluster sizes", sizes.size(), 1);
            for (int size : sizes) {
                Ranges.atLeast("a cluster size", size, 1);
            }
        }

        @Override
        public double mean() {
            return sizes.stream().mapToInt(Integer::intValue).average().orElseThrow();
        }
    }

    /// Random sizes, drawn anew for each experiment: gamma numbers of given mean and coefficient of variation,
    /// rounded; those below 1 become 1.
    ///
    /// @param mean rows per cluster on average, at least 1
    /// @param cv standard deviation over mean, above 0
    record Varying(double mean, double cv) implements SizeModel {
        /// @throws copse.error.InputException `W202` if a number is out of range
        public Varying {
            Ranges.positive("the mean cluster size", mean);
            Ranges.positive("the coefficient of variation of cluster sizes", cv);
        }
    }

    /// @return rows per cluster on average
    double mean();

    /// @param mean rows per cluster on average, at least 1
    /// @return sizes in the same proportions, rounded where they are fixed
    default SizeModel withMean(double mean) {
        return switch (this) {
            case Equal _ -> new Equal(Math.toIntExact(Math.round(mean)));
            case Listed listed ->
                new Listed(listed.sizes().stream()
                        .map(size -> Math.toIntExact(Math.max(1, Math.round(size * mean / listed.mean()))))
                        .toList());
            case Varying varying -> new Varying(mean, varying.cv());
        };
    }

    /// @param clusters number of clusters
    /// @param stream where randomness comes from, if sizes are random
    /// @return rows of each
    default long[] draw(int clusters, RandomStream stream) {
        long[] drawn = new long[clusters];
        switch (this) {
            case Equal equal -> Arrays.fill(drawn, equal.size());
            case Listed listed ->
                Arrays.setAll(drawn, i -> listed.sizes().get(i % listed.sizes().size()));
            case Varying varying -> {
                double shape = 1 / (varying.cv() * varying.cv());
                Arrays.setAll(drawn, i -> Math.max(1, Math.round(stream.nextGamma(shape, varying.mean() / shape))));
            }
        }
        return drawn;
    }
}
