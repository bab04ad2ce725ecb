package copse.family;

/// Successes out of trials by any link, from the logarithms of both probabilities.
///
/// `ℓ = y log μ + (n−y) log(1−μ)`; with A = log μ and B = log(1−μ) the expected weight is −n A′B′.
final class BinomialLikelihood implements Likelihood {
    private final Link link;

    BinomialLikelihood(Link link) {
        this.link = link;
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
        double[] ys = outcomes.y();
        double[] sizes = outcomes.size();
        double[] multiplicities = outcomes.multiplicity();
        boolean curved = order.hasWeight();
        boolean full = order == Derivatives.Order.FULL;
        for (int i = from; i < to; i++) {
            if (!at.set(eta[i])) {
                into.invalidate(i, order);
                continue;
            }
            double m = multiplicities[i];
            double y = m * ys[i];
            double n = m * sizes[i];
            double f = m * (sizes[i] - ys[i]);
            into.value[i] = LogShares.sum(y, at.p, f, at.q);
            if (order == Derivatives.Order.VALUE) {
                continue;
            }
            into.score[i] = LogShares.sum(y, at.p1, f, at.q1);
            if (!curved) {
                continue;
            }
            into.weight[i] = -LogShares.sum(y, at.p2, f, at.q2);
            into.expected[i] = n * at.fisher();
            if (full) {
                into.weightSlope[i] = -LogShares.sum(y, at.p3, f, at.q3);
                into.expectedSlope[i] = n * at.fisherSlope();
            }
        }
    }
}
