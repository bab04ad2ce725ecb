package copse.interference;

import copse.design.ClusterLaw;
import copse.exposure.ExposureMap;
import copse.exposure.Sides;
import copse.network.Clustering;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A variance from what each cluster could change: it needs no joint probabilities, and goes once over what
/// nodes touch.
///
/// Let f be the difference of the weighted sums of both conditions, and `L_c` the part of it that stands on
/// cluster c: the terms of nodes that are in their condition now and would not be if c had another arm.
///
/// - Clusters that draw by themselves: by the inequality of Efron and Stein the variance of f is at most the
///   sum over clusters of its mean variance when that cluster alone draws again. This variance given the others
///   is at most the second moment of what stands on the cluster, terms that stay being constant. So `Σ_c L_c²`
///   is on average at least the variance. It is the variance where each node depends on one cluster and terms
///   under either arm cancel, and up to t times as large where nodes depend on t clusters.
/// - Clusters that draw a fixed number of each arm within blocks: blocks are independent, and within a block of
///   C clusters the spectral gap of random transpositions bounds the variance by `(1 / 2C) Σ_{c<d} E(f −
///   f^{cd})²`, with `f^{cd}` after c and d have exchanged their arms. Taking `(lost − gained)² ≤ 2 lost² + 2
///   gained²`, both alike on average, this is at most the mean of `(2 / C) Σ (L_c + L_d)²` over pairs with
///   different arms. For pairs of clusters it is `(L_c + L_d)²`; for deviations from means and arms of equal
///   size it is the sum of squares. Where numbers depend on a spare cluster, the square of what a spare one
///   shifts comes on top.
/// - Two stages, clusters drawing a saturation or regime and then their units: everything that touches a
///   cluster stands on it, as if clusters drew by themselves.
///
/// Under fractions of neighbours a node may stand on an exchange of two clusters otherwise than on either
/// alone; there the second case is right to first order.
///
/// Source: Efron and Stein (1981), The jackknife estimate of variance, Ann. Stat. 9(3), 586-596,
/// doi:10.1214/aos/1176345462; for transpositions Diaconis and Shahshahani (1987), Time to reach stationarity
/// in the Bernoulli-Laplace diffusion model, SIAM J. Math. Anal. 18(1), 208-218, doi:10.1137/0518016.
final class ClusterSwaps implements ContrastVariance {
    /// A share of weight that is all of it but for rounding.
    private static final double WHOLE = 1 - 1e-9;

    private static final byte NEITHER = -1;
    private static final byte CONTROL = 0;
    private static final byte TREATED = 1;

    private final Clustering clusters;
    private final Touched touched;
    private final Sides sides;
    private final ExposureMap map;
    private final boolean pivots;
    private final boolean thirdArms;
    private final Blocks blocks;

    private ClusterSwaps(NetworkSetting setting, Clustering clusters) {
        this.clusters = clusters;
        this.map = setting.map();
        this.sides = setting.sides();
        Optional<ClusterLaw> law = setting.randomisation().clusterLaw();
        this.pivots = map.local() && law.isPresent();
        this.thirdArms = setting.randomisation().design().arms().size() > 2;
        this.touched = setting.touched();
        this.blocks =
                law.orElse(null) instanceof ClusterLaw.Blocked blocked ? Blocks.of(blocked, clusters) : Blocks.NONE;
    }

    /// @return empty where clusters are drawn anew with every assignment, or nothing is known of how arms are
    ///     drawn
    static Optional<ClusterSwaps> of(NetworkSetting setting) {
        boolean known = setting.randomisation().clusterLaw().isPresent()
                || setting.randomisation().design().isTwoStage();
        return known ? setting.clusters().map(clusters -> new ClusterSwaps(setting, clusters)) : Optional.empty();
    }

    @Override
    public String label() {
        return "Efron-Stein";
    }

    @Override
    public double variance(Exposed seen, double[] value, boolean aboutMeans, byte[] arm, byte[] condition) {
        Parts parts = parts(seen, value, arm, condition);
        double treated = seen.total(true);
        double control = seen.total(false);
        double[] part = new double[parts.condition.length];
        for (int c = 0; c < part.length; c++) {
            part[c] = aboutMeans
                    ? leveraged(parts.condition[c], parts.conditionWeight[c] / treated)
                            - leveraged(parts.reference[c], parts.referenceWeight[c] / control)
                    : parts.condition[c] - parts.reference[c];
        }
        return variance(part, arm);
    }

    /// A cluster draws its condition's mean towards itself: what is left of its part is too small. If the whole
    /// condition stands on it, nothing is left, and nothing is seen of it.
    private static double leveraged(double part, double share) {
        return share < WHOLE ? part / Math.sqrt(1 - share) : part;
    }

    /// What stands on each cluster.
    ///
    /// @param condition sum of `value · weight` over the nodes of the condition
    /// @param reference the same of the reference, not negated
    /// @param conditionWeight sum of their weights
    /// @param referenceWeight sum of their weights
    private record Parts(double[] condition, double[] reference, double[] conditionWeight, double[] referenceWeight) {}

    /// @param seen nodes in either condition
    /// @param value outcome of each, or what stands for it
    /// @param arm of each node
    /// @param condition of each node
    private Parts parts(Exposed seen, double[] value, byte[] arm, byte[] condition) {
        int count = clusters.clusters();
        double[] a = new double[count];
        double[] b = new double[count];
        double[] weightA = new double[count];
        double[] weightB = new double[count];
        byte[] side = pivots ? sides(arm) : new byte[0];
        for (int k = 0; k < seen.size(); k++) {
            int node = seen.node()[k];
            boolean treated = seen.treated()[k];
            double[] sums = treated ? a : b;
            double[] weights = treated ? weightA : weightB;
            double weight = seen.weight()[k];
            double x = value[k] * weight;
            int from = touched.start()[node];
            int to = touched.start()[node + 1];
            int own = touched.cluster()[from];
            sums[own] += x;
            weights[own] += weight;
            if (!pivots) {
                for (int at = from + 1; at < to; at++) {
                    sums[touched.cluster()[at]] += x;
                    weights[touched.cluster()[at]] += weight;
                }
                continue;
            }
            double treatedWeight = 0;
            double controlWeight = 0;
            double all = 0;
            for (int at = from; at < to; at++) {
                double each = touched.weight()[at];
                byte of = side[touched.cluster()[at]];
                all += each;
                treatedWeight += of == TREATED ? each : 0;
                controlWeight += of == CONTROL ? each : 0;
            }
            boolean ownTreated = side[own] == TREATED;
            for (int at = from + 1; at < to; at++) {
                int cluster = touched.cluster()[at];
                double each = touched.weight()[at];
                byte of = side[cluster];
                double treatedLess = treatedWeight - (of == TREATED ? each : 0);
                double controlLess = controlWeight - (of == CONTROL ? each : 0);
                boolean stands = of != TREATED
                        && map.condition(ownTreated, treatedLess + each, controlLess, all) != condition[node];
                stands |= of != CONTROL
                        && map.condition(ownTreated, treatedLess, controlLess + each, all) != condition[node];
                stands |= thirdArms
                        && of != NEITHER
                        && map.condition(ownTreated, treatedLess, controlLess, all) != condition[node];
                if (stands) {
                    sums[cluster] += x;
                    weights[cluster] += weight;
                }
            }
        }
        return new Parts(a, b, weightA, weightB);
    }

    private byte[] sides(byte[] arm) {
        byte[] side = new byte[clusters.clusters()];
        for (int node = 0; node < arm.length; node++) {
            side[clusters.of(node)] = sides.treated(arm[node]) ? TREATED : sides.control(arm[node]) ? CONTROL : NEITHER;
        }
        return side;
    }

    /// @param part of f that stands on each cluster
    /// @param arm of each node
    /// @return bound of the variance of f
    private double variance(double[] part, byte[] arm) {
        if (blocks.members.length > 0) {
            return blocks.variance(part, arms(arm));
        }
        double sum = 0;
        for (double each : part) {
            sum += each * each;
        }
        return sum;
    }

    private byte[] arms(byte[] arm) {
        byte[] of = new byte[clusters.clusters()];
        for (int node = 0; node < arm.length; node++) {
            of[clusters.of(node)] = arm[node];
        }
        return of;
    }

    /// Blocks of clusters within which arms are exchanged.
    ///
    /// @param members clusters of each block; no blocks where clusters draw by themselves
    /// @param fewest smallest number of clusters with each arm, by block
    private record Blocks(int[][] members, int[][] fewest) {
        static final Blocks NONE = new Blocks(new int[0][], new int[0][]);

        static Blocks of(ClusterLaw.Blocked law, Clustering clusters) {
            int[] of = new int[clusters.clusters()];
            int[] size = new int[law.blocks()];
            boolean[] seen = new boolean[of.length];
            for (int node = 0; node < clusters.nodes(); node++) {
                int cluster = clusters.of(node);
                if (!seen[cluster]) {
                    seen[cluster] = true;
                    of[cluster] = law.block(law.cluster(node));
                    if (of[cluster] >= 0) {
                        size[of[cluster]]++;
                    }
                }
            }
            int[][] members = new int[size.length][];
            for (int block = 0; block < size.length; block++) {
                members[block] = new int[size[block]];
            }
            for (int cluster = of.length - 1; cluster >= 0; cluster--) {
                if (of[cluster] >= 0) {
                    members[of[cluster]][--size[of[cluster]]] = cluster;
                }
            }
            int[][] fewest = new int[size.length][law.arms()];
            for (int block = 0; block < size.length; block++) {
                List<ClusterLaw.Outcome> outcomes = law.outcomes(block);
                for (int arm = 0; arm < law.arms(); arm++) {
                    int at = arm;
                    fewest[block][arm] = outcomes.stream()
                            .mapToInt(outcome -> outcome.counts()[at])
                            .min()
                            .orElse(0);
                }
            }
            return new Blocks(members, fewest);
        }

        double variance(double[] part, byte[] arm) {
            double sum = 0;
            int arms = fewest.length == 0 ? 0 : fewest[0].length;
            double[] total = new double[arms];
            double[] squares = new double[arms];
            int[] count = new int[arms];
            for (int block = 0; block < members.length; block++) {
                Arrays.fill(total, 0);
                Arrays.fill(squares, 0);
                Arrays.fill(count, 0);
                for (int cluster : members[block]) {
                    int own = arm[cluster];
                    if (own >= 0) {
                        total[own] += part[cluster];
                        squares[own] += part[cluster] * part[cluster];
                        count[own]++;
                    }
                }
                sum += exchanges(total, squares, count) + spare(block, total, count);
            }
            return sum;
        }

        /// `(2 / C) Σ (L_c + L_d)²` over pairs of different arms: all pairs less those of one arm.
        private static double exchanges(double[] total, double[] squares, int[] count) {
            double all = 0;
            double allSquares = 0;
            int clusters = 0;
            double alike = 0;
            for (int arm = 0; arm < total.length; arm++) {
                all += total[arm];
                allSquares += squares[arm];
                clusters += count[arm];
                alike += pairs(total[arm], squares[arm], count[arm]);
            }
            return clusters == 0 ? 0 : 2.0 / clusters * (pairs(all, allSquares, clusters) - alike);
        }

        /// `Σ_{c<d} (L_c + L_d)²`.
        private static double pairs(double total, double squares, int count) {
            return (count - 2) * squares + total * total;
        }

        /// The square of what the clusters beyond the smallest numbers stand for.
        private double spare(int block, double[] total, int[] count) {
            double shift = 0;
            for (int arm = 0; arm < total.length; arm++) {
                if (count[arm] > fewest[block][arm]) {
                    shift += (count[arm] - fewest[block][arm]) * total[arm] / count[arm];
                }
            }
            return shift * shift;
        }
    }
}
