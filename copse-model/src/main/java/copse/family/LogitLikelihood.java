package copse.family;

/// Successes out of trials by the logit link: one exponential per cell, one logarithm where the value is
/// wanted.
final class LogitLikelihood implements Likelihood {
    @Override
    public void evaluate(
            Outcomes outcomes,
            double[] eta,
            double[] zeta,
            int from,
            int to,
            Derivatives.Order order,
            Derivatives into) {
        double[] ys = outcomes.y();
        double[] sizes = outcomes.size();
        double[] multiplicities = outcomes.multiplicity();
        boolean curved = order.hasWeight();
        boolean full = order == Derivatives.Order.FULL;
        for (int i = from; i < to; i++) {
            double h = eta[i];
            double m = multiplicities[i];
            double y = m * ys[i];
            double f = m * (sizes[i] - ys[i]);
            double n = m * sizes[i];
            double e = Math.exp(-Math.abs(h));
            double u = 1 + e;
            double large = 1 / u;
            // log(1 + e), with what 1 + e loses
            double log = Math.log(u) + (e - (u - 1)) * large;
            // the first difference is exactly 0 where all trials are successes and h is large
            into.value[i] = (y * h - n * Math.max(h, 0)) - n * log;
            if (order == Derivatives.Order.VALUE) {
                continue;
            }
            double small = e * large;
            double p = h >= 0 ? large : small;
            double q = h >= 0 ? small : large;
            into.score[i] = y * q - f * p;
            if (!curved) {
                continue;
            }
            double w = n * small * large;
            into.weight[i] = w;
            into.expected[i] = w;
            if (full) {
                double slope = w * (q - p);
                into.weightSlope[i] = slope;
                into.expectedSlope[i] = slope;
            }
        }
    }
}
