package copse.family;

/// Successes out of trials whose probability is beta distributed.
///
/// With A = log μ, B = log(1−μ), f = n−y: `ℓ = yA + fB + g(ω+A; y) + g(ω+B; f) − g(ω; n)`, g of
/// [RisingFactorial].
final class BetaBinomialLikelihood implements Likelihood {
    private final Link link;
    private final double omega;

    BetaBinomialLikelihood(Link link, double omega) {
        this.link = link;
        this.omega = omega;
    }

    @Override
    public void evaluate(
            Outcomes outcomes,
            double[] eta,
            double[] zeta,
            int from,
            int to,
            Derivatives.Order order,
            Derivatives into) {
        LogShares at = new LogShares(link);
        RisingFactorial a = new RisingFactorial();
        RisingFactorial b = new RisingFactorial();
        RisingFactorial all = new RisingFactorial();
        double trials = 0;
        boolean slopes = order != Derivatives.Order.VALUE;
        // 1/(φ+1), and minus its derivative in ω
        double correlation = Link.LOGIT.mean(-omega);
        double correlationSlope = Link.LOGIT.slope(omega);
        for (int i = from; i < to; i++) {
            if (!at.set(eta[i])) {
                into.invalidate(i, order);
                continue;
            }
            double m = outcomes.multiplicity()[i];
            double y = outcomes.y()[i];
            double n = outcomes.size()[i];
            double f = n - y;
            a.set(omega + at.p, y, slopes);
            b.set(omega + at.q, f, slopes);
            if (n != trials) {
                all.set(omega, n, slopes);
                trials = n;
            }
            into.value[i] = m * (LogShares.sum(y, at.p, f, at.q) + (a.value + b.value - all.value));
            if (!slopes) {
                continue;
            }
            // what y and f are worth when trials of a cell are alike
            double ya = y + a.d1;
            double fb = f + b.d1;
            into.score[i] = m * LogShares.sum(ya, at.p1, fb, at.q1);
            if (order.hasParameters()) {
                into.byShape[i] = m * (a.d1 + b.d1 - all.d1);
            }
            if (!order.hasWeight()) {
                continue;
            }
            double p1 = at.p1;
            double q1 = at.q1;
            into.weight[i] = -m * (ya * at.p2 + fb * at.q2 + (a.d2 * p1 * p1 + b.d2 * q1 * q1));
            double inflation = 1 + (n - 1) * correlation;
            double expected = m * n * at.fisher() / inflation;
            into.expected[i] = expected;
            if (order == Derivatives.Order.FULL) {
                into.weightSlope[i] = -m
                        * (ya * at.p3
                                + fb * at.q3
                                + 3 * (a.d2 * p1 * at.p2 + b.d2 * q1 * at.q2)
                                + (a.d3 * p1 * p1 * p1 + b.d3 * q1 * q1 * q1));
                into.expectedSlope[i] = m * n * at.fisherSlope() / inflation;
                into.scoreByShape[i] = m * (a.d2 * p1 + b.d2 * q1);
                into.weightByShape[i] = -m * (a.d3 * p1 * p1 + b.d3 * q1 * q1 + (a.d2 * at.p2 + b.d2 * at.q2));
                into.expectedByShape[i] = expected * (n - 1) * correlationSlope / inflation;
            }
        }
    }
}
