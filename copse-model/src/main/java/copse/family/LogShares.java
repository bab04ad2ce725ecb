package copse.family;

import org.apache.commons.numbers.gamma.Erfc;

/// log μ and log(1 − μ) of a probability with three derivatives in η each, by link; exact where either is tiny.
///
/// [#set(double)] moves it to an η. Belongs to one thread.
///
/// The derivatives of log Φ stand on Mills' ratio, whose continued fraction gives the small differences of the
/// left tail (m + η and so on) as products.
///
/// Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.2.14.
final class LogShares {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    /// Left of −2 differences would cost two digits or more, and the continued fraction takes two hundred terms
    /// or fewer.
    private static final double FRACTION_FROM = 2;
    /// n terms leave about exp(−x√(2n)); full precision takes this over x².
    private static final double FRACTION_TERMS = 720;
    /// exp(η) beyond this is as good as infinite for 1 − exp(−exp(η)).
    private static final double LARGEST_HAZARD = 1e300;
    /// Below it h/(1 − e⁻ʰ) − 1 takes its series, whose next term is under 1e-17.
    private static final double SMALL_HAZARD = 0.05;

    /// log μ and its derivatives.
    double p;

    double p1;
    double p2;
    double p3;

    /// log(1 − μ) and its derivatives.
    double q;

    double q1;
    double q2;
    double q3;

    private final Link link;

    LogShares(Link link) {
        this.link = link;
    }

    /// y·a + f·b where a count of 0 makes an infinite logarithm harmless.
    static double sum(double y, double a, double f, double b) {
        return (y == 0 ? 0 : y * a) + (f == 0 ? 0 : f * b);
    }

    /// @return expected weight per trial, μ′² / (μ(1−μ))
    double fisher() {
        return -p1 * q1;
    }

    /// @return its derivative
    double fisherSlope() {
        return -(p2 * q1 + p1 * q2);
    }

    /// @param eta linear predictor
    /// @return false, and nothing set, where μ is no probability
    boolean set(double eta) {
        switch (link) {
            case LOGIT -> logit(eta);
            case PROBIT -> probit(eta);
            case CLOGLOG -> complementaryLog(eta);
            case LOG -> {
                if (!(eta < 0)) {
                    return false;
                }
                log(eta);
            }
            case IDENTITY, INVERSE -> {
                if (!(eta > 0 && eta < 1)) {
                    return false;
                }
                identity(eta);
            }
        }
        return true;
    }

    private void logit(double eta) {
        double e = Math.exp(-Math.abs(eta));
        double large = 1 / (1 + e);
        double small = e * large;
        double v = small * large;
        double softplus = LogRemainders.log1p(e);
        p = Math.min(eta, 0) - softplus;
        q = -Math.max(eta, 0) - softplus;
        p1 = eta >= 0 ? small : large;
        q1 = eta >= 0 ? -large : -small;
        p2 = -v;
        q2 = -v;
        // q1 + p1 is 1 − 2μ
        p3 = -v * (p1 + q1);
        q3 = p3;
    }

    private void probit(double eta) {
        normal(-eta);
        double swap = p;
        q = swap;
        q1 = -p1;
        q2 = p2;
        q3 = -p3;
        normal(eta);
    }

    /// log Φ(x) with its derivatives, into p.
    private void normal(double x) {
        if (x > -FRACTION_FROM) {
            double tail = 0.5 * Erfc.value(-x * ROOT_HALF);
            double density = Math.exp(-0.5 * x * x - HALF_LOG_TWO_PI);
            double mills = density / tail;
            p = x > 0 ? Math.log1p(-0.5 * Erfc.value(x * ROOT_HALF)) : Math.log(tail);
            p1 = mills;
            p2 = -mills * (x + mills);
            p3 = mills * ((x + mills) * (x + 2 * mills) - 1);
            return;
        }
        // m = X + d, d = 1/(X + t), t = 2/(X + s), s = 3/(X + ...), X = −x
        double left = -x;
        double s = 0;
        for (int k = (int) (FRACTION_TERMS / (left * left)) + 12; k >= 3; k--) {
            s = k / (left + s);
        }
        double t = 2 / (left + s);
        double d = 1 / (left + t);
        double mills = left + d;
        p = -0.5 * x * x - HALF_LOG_TWO_PI - Math.log(mills);
        p1 = mills;
        p2 = -mills * d;
        p3 = mills * d * d * t * (s - t);
    }

    /// μ = 1 − exp(−h), h = exp(η): r = h/(eʰ − 1) is the derivative of log μ, g = h/(1 − e⁻ʰ) − 1.
    private void complementaryLog(double eta) {
        double h = Math.min(Math.exp(eta), LARGEST_HAZARD);
        q = -h;
        q1 = -h;
        q2 = -h;
        q3 = -h;
        double grown = Math.expm1(h);
        double r = Double.isInfinite(grown) ? 0 : grown == 0 ? 1 : h / grown;
        if (r == 0) {
            p = 0;
            p1 = 0;
            p2 = 0;
            p3 = 0;
            return;
        }
        double g = h < SMALL_HAZARD ? h * (0.5 + h * (1.0 / 12 - h * h * (1.0 / 720 - h * h / 30240))) : h + r - 1;
        p = h < 1 ? Math.log(-Math.expm1(-h)) : Math.log1p(-Math.exp(-h));
        p1 = r;
        p2 = -r * g;
        p3 = r * (g * g + r * g - h);
    }

    private void log(double eta) {
        double odds = 1 / Math.expm1(-eta);
        p = eta;
        p1 = 1;
        p2 = 0;
        p3 = 0;
        q = eta > -1 ? Math.log(-Math.expm1(eta)) : Math.log1p(-Math.exp(eta));
        q1 = -odds;
        q2 = q1 * (1 + odds);
        q3 = q2 * (1 + 2 * odds);
    }

    private void identity(double eta) {
        double a = 1 / eta;
        double b = 1 / (1 - eta);
        p = Math.log(eta);
        p1 = a;
        p2 = -a * a;
        p3 = 2 * a * a * a;
        q = Math.log1p(-eta);
        q1 = -b;
        q2 = -b * b;
        q3 = -2 * b * b * b;
    }
}
