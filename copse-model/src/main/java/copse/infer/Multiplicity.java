package copse.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Adjustment of a family of tests for their number.
///
/// Limits are simultaneous where the method has simultaneous limits ([#BONFERRONI], [#SIDAK], [#TUKEY]); the
/// stepwise methods [#HOLM] and [#BENJAMINI_HOCHBERG] have none, and get those of Bonferroni, which are wider
/// than need be.
///
/// Source: Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Stat. 6(2);
/// Benjamini and Hochberg (1995), Controlling the false discovery rate, J. R. Stat. Soc. B 57(1); Tukey's
/// method for unequal precisions: Kramer (1956), Extension of multiple range tests to group means with unequal
/// numbers of replications, Biometrics 12(3).
public enum Multiplicity {
    /// Each test by itself.
    NONE("none"),
    /// p times the number of tests.
    BONFERRONI("Bonferroni"),
    /// Bonferroni for the smallest p, then for those left; never less powerful.
    HOLM("Holm"),
    /// Exact for independent tests, conservative for the usual dependent ones.
    SIDAK("Šidák"),
    /// All pairs of k means by the studentised range; for pairwise comparisons only.
    TUKEY("Tukey"),
    /// Expected share of false among all rejections, for independent or positively dependent tests.
    BENJAMINI_HOCHBERG("Benjamini-Hochberg");

    private final String label;

    Multiplicity(String label) {
        this.label = label;
    }

    /// @return the name as printed
    public String label() {
        return label;
    }

    /// Adjusted p-values and limits.
    ///
    /// @param estimates the family, unadjusted
    /// @param means number of means compared, for [#TUKEY]; not used by the others
    /// @return the family in the same order
    public List<Estimate> adjust(List<Estimate> estimates, int means) {
        if (this == NONE) {
            return List.copyOf(estimates);
        }
        double[] p = switch (this) {
            case TUKEY ->
                estimates.stream()
                        .mapToDouble(
                                e -> StudentizedRange.survival(Math.abs(e.statistic()) * Math.sqrt(2), means, e.df()))
                        .toArray();
            case NONE, BONFERRONI, HOLM, SIDAK, BENJAMINI_HOCHBERG ->
                adjust(estimates.stream().mapToDouble(Estimate::p).toArray());
        };
        List<Estimate> out = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            Estimate estimate = estimates.get(i);
            double critical = critical(estimate.level(), estimate.df(), p.length, means);
            out.add(estimate.adjusted(p[i], critical, label + " for " + p.length));
        }
        return out;
    }

    /// Adjusted p-values, for the methods that need nothing else.
    ///
    /// @param p unadjusted
    /// @return adjusted, in the same order
    /// @throws IllegalArgumentException for [#TUKEY], which needs statistics
    public double[] adjust(double[] p) {
        int m = p.length;
        return switch (this) {
            case NONE -> p.clone();
            case BONFERRONI -> each(p, value -> Math.min(1, m * value));
            // 1 - (1 - p)^m without losing small p
            case SIDAK -> each(p, value -> -Math.expm1(m * Math.log1p(-value)));
            case HOLM -> stepDown(p);
            case BENJAMINI_HOCHBERG -> stepUp(p);
            case TUKEY -> throw new IllegalArgumentException("Tukey's adjustment needs statistics, not p-values");
        };
    }

    private double critical(double level, double df, int tests, int means) {
        double alpha = 1 - level;
        return switch (this) {
            case NONE -> StudentT.critical(level, df);
            case TUKEY -> StudentizedRange.upperQuantile(alpha, means, df) / Math.sqrt(2);
            case SIDAK -> StudentT.upperQuantile(-0.5 * Math.expm1(Math.log1p(-alpha) / tests), df);
            case BONFERRONI, HOLM, BENJAMINI_HOCHBERG -> StudentT.upperQuantile(0.5 * alpha / tests, df);
        };
    }

    private static double[] each(double[] p, DoubleUnaryOperator f) {
        return Arrays.stream(p).map(f).toArray();
    }

    private static double[] stepDown(double[] p) {
        int[] order = order(p);
        double[] out = new double[p.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, (p.length - i) * p[order[i]]));
            out[order[i]] = largest;
        }
        return out;
    }

    private static double[] stepUp(double[] p) {
        int[] order = order(p);
        double[] out = new double[p.length];
        double smallest = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, p[order[i]] * p.length / (i + 1));
            out[order[i]] = smallest;
        }
        return out;
    }

    private static int[] order(double[] p) {
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
