package copse.family;

/// Negative binomial counts with variance μ(1+φ).
///
/// With r = μ/φ: `ℓ = g(M−ω; y) + yM − (r+y) log(1+φ)`, g of [RisingFactorial].
final class NegativeBinomial1Likelihood extends LogMeanLikelihood {
    private final double omega;
    /// log(1+φ).
    private final double log;
    /// log(1+φ)/φ.
    private final double ratio;
    /// φ/(1+φ).
    private final double share;
    /// 1/(1+φ).
    private final double rest;
    /// (log(1+φ) − φ/(1+φ))/φ.
    private final double excess;

    NegativeBinomial1Likelihood(Link link, double omega) {
        super(link);
        this.omega = omega;
        double phi = Math.exp(omega);
        log = omega > 0 ? omega + Math.log1p(Math.exp(-omega)) : Math.log1p(phi);
        ratio = log * Math.exp(-omega);
        share = Link.LOGIT.mean(omega);
        rest = Link.LOGIT.complement(omega);
        excess = LogRemainders.second(phi) * Math.exp(-omega);
    }

    @Override
    void evaluate(double y, double size, double logMean, double mean, Derivatives.Order order, Point at) {
        RisingFactorial g = at.rising;
        g.set(logMean - omega, y, order != Derivatives.Order.VALUE);
        double zeroed = mean * ratio;
        at.value = g.value + (y == 0 ? 0 : y * (logMean - log)) - zeroed;
        if (order == Derivatives.Order.VALUE) {
            return;
        }
        at.l1 = y + g.d1 - zeroed;
        at.l2 = g.d2 - zeroed;
        at.l3 = g.d3 - zeroed;
        double shrunk = mean * excess;
        at.o = shrunk - g.d1 - y * share;
        at.o1 = shrunk - g.d2;
        at.o2 = shrunk - g.d3;
        at.e = mean * rest;
        at.e1 = at.e;
        at.eo = -at.e * share;
    }
}
