package copse.balance;

import copse.frame.NumericColumn;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether the arms have the numbers of units that the design promised. A sample-ratio mismatch says that units
/// were lost, doubled or moved after randomisation, and that no analysis of what is left can be trusted.
///
/// Source: Fabijan et al. (2019), Diagnosing sample ratio mismatch in online controlled experiments, KDD 2019,
/// 2156-2164. doi:10.1145/3292500.3330722
///
/// @param observed units per arm
/// @param expected share per arm, summing to 1
/// @param chiSquare Pearson's statistic
/// @param df number of arms less 1
/// @param p from the chi-square distribution
/// @param exact two-sided exact binomial p, for two arms and fewer than 2³¹ − 1 units
public record SampleRatio(
        List<Long> observed, List<Double> expected, double chiSquare, int df, double p, OptionalDouble exact) {
    /// Probabilities this close to that of the observed number count as equal to it: binomial probabilities of
    /// mirror images differ by rounding.
    private static final double SAME = 1 + 1e-7;

    /// Copies the lists.
    public SampleRatio {
        observed = List.copyOf(observed);
        expected = List.copyOf(expected);
    }

    private static String listed(List<? extends Number> numbers) {
        return numbers.stream()
                .map(number -> NumericColumn.format(number.doubleValue()))
                .collect(Collectors.joining(", "));
    }

    /// @param observed units per arm, at least two arms
    /// @param shares expected share per arm; only proportions matter
    /// @return the test
    /// @throws copse.error.InputException `D403` if the shares are not one per arm or one is not above zero
    public static SampleRatio of(List<Long> observed, List<Double> shares) {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        long n = observed.stream().mapToLong(Long::longValue).sum();
        if (observed.size() < 2
                || shares.size() != observed.size()
                || shares.stream().anyMatch(s -> !(s > 0))
                || n == 0) {
            throw BalanceCode.BAD_SHARES.error(
                    "shares " + listed(shares) + " for arms with " + listed(observed) + " units",
                    "there is one share above zero per arm, and at least one unit",
                    "give one share per arm, such as `--expect control=2,treatment=1`");
        }
        List<Double> expected = shares.stream().map(share -> share / sum).toList();
        double statistic = 0;
        for (int arm = 0; arm < observed.size(); arm++) {
            double wanted = n * expected.get(arm);
            statistic += (observed.get(arm) - wanted) * (observed.get(arm) - wanted) / wanted;
        }
        int df = observed.size() - 1;
        double p = ChiSquaredDistribution.of(df).survivalProbability(statistic);
        OptionalDouble exact = df == 1 && n < Integer.MAX_VALUE
                ? OptionalDouble.of(exact(observed.getFirst().intValue(), (int) n, expected.getFirst()))
                : OptionalDouble.empty();
        return new SampleRatio(observed, expected, statistic, df, p, exact);
    }

    /// Probability of all numbers that are at most as probable as the one observed. Cost: O(log n).
    private static double exact(int observed, int n, double share) {
        BinomialDistribution law = BinomialDistribution.of(n, share);
        double limit = law.logProbability(observed) + Math.log(SAME);
        double mean = n * share;
        if (observed < mean) {
            // the probabilities fall beyond the mode, so the other tail begins at one place
            int other = first(law, limit, (int) Math.ceil(mean), n);
            return Math.min(1, law.cumulativeProbability(observed) + law.survivalProbability(other - 1));
        }
        int other = last(law, limit, (int) Math.floor(mean));
        return Math.min(1, law.survivalProbability(observed - 1) + law.cumulativeProbability(other));
    }

    /// The first number from `low` upwards whose probability is within the limit, n + 1 if none is.
    private static int first(BinomialDistribution law, double limit, int low, int n) {
        int from = low;
        int to = n + 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (law.logProbability(middle) <= limit) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /// The last number from `high` downwards whose probability is within the limit, -1 if none is.
    private static int last(BinomialDistribution law, double limit, int high) {
        int from = -1;
        int to = high;
        while (from < to) {
            int middle = from + (to - from + 1) / 2;
            if (law.logProbability(middle) <= limit) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }
}
