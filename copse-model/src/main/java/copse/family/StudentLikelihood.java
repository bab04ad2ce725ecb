package copse.family;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/// Numbers about μ whose deviation, times `√(size/φ)`, has Student's t distribution with ν degrees of freedom:
/// `ℓ = log Γ((ν+1)/2) − log Γ(ν/2) − ½ log ν − ½ω − ½(ν+1) log(1 + κ(y−μ)²/ν)`, `κ = size/φ`.
///
/// An observation far off pulls less than one nearby: the score falls off as one over the distance. The weight
/// of such an observation is negative.
///
/// Source: Lange, Little and Taylor (1989), Robust statistical modeling using the t distribution, JASA 84,
/// 881-896. doi:10.1080/01621459.1989.10478852
final class StudentLikelihood implements Likelihood {
    // From here on the series of the difference of logarithms is exact to the last digits, where their difference is
    // not.
    private static final double LARGE = 20;

    private final Link link;
    private final double df;
    private final double omega;
    private final double constant;

    StudentLikelihood(Link link, double df, double omega) {
        this.link = link;
        this.df = df;
        this.omega = omega;
        this.constant = logConstant(df);
    }

    /// log Γ((ν+1)/2) − log Γ(ν/2) − ½ log ν.
    static double logConstant(double df) {
        double a = 0.5 * df;
        if (a < LARGE) {
            return LogGamma.value(a + 0.5) - LogGamma.value(a) - 0.5 * Math.log(df);
        }
        double s = 1 / (a * a);
        return -0.5 * Math.log(2) - (1.0 / 8 - s * (1.0 / 192 - s * (1.0 / 640 - s * (17.0 / 14336)))) / a;
    }

    /// Its derivative by ν.
    static double logConstantSlope(double df) {
        double a = 0.5 * df;
        if (a < LARGE) {
            return 0.5 * (Digamma.value(a + 0.5) - Digamma.value(a)) - 0.5 / df;
        }
        double s = 1 / (a * a);
        return 0.5 * s * (1.0 / 8 - s * (3.0 / 192 - s * (5.0 / 640 - s * (7 * 17.0 / 14336))));
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
            double kappa = outcomes.size()[i] * precision;
            double residual = outcomes.y()[i] - link.mean(h);
            double square = kappa * residual * residual;
            double sum = df + square;
            into.value[i] = m * (constant - 0.5 * omega - 0.5 * (df + 1) * Math.log1p(square / df));
            if (order == Derivatives.Order.VALUE) {
                continue;
            }
            double slope = link.slope(h);
            double byMean = m * (df + 1) * kappa * residual / sum;
            into.score[i] = byMean * slope;
            if (order.hasParameters()) {
                into.byShape[i] = 0.5 * m * ((df + 1) * square / sum - 1);
            }
            if (!order.hasWeight()) {
                continue;
            }
            double curvature = link.curvature(h);
            double k = m * (df + 1) * kappa;
            // −ℓ_μμ
            double bend = k * (df - square) / (sum * sum);
            double information = k / (df + 3);
            into.weight[i] = bend * slope * slope - byMean * curvature;
            into.expected[i] = information * slope * slope;
            if (order == Derivatives.Order.FULL) {
                // ℓ_μμμ, and derivatives of ℓ_μ and −ℓ_μμ by ω
                double third = -2 * k * kappa * residual * (3 * df - square) / (sum * sum * sum);
                double meanByShape = -k * residual * df / (sum * sum);
                double bendByShape = -k * ((df - 2 * square) * sum - 2 * square * (df - square)) / (sum * sum * sum);
                into.weightSlope[i] = -third * slope * slope * slope
                        + 3 * bend * slope * curvature
                        - byMean * link.thirdDerivative(h);
                into.expectedSlope[i] = 2 * information * slope * curvature;
                into.scoreByShape[i] = meanByShape * slope;
                into.weightByShape[i] = bendByShape * slope * slope - meanByShape * curvature;
                into.expectedByShape[i] = -into.expected[i];
            }
        }
    }
}
