package copse.family;

/// Negative binomial counts with variance μ + μ²/φ.
///
/// `ℓ = g(ω; y) + yM − (y+φ) log(1 + μ/φ)`, g of [RisingFactorial]; with `P = μ/(μ+φ)`, `Q = 1−P`:
/// `ℓ_M = (y−μ)Q`, `ℓ_MM = −(y+φ)PQ`.
final class NegativeBinomial2Likelihood extends LogMeanLikelihood {
    /// Counts whose g is kept: it hangs on the count and ω alone.
    private static final int TABLE = 64;

    private final double omega;
    private final double phi;
    private final double[] factorial = new double[TABLE];
    private final double[] factorialSlope = new double[TABLE];

    NegativeBinomial2Likelihood(Link link, double omega) {
        super(link);
        this.omega = omega;
        this.phi = Math.exp(omega);
        RisingFactorial g = new RisingFactorial();
        for (int y = 0; y < TABLE; y++) {
            g.set(omega, y, true);
            factorial[y] = g.value;
            factorialSlope[y] = g.d1;
        }
    }

    @Override
    void evaluate(double y, double size, double logMean, double mean, Derivatives.Order order, Point at) {
        double tau = logMean - omega;
        double e = Math.exp(-Math.abs(tau));
        double large = 1 / (1 + e);
        double small = e * large;
        double p = tau >= 0 ? large : small;
        double q = tau >= 0 ? small : large;
        double softplus = Math.max(tau, 0) + LogRemainders.log1p(e);
        double g;
        double g1;
        if (y < TABLE) {
            g = factorial[(int) y];
            g1 = factorialSlope[(int) y];
        } else {
            RisingFactorial rising = at.rising;
            rising.set(omega, y, order.hasParameters());
            g = rising.value;
            g1 = rising.d1;
        }
        at.value = g + (y == 0 ? 0 : y * (logMean - softplus)) - phi * softplus;
        if (order == Derivatives.Order.VALUE) {
            return;
        }
        at.l1 = y * q - mean * q;
        if (order.hasParameters()) {
            at.o = g1 + y * p - phi * (tau < 0 ? LogRemainders.second(e) : softplus - p);
        }
        if (order.hasWeight()) {
            at.l2 = -(y * p * q + mean * q * q);
            at.e = mean * q;
        }
        if (order == Derivatives.Order.FULL) {
            at.l3 = at.l2 * (q - p);
            at.e1 = at.e * q;
            at.eo = at.e * p;
            at.o1 = (y - mean) * p * q;
            at.o2 = p * q * (y * (q - p) - 2 * mean * q);
        }
    }
}
