package copse.design;

import copse.design.Covariates.Indicators;
import copse.math.SubsetSums;
import copse.math.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// How far the means of arms are from each other in all covariates together.
///
/// For two arms `M = n₁n₀/n · d′S⁺d`, where d is the difference in means and S the covariance matrix over all
/// units with divisor n − 1; S⁺ is its pseudo-inverse, so that constant and aliased covariates do no harm. For
/// k arms `M = (n − 1) tr(BT⁺)`, with B the sums of squares and products between arms and T in total: n − 1
/// times Pillai's trace, which is the same number for two arms. Under complete randomisation M is about
/// chi-square with `rank · (k − 1)` degrees of freedom.
///
/// S does not depend on the assignment; it is dealt with once. Cost: `O(n p²)` then, `O(n · rank)` per
/// assignment.
///
/// Source: Morgan and Rubin (2012), Rerandomization to improve covariate balance in experiments, Ann. Statist.
/// 40(2), 1263-1282, section 3.1. doi:10.1214/12-AOS1008. Pillai (1955), Some new test criteria in multivariate
/// analysis, Ann. Math. Statist. 26(1), 117-121. doi:10.1214/aoms/1177728599
public final class MahalanobisDistance {
    /// Draws that make up one task of a thread.
    private static final int TASK = 512;

    /// Features that [SubsetSums] adds together.
    private static final int TOGETHER = 4;

    private final Covariates covariates;
    private final List<String> aliased;
    private final int rank;
    private final double[] features;

    private MahalanobisDistance(Covariates covariates) {
        this.covariates = covariates;
        Orthonormal orthonormal = new Orthonormal();
        this.aliased = new ArrayList<>();
        for (int j = 0; j < covariates.names().size(); j++) {
            if (!orthonormal.add(covariates.values().get(j))) {
                aliased.add(covariates.names().get(j));
            }
        }
        this.rank = orthonormal.rank();
        int size = covariates.values().getFirst().length;
        this.features = new double[size * rank];
        for (int k = 0; k < rank; k++) {
            double[] q = orthonormal.direction(k);
            for (int unit = 0; unit < size; unit++) {
                features[unit * rank + k] = q[unit];
            }
        }
    }

    /// @param units whose columns are read
    /// @param columns numeric and logical columns, and factors as indicators
    /// @return the distance, ready for any assignment
    /// @throws copse.error.InputException `I101` if there is no such column, `I102` if it is text or time
    /// @throws copse.error.DesignException `D144` if a value is missing; `D145` if no column varies
    public static MahalanobisDistance of(Units units, List<String> columns) {
        boolean[] all = new boolean[units.size()];
        Arrays.fill(all, true);
        return new MahalanobisDistance(Covariates.of(units, columns, all, Indicators.INDEPENDENT));
    }

    /// @return the covariates: numeric columns, and `column=level` for the levels of factors but the first
    public List<String> covariates() {
        return covariates.names();
    }

    /// @return columns that do not vary and count for nothing
    public List<String> constant() {
        return covariates.constant();
    }

    /// @return covariates that follow from those before them and count for nothing more
    public List<String> aliased() {
        return List.copyOf(aliased);
    }

    /// @return rank of S
    public int rank() {
        return rank;
    }

    /// @return whether assignments differ in M at all: not if the rank is n − 1 or more, where M is n − 1 for
    ///     all
    public boolean discriminates() {
        return rank < covariates.units() - 1;
    }

    /// M over all arms.
    ///
    /// @param arms index of the arm of each unit, in unit order; units of negative arms are left out of the
    ///     means
    /// @return M
    /// @throws IllegalArgumentException if fewer than two arms have units
    public double of(byte[] arms) {
        int most = 0;
        for (byte arm : arms) {
            most = Math.max(most, arm);
        }
        double[][] sums = new double[most + 1][rank];
        int[] counts = new int[most + 1];
        for (int unit = 0; unit < arms.length; unit++) {
            if (arms[unit] >= 0) {
                counts[arms[unit]]++;
                for (int k = 0; k < rank; k++) {
                    sums[arms[unit]][k] += features[unit * rank + k];
                }
            }
        }
        if (Arrays.stream(counts).filter(c -> c > 0).count() < 2) {
            throw new IllegalArgumentException("fewer than two arms have units");
        }
        return (covariates.units() - 1) * Rule.between(sums, counts, 0, rank);
    }

    /// M of each of many assignments, by tables of sums of subsets instead of unit by unit.
    ///
    /// Cost: `O(n · rank / 4)` per assignment; tables of `16 n` numbers at a time.
    ///
    /// @param draws assignments of these units, and perhaps of others
    /// @param unit for each unit of this distance the unit of the draws that it is
    /// @param arms number of arms that are to have units: those of the lowest index
    /// @param threads number of threads; the answer does not depend on it
    /// @return M of each draw; NaN where one of these arms has no unit, or another arm has one
    public double[] of(Draws draws, int[] unit, int arms, int threads) {
        long[] present = new long[draws.words()];
        for (int u : unit) {
            present[u >>> 6] |= 1L << u;
        }
        double[] m = new double[draws.draws()];
        // M is a sum over features: a few at a time keep the tables small
        for (int from = 0; from < rank; from += TOGETHER) {
            int some = Math.min(TOGETHER, rank - from);
            double[] spread = new double[draws.units() * some];
            for (int u = 0; u < unit.length; u++) {
                System.arraycopy(features, u * rank + from, spread, unit[u] * some, some);
            }
            SubsetSums tables = new SubsetSums(spread, draws.units(), some);
            Tasks.run((m.length + TASK - 1) / TASK, threads, task -> {
                double[][] sums = new double[arms][tables.padded()];
                int[] counts = new int[arms];
                for (int draw = task * TASK; draw < Math.min(m.length, (task + 1) * TASK); draw++) {
                    if (fills(draws, draw, present, counts)) {
                        sum(draws, draw, tables, sums);
                        m[draw] += (unit.length - 1) * Rule.between(sums, counts, 0, some);
                    } else {
                        m[draw] = Double.NaN;
                    }
                }
            });
        }
        return m;
    }

    private static boolean fills(Draws draws, int draw, long[] present, int[] counts) {
        Arrays.fill(counts, 0);
        for (int w = 0; w < present.length; w++) {
            long others = 0;
            for (int arm = 1; arm < draws.arms(); arm++) {
                long plane = draws.word(draw, arm, w) & present[w];
                if (arm < counts.length) {
                    counts[arm] += Long.bitCount(plane);
                } else if (plane != 0) {
                    return false;
                }
                others |= plane;
            }
            counts[0] += Long.bitCount(present[w] & ~others);
        }
        return Arrays.stream(counts).allMatch(count -> count > 0);
    }

    /// Features are centred, so that the first arm has what the others lack.
    private static void sum(Draws draws, int draw, SubsetSums tables, double[][] sums) {
        Arrays.fill(sums[0], 0);
        for (int arm = 1; arm < sums.length; arm++) {
            tables.sum(draws.bits(), draws.at(draw, arm), sums[arm], 0);
            for (int k = 0; k < tables.features(); k++) {
                sums[0][k] -= sums[arm][k];
            }
        }
    }

    /// The difference between two arms; S is that of all units.
    ///
    /// @param arms index of the arm of each unit, in unit order
    /// @param arm index of an arm
    /// @param reference index of the arm it is compared with
    /// @return the difference
    /// @throws IllegalArgumentException if one of the two arms has no unit
    public Imbalance between(byte[] arms, int arm, int reference) {
        byte[] two = new byte[arms.length];
        int n1 = 0;
        int n0 = 0;
        for (int unit = 0; unit < arms.length; unit++) {
            two[unit] = (byte) (arms[unit] == arm ? 1 : arms[unit] == reference ? 0 : Mechanism.NONE);
            n1 += arms[unit] == arm ? 1 : 0;
            n0 += arms[unit] == reference ? 1 : 0;
        }
        List<Double> differences = new ArrayList<>();
        for (int j = 0; j < covariates.names().size(); j++) {
            double[] x = covariates.values().get(j);
            double sum1 = 0;
            double sum0 = 0;
            for (int unit = 0; unit < arms.length; unit++) {
                sum1 += two[unit] == 1 ? x[unit] : 0;
                sum0 += two[unit] == 0 ? x[unit] : 0;
            }
            differences.add(covariates.spreads().get(j) * (sum1 / n1 - sum0 / n0));
        }
        double m = of(two);
        return new Imbalance(covariates.names(), differences, m / n1 / n0 * (n1 + n0), m, rank);
    }

    /// The difference between two arms.
    ///
    /// @param covariates names
    /// @param differences in means, in the unit of each covariate
    /// @param distanceSquared `d′S⁺d`
    /// @param m `n₁n₀/(n₁ + n₀)` times that
    /// @param rank of S, the degrees of freedom
    public record Imbalance(
            List<String> covariates, List<Double> differences, double distanceSquared, double m, int rank) {
        /// Copies the lists.
        public Imbalance {
            covariates = List.copyOf(covariates);
            differences = List.copyOf(differences);
        }

        /// @return `√(d′S⁺d)`
        public double distance() {
            return Math.sqrt(distanceSquared);
        }

        /// @return probability of at least this M under complete randomisation, by the chi-square approximation
        public double p() {
            return ChiSquaredDistribution.of(rank).survivalProbability(m);
        }
    }
}
