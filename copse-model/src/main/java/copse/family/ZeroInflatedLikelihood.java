package copse.family;

/// A count with added zeros, from the likelihood of the count.
///
/// Of a zero, with q = log f(0) of the count: `ℓ = log(π + (1−π) e^q)`, whose derivative in q is the
/// probability w that the zero came from the count; of others `ℓ = log(1−π) + log f(y)`.
final class ZeroInflatedLikelihood implements Likelihood {
    private final Likelihood count;
    private final boolean shaped;

    ZeroInflatedLikelihood(Likelihood count, boolean shaped) {
        this.count = count;
        this.shaped = shaped;
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
        count.evaluate(outcomes, eta, zeta, from, to, order, into);
        double[] y = outcomes.y();
        double[] multiplicity = outcomes.multiplicity();
        for (int i = from; i < to; i++) {
            if (into.value[i] == Double.NEGATIVE_INFINITY) {
                into.invalidate(i, order);
            } else if (y[i] == 0) {
                zero(i, multiplicity[i], zeta[i], order, into);
            } else {
                positive(i, multiplicity[i], zeta[i], order, into);
            }
        }
    }

    private static void positive(int i, double m, double zeta, Derivatives.Order order, Derivatives into) {
        into.value[i] -= m * (Math.max(zeta, 0) + LogRemainders.log1p(Math.exp(-Math.abs(zeta))));
        if (order.hasParameters()) {
            into.byZero[i] = -m * Link.LOGIT.mean(zeta);
            into.scoreByZero[i] = 0;
            into.weightByZero[i] = 0;
        }
    }

    private void zero(int i, double m, double zeta, Derivatives.Order order, Derivatives into) {
        // derivatives of the count hold the multiplicity: s and c are m q′ and m q″
        double q = into.value[i] / m;
        double open = Link.LOGIT.mean(-zeta);
        into.value[i] = m * logZero(q, zeta, open);
        if (order == Derivatives.Order.VALUE) {
            return;
        }
        double w = Link.LOGIT.mean(q - zeta);
        double v = Link.LOGIT.slope(q - zeta);
        double asymmetry = v * (Link.LOGIT.mean(zeta - q) - w);
        double s = into.score[i];
        into.score[i] = w * s;
        double slope = s / m;
        double byShape = into.byShape[i];
        if (order.hasParameters()) {
            // (1−w) − π, as a product
            into.byZero[i] = -m * Link.LOGIT.mean(zeta - q) * open * Math.expm1(q);
            if (shaped) {
                into.byShape[i] = w * byShape;
            }
        }
        if (!order.hasWeight()) {
            return;
        }
        double c = -into.weight[i];
        into.weight[i] = -(v * s * slope + w * c);
        if (order != Derivatives.Order.FULL) {
            return;
        }
        into.weightSlope[i] = w * into.weightSlope[i] - (asymmetry * slope * slope * s + 3 * v * slope * c);
        into.scoreByZero[i] = -v * s;
        into.weightByZero[i] = asymmetry * slope * s + v * c;
        if (shaped) {
            double scoreByShape = into.scoreByShape[i];
            double shapeSlope = byShape / m;
            into.scoreByShape[i] = v * shapeSlope * s + w * scoreByShape;
            into.weightByShape[i] = w * into.weightByShape[i]
                    - asymmetry * shapeSlope * slope * s
                    - v * (2 * slope * scoreByShape + shapeSlope * c);
        }
    }

    /// log(π + (1−π) e^q).
    private static double logZero(double q, double zeta, double open) {
        double added = open * Math.expm1(q);
        if (added > -0.5) {
            return Math.log1p(added);
        }
        double softplus = Math.max(zeta, 0) + LogRemainders.log1p(Math.exp(-Math.abs(zeta)));
        return Math.max(zeta, q) + LogRemainders.log1p(Math.exp(-Math.abs(zeta - q))) - softplus;
    }
}
