package copse.family;

/// Counts, or sums of `size` counts with equal means: `ℓ = y log μ − size · μ`.
final class PoissonLikelihood implements Likelihood {
    private final Link link;

    PoissonLikelihood(Link link) {
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
        if (link == Link.LOG) {
            byLog(outcomes, eta, from, to, order, into);
        } else {
            byIdentity(outcomes, eta, from, to, order, into);
        }
    }

    private static void byLog(
            Outcomes outcomes, double[] eta, int from, int to, Derivatives.Order order, Derivatives into) {
        double[] ys = outcomes.y();
        double[] sizes = outcomes.size();
        double[] multiplicities = outcomes.multiplicity();
        boolean curved = order.hasWeight();
        boolean full = order == Derivatives.Order.FULL;
        for (int i = from; i < to; i++) {
            double m = multiplicities[i];
            double y = m * ys[i];
            double mean = m * sizes[i] * Math.exp(eta[i]);
            into.value[i] = y * eta[i] - mean;
            if (order == Derivatives.Order.VALUE) {
                continue;
            }
            into.score[i] = y - mean;
            if (curved) {
                into.weight[i] = mean;
                into.expected[i] = mean;
                if (full) {
                    into.weightSlope[i] = mean;
                    into.expectedSlope[i] = mean;
                }
            }
        }
    }

    private static void byIdentity(
            Outcomes outcomes, double[] eta, int from, int to, Derivatives.Order order, Derivatives into) {
        for (int i = from; i < to; i++) {
            double mean = eta[i];
            if (!(mean > 0)) {
                into.invalidate(i, order);
                continue;
            }
            double m = outcomes.multiplicity()[i];
            double y = m * outcomes.y()[i];
            double n = m * outcomes.size()[i];
            into.value[i] = (y == 0 ? 0 : y * Math.log(mean)) - n * mean;
            if (order == Derivatives.Order.VALUE) {
                continue;
            }
            into.score[i] = y / mean - n;
            if (order.hasWeight()) {
                into.weight[i] = y / (mean * mean);
                into.expected[i] = n / mean;
                if (order == Derivatives.Order.FULL) {
                    into.weightSlope[i] = -2 * y / (mean * mean * mean);
                    into.expectedSlope[i] = -n / (mean * mean);
                }
            }
        }
    }
}
