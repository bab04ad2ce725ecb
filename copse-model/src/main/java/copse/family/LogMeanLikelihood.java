package copse.family;

/// Families whose log density is written in M = log μ and ω; this chains its derivatives through the link.
abstract class LogMeanLikelihood implements Likelihood {
    private final Link link;

    LogMeanLikelihood(Link link) {
        this.link = link;
    }

    /// The log density of one outcome with its derivatives in M and ω.
    static final class Point {
        /// ℓ.
        double value;
        /// Derivatives in M.
        double l1;

        double l2;
        double l3;
        /// Derivatives in ω, in M and ω, in M twice and ω.
        double o;

        double o1;
        double o2;
        /// Expectation of −l2, its derivative in M and in ω.
        double e;

        double e1;
        double eo;

        /// Work space.
        final RisingFactorial rising = new RisingFactorial();
    }

    /// @param y outcome
    /// @param size see [Outcomes]
    /// @param logMean M
    /// @param mean μ
    /// @param order how much is wanted
    /// @param at filled. *Modified.*
    abstract void evaluate(double y, double size, double logMean, double mean, Derivatives.Order order, Point at);

    @Override
    public final void evaluate(
            Outcomes outcomes,
            double[] eta,
            double[] zeta,
            int from,
            int to,
            Derivatives.Order order,
            Derivatives into) {
        LogMeans mean = new LogMeans(link);
        Point at = new Point();
        double[] y = outcomes.y();
        double[] size = outcomes.size();
        double[] multiplicity = outcomes.multiplicity();
        for (int i = from; i < to; i++) {
            if (!mean.set(eta[i])) {
                into.invalidate(i, order);
                continue;
            }
            double times = multiplicity[i];
            evaluate(y[i], size[i], mean.m, mean.mean, order, at);
            into.value[i] = times * at.value;
            if (order == Derivatives.Order.VALUE) {
                continue;
            }
            double m1 = mean.m1;
            double m2 = mean.m2;
            into.score[i] = times * at.l1 * m1;
            if (order.hasParameters()) {
                into.byShape[i] = times * at.o;
            }
            if (order.hasWeight()) {
                into.weight[i] = -times * (at.l2 * m1 * m1 + at.l1 * m2);
                into.expected[i] = times * at.e * m1 * m1;
            }
            if (order == Derivatives.Order.FULL) {
                into.weightSlope[i] = -times * (at.l3 * m1 * m1 * m1 + 3 * at.l2 * m1 * m2 + at.l1 * mean.m3);
                into.expectedSlope[i] = times * m1 * (at.e1 * m1 * m1 + 2 * at.e * m2);
                into.scoreByShape[i] = times * at.o1 * m1;
                into.weightByShape[i] = -times * (at.o2 * m1 * m1 + at.o1 * m2);
                into.expectedByShape[i] = times * at.eo * m1 * m1;
            }
        }
    }
}
