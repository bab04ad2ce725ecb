package copse.glmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.family.Link;

/// The mean of an outcome averaged over groups, as a function of linear predictor and variance of the random
/// effects: `m(η, v) = ∫ h(η + √v t) φ(t) dt` with h the inverse link.
///
/// Closed forms: identity `η`, log `exp(η + v/2)`, probit `Φ(η / √(1 + v))`. Logit and cloglog by the
/// trapezoidal rule, whose error for an integrand that is analytic in the strip |Im t| < a falls as
/// `exp(−2πa/step + a²/2)`: the step is chosen to leave about 1e-15 of the value. The derivative by the
/// variance needs no quadrature of its own form, since m obeys the heat equation: `∂m/∂v = ½ ∂²m/∂η²`.
///
/// Holds what it has computed last: one instance per thread.
///
/// Source: Trefethen and Weideman (2014), The exponentially convergent trapezoidal rule, SIAM Rev. 56(3),
/// section 5. doi:10.1137/130932132; Zeger, Liang and Albert (1988), Models for longitudinal data, Biometrics
/// 44(4). doi:10.2307/2531734
public final class MeanCurve {
    // exp(-38) is 3e-17; derivatives of the logistic lose a factor of about 100
    private static final double DIGITS = 38;
    // A wider strip is of no use: the Gaussian factor grows by exp(a²/2) there.
    private static final double WIDEST = Math.sqrt(2 * DIGITS);
    // φ beyond this is below 1e-16 of its height
    private static final double REACH = 8.6;
    // Exponentials of less are finite numbers, and so are products of two.
    private static final double SAFE = 700;
    private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);

    private final Link link;
    private double sd;
    private double[] nodes = new double[0];
    private double[] weights = new double[0];
    private double[] decays = new double[0]; // exp(−node)

    /// m(η, v).
    double value;
    /// ∂m/∂η.
    double byEta;
    /// ∂m/∂v.
    double byVariance;

    /// @param link whose inverse is averaged
    public MeanCurve(Link link) {
        this.link = link;
    }

    /// Computes [#value], [#byEta] and [#byVariance].
    ///
    /// @param eta linear predictor without random effects
    /// @param v variance of the random effects, at least 0; 0 for a mean in one group
    /// @throws InputException `N340` for the inverse link with random effects, which has no mean over groups
    void at(double eta, double v) {
        if (v == 0) {
            set(link.mean(eta), link.slope(eta), 0.5 * link.curvature(eta));
            return;
        }
        switch (link) {
            case IDENTITY -> straight(eta);
            case LOG -> {
                double mean = Math.exp(eta + 0.5 * v);
                set(mean, mean, 0.5 * mean);
            }
            case PROBIT -> {
                double scale = 1 / Math.sqrt(1 + v);
                double at = eta * scale;
                set(link.mean(at), scale * link.slope(at), 0.5 * scale * scale * link.curvature(at));
            }
            case INVERSE ->
                throw new InputException(new Problem(
                        GlmmCode.NO_MEAN_OVER_GROUPS.code(),
                        "the mean over groups of a model with the inverse link",
                        "1/(η + b) has no mean when b is normal, since η + b may be 0",
                        "ask for a typical group, or fit with the log link"));
            case LOGIT -> {
                rule(Math.sqrt(v), Math.PI);
                logit(eta);
            }
            case CLOGLOG -> {
                rule(Math.sqrt(v), Math.PI / 2);
                cloglog(eta);
            }
        }
    }

    /// The mean alone. Rows of equal variance one after the other share the nodes.
    ///
    /// @param eta linear predictor without random effects
    /// @param v variance of the random effects, at least 0; 0 for a mean in one group
    /// @return m(η, v)
    /// @throws InputException `N340` for the inverse link with random effects, which has no mean over groups
    public double mean(double eta, double v) {
        at(eta, v);
        return value;
    }

    /// Computes them for the linear predictor itself.
    ///
    /// @param eta linear predictor
    void straight(double eta) {
        set(eta, 1, 0);
    }

    private void set(double mean, double slope, double half) {
        value = mean;
        byEta = slope;
        byVariance = half;
    }

    /// Nodes and weights for a standard deviation, those of last time if it is the same.
    ///
    /// @param newSd of the random effects
    /// @param strip half-width of the strip in η where the inverse link is analytic and bounded
    private void rule(double newSd, double strip) {
        if (newSd == sd) {
            return;
        }
        sd = newSd;
        double a = Math.min(WIDEST, strip / sd);
        double step = 2 * Math.PI * a / (DIGITS + 0.5 * a * a);
        // where h falls like exp(η) the integrand is φ moved by the standard deviation
        int half = (int) Math.ceil((REACH + sd) / step);
        nodes = new double[2 * half + 1];
        weights = new double[nodes.length];
        decays = new double[nodes.length];
        for (int j = 0; j < nodes.length; j++) {
            double t = (j - half) * step;
            nodes[j] = sd * t;
            decays[j] = Math.exp(-nodes[j]);
            weights[j] = step * Math.exp(-0.5 * t * t) / SQRT_2PI;
        }
    }

    /// As `exp(−η − node) = exp(−η) exp(−node)`, a mean takes one exponential.
    private void logit(double eta) {
        boolean safe = Math.abs(eta) + nodes[nodes.length - 1] < SAFE;
        double against = safe ? Math.exp(-eta) : 0;
        double mean = 0;
        double slope = 0;
        double half = 0;
        for (int j = 0; j < nodes.length; j++) {
            double odds = against * decays[j];
            double p = safe ? 1 / (1 + odds) : link.mean(eta + nodes[j]);
            double q = safe ? odds * p : link.complement(eta + nodes[j]);
            double w = weights[j] * p;
            mean += w;
            slope += w * q;
            half += w * q * (q - p);
        }
        set(mean, slope, 0.5 * half);
    }

    private void cloglog(double eta) {
        double mean = 0;
        double slope = 0;
        double half = 0;
        for (int j = 0; j < nodes.length; j++) {
            double x = eta + nodes[j];
            double hazard = Math.exp(x);
            double d = Math.exp(x - hazard);
            double w = weights[j];
            mean -= w * Math.expm1(-hazard);
            slope += w * d;
            // d is 0 long before the hazard overflows
            half += d == 0 ? 0 : w * d * (1 - hazard);
        }
        set(mean, slope, 0.5 * half);
    }
}
