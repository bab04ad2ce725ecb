package copse.family;

/// Gamma distributed values with mean μ and shape k = size/φ.
///
/// With u = y/μ: `ℓ = k (log u − u + 1) + (k log k − k − log Γ(k))`.
final class GammaLikelihood extends LogMeanLikelihood {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final double omega;

    GammaLikelihood(Link link, double omega) {
        super(link);
        this.omega = omega;
    }

    @Override
    void evaluate(double y, double size, double logMean, double mean, Derivatives.Order order, Point at) {
        double k = size * Math.exp(-omega);
        double u = y / mean;
        // near 1 by what u differs, elsewhere by logarithms, which cannot overflow
        double kernel = u > 0.5 && u < 2 ? LogRemainders.first((y - mean) / mean) : Math.log(y) - logMean - u + 1;
        double logShape = Math.log(size) - omega;
        at.value = k * kernel + 0.5 * (logShape - LOG_TWO_PI) - Stirling.remainder(k);
        if (order == Derivatives.Order.VALUE) {
            return;
        }
        at.l1 = k * ((y - mean) / mean);
        at.l2 = -k * u;
        at.l3 = k * u;
        at.o = -k * (kernel + Stirling.logLessDigamma(k));
        at.o1 = -at.l1;
        at.o2 = -at.l2;
        at.e = k;
        at.e1 = 0;
        at.eo = -k;
    }
}
