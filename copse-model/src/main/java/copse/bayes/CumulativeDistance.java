package copse.bayes;

/// The cumulative Jensen-Shannon distance between equally weighted draws and the same draws with other weights.
///
/// With distribution functions P and Q over the range of the draws and M = (P + Q)/2 it is the root of `∫ [P
/// log₂(P/M) + Q log₂(Q/M)] / ∫ (P + Q)`, the larger of that of the values and that of the values with their
/// sign turned; between 0 and 1. The terms that make up for P and Q not being densities cancel in the sum.
///
/// Source: Nguyen and Vreeken (2015), Non-parametric Jensen-Shannon divergence, ECML PKDD, 173-189.
/// doi:10.1007/978-3-319-23525-7_11
final class CumulativeDistance {
    private static final double LOG_TWO = Math.log(2);

    private CumulativeDistance() {}

    /// @param values the draws
    /// @param order their numbers from smallest to largest
    /// @param logWeights by draw, normalised
    static double of(double[] values, int[] order, double[] logWeights) {
        return Math.max(oneSided(values, order, logWeights, false), oneSided(values, order, logWeights, true));
    }

    private static double oneSided(double[] values, int[] order, double[] logWeights, boolean turned) {
        int n = order.length;
        double p = 0;
        double q = 0;
        double divergence = 0;
        double bound = 0;
        for (int i = 0; i + 1 < n; i++) {
            int own = order[turned ? n - 1 - i : i];
            int next = order[turned ? n - 2 - i : i + 1];
            p += 1.0 / n;
            q += Math.exp(logWeights[own]);
            double width = Math.abs(values[next] - values[own]);
            double middle = 0.5 * (p + q);
            divergence += width * (share(p, middle) + share(q, middle));
            bound += width * (p + q);
        }
        return bound > 0 ? Math.sqrt(Math.max(0, divergence / bound)) : 0;
    }

    private static double share(double p, double middle) {
        return p > 0 ? p * Math.log(p / middle) / LOG_TWO : 0;
    }
}
