package copse.power;

import copse.error.PlanException;
import java.util.List;
import java.util.stream.DoubleStream;

/// How many units each cluster has, and what the mean of an arm makes of clusters of different sizes.
public sealed interface ClusterSizes {
    /// @return units per cluster, on average
    double mean();

    /// @return coefficient of variation of the sizes, of the population (divisor: number of clusters)
    double cv();

    /// Variance of the mean of an arm, times its number of clusters.
    ///
    /// @param between variance between clusters
    /// @param within variance of units within a cluster
    /// @return the variance that one cluster contributes
    double perCluster(double between, double within);

    /// @param mean units per cluster, on average; infinite for what lies between clusters alone
    /// @return sizes in the same proportions
    ClusterSizes withMean(double mean);

    /// All clusters alike.
    ///
    /// @param mean units per cluster
    record Equal(double mean) implements ClusterSizes {
        /// @param mean units per cluster
        /// @throws PlanException `W102` if it is not above 0
        public Equal {
            Require.positive("the size of a cluster", mean);
        }

        @Override
        public double cv() {
            return 0;
        }

        @Override
        public double perCluster(double between, double within) {
            return between + within / mean;
        }

        @Override
        public Equal withMean(double other) {
            return new Equal(other);
        }
    }

    /// Sizes of which mean and coefficient of variation are known; the mean of an arm weighs units alike. The
    /// design effect is `1 + ((cv² + 1) m̄ − 1) ρ`, which is exact for the cv of the population (divisor k); a
    /// cv with divisor k − 1 is a little larger and makes the design effect a little too large.
    ///
    /// Source: Eldridge, Ashby and Kerry (2006), Sample size for cluster randomized trials: effect of
    /// coefficient of variation of cluster size and analysis method, Int. J. Epidemiol. 35(5).
    /// doi:10.1093/ije/dyl129
    ///
    /// @param mean units per cluster, on average
    /// @param cv coefficient of variation of the population
    record Varying(double mean, double cv) implements ClusterSizes {
        /// @param mean units per cluster, on average
        /// @param cv coefficient of variation of the population
        /// @throws PlanException `W102` if the mean is not above 0 or the cv is negative
        public Varying {
            Require.positive("the size of a cluster", mean);
            Require.notNegative("the coefficient of variation of sizes", cv);
        }

        /// @param mean units per cluster, on average
        /// @param sampleCv coefficient of variation with divisor `clusters − 1`
        /// @param clusters that it was found in, at least 2
        /// @return the same by the cv of the population
        public static Varying ofSample(double mean, double sampleCv, int clusters) {
            return new Varying(mean, sampleCv * Math.sqrt((clusters - 1.0) / clusters));
        }

        @Override
        public double perCluster(double between, double within) {
            return between * (1 + cv * cv) + within / mean;
        }

        @Override
        public Varying withMean(double other) {
            return new Varying(other, cv);
        }
    }

    /// Sizes one by one, as both arms have them on average: arms of k clusters have variance [#perCluster] over
    /// k.
    ///
    /// Source: van Breukelen, Candel and Berger (2007), Relative efficiency of unequal versus equal cluster
    /// sizes in cluster randomized and multicentre trials, Stat. Med. 26(13). doi:10.1002/sim.2740
    ///
    /// @param sizes units of each cluster
    /// @param weights how the mean of an arm weighs its clusters
    record Listed(List<Double> sizes, Weights weights) implements ClusterSizes {
        /// @param sizes units of each cluster
        /// @param weights how the mean of an arm weighs its clusters
        /// @throws PlanException `W102` if there is no size or one is not above 0
        public Listed {
            sizes = List.copyOf(sizes);
            if (sizes.isEmpty()) {
                throw PowerCode.OUT_OF_RANGE.error(
                        "no sizes of clusters are given", "the list is empty", "give sizes, such as 88,78,64");
            }
            sizes.forEach(size -> Require.positive("the size of a cluster", size));
        }

        @Override
        public double mean() {
            return numbers().average().orElseThrow();
        }

        @Override
        public double cv() {
            double mean = mean();
            return Math.sqrt(numbers()
                    .map(size -> (size / mean - 1) * (size / mean - 1))
                    .average()
                    .orElseThrow());
        }

        @Override
        public double perCluster(double between, double within) {
            int k = sizes.size();
            return switch (weights) {
                case BY_SIZE -> {
                    double total = numbers().sum();
                    yield k
                            * numbers()
                                    .map(m -> m / total * (m / total) * between + m / total * (within / total))
                                    .sum();
                }
                case EQUAL -> numbers().map(m -> between + within / m).sum() / k;
                case OPTIMAL ->
                    k / numbers().map(m -> 1 / (between + within / m)).sum();
            };
        }

        /// An infinite mean leaves what lies between clusters, as sizes in these proportions grow without
        /// bound.
        @Override
        public ClusterSizes withMean(double other) {
            double factor = other / mean();
            return Double.isInfinite(factor)
                    ? weights == Weights.BY_SIZE ? new Varying(other, cv()) : new Equal(other)
                    : new Listed(numbers().map(m -> m * factor).boxed().toList(), weights);
        }

        private DoubleStream numbers() {
            return sizes.stream().mapToDouble(size -> size);
        }
    }

    /// How the mean of an arm weighs its clusters.
    enum Weights {
        /// By their sizes: units count alike.
        BY_SIZE,
        /// Clusters count alike: the mean of their means.
        EQUAL,
        /// By the inverse of the variance of their means: what a mixed model does.
        OPTIMAL
    }
}
