package copse.family;

/// Numbers with variance `φ/size` about μ: `ℓ = −½ size (y−μ)²/φ − ½ω`.
final class GaussianLikelihood implements Likelihood {
    private final Link link;
    private final double omega;

    GaussianLikelihood(Link link, double omega) {
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
        double precision = Math.exp(-omega);
        for (int i = from; i < to; i++) {
            double h = eta[i];
            if (!link.isValid(h, OutcomeType.NUMBER)) {
                into.invalidate(i, order);
                continue;
            }
            double m = outcomes.multiplicity()[i];
            double k = m * outcomes.size()[i] * precision;
            double residual = outcomes.y()[i] - link.mean(h);
            double half = 0.5 * k * residual * residual;
            into.value[i] = -half - 0.5 * m * omega;
            if (order == Derivatives.Order.VALUE) {
                continue;
            }
            double slope = link.slope(h);
            double score = k * residual * slope;
            into.score[i] = score;
            if (order.hasParameters()) {
                into.byShape[i] = half - 0.5 * m;
            }
            if (!order.hasWeight()) {
                continue;
            }
            double curvature = link.curvature(h);
            double expected = k * slope * slope;
            double weight = expected - k * residual * curvature;
            into.weight[i] = weight;
            into.expected[i] = expected;
            if (order == Derivatives.Order.FULL) {
                into.weightSlope[i] = k * (3 * slope * curvature - residual * link.thirdDerivative(h));
                into.expectedSlope[i] = 2 * k * slope * curvature;
                into.scoreByShape[i] = -score;
                into.weightByShape[i] = -weight;
                into.expectedByShape[i] = -expected;
            }
        }
    }
}
