package copse.infer;

import org.apache.commons.numbers.gamma.Erfc;

/// Power of two one-sided t tests for equivalence, exactly: the chance that both reject.
///
/// Both share their standard error S: they reject if `t S − δ₁ < Z < δ₂ − t S`, with distances δ of the true
/// effect from the margins in standard errors. So the power is `∫ f(s) (Φ(δ₂ − t s) − Φ(t s − δ₁)) ds` up to
/// the s where the range closes. The sum of the two powers less 1 is too low where both matter.
///
/// Source: Phillips (1990), Power of the two one-sided tests procedure in bioequivalence, J. Pharmacokinet.
/// Biopharm. 18(2). doi:10.1007/BF01063556
public final class TwoOneSided {
    // Standard deviations of log S beyond which nothing is left to 1e-16.
    private static final double RANGE = 8.5;

    private static final int PANELS = 40;

    // Gauss-Legendre points and weights of order 8 on (-1, 1), the positive half.
    private static final double[] POINTS = {
        0.18343464249564980, 0.52553240991632899, 0.79666647741362674, 0.96028985649753623
    };
    private static final double[] WEIGHTS = {
        0.36268378337836198, 0.31370664587788729, 0.22238103445337447, 0.10122853629037626
    };

    private TwoOneSided() {}

    /// @param critical value t of each test
    /// @param df degrees of freedom; infinite for normal statistics
    /// @param fromLower distance of the effect from the lower margin, in standard errors
    /// @param toUpper distance from the effect to the upper margin, in standard errors
    /// @return the probability that both tests reject
    public static double power(double critical, double df, double fromLower, double toUpper) {
        double closes = (fromLower + toUpper) / (2 * critical);
        if (!(closes > 0)
                || Double.isInfinite(fromLower) && fromLower < 0
                || Double.isInfinite(toUpper) && toUpper < 0) {
            return 0;
        }
        if (Double.isInfinite(df)) {
            return closes > 1 ? between(critical, fromLower, toUpper) : 0;
        }
        double sd = 1 / Math.sqrt(2 * df);
        // left of the mode log S falls off like e^{νu}, right of it faster than a normal
        double low = -Math.max(RANGE * sd, 38 / df);
        double high = Math.min(Math.log(closes), RANGE * sd);
        if (high <= low) {
            return 0;
        }
        double sum = 0;
        double half = 0.5 * (high - low) / PANELS;
        for (int panel = 0; panel < PANELS; panel++) {
            double centre = low + (2 * panel + 1) * half;
            for (int i = 0; i < POINTS.length; i++) {
                sum += WEIGHTS[i]
                        * (integrand(centre - half * POINTS[i], df, critical, fromLower, toUpper)
                                + integrand(centre + half * POINTS[i], df, critical, fromLower, toUpper));
            }
        }
        return Math.clamp(sum * half * Math.exp(NoncentralT.logPeakOfDensity(df)), 0, 1);
    }

    private static double integrand(double u, double df, double critical, double fromLower, double toUpper) {
        double density = Math.exp(-0.5 * df * (Math.expm1(2 * u) - 2 * u));
        return density * between(critical * Math.exp(u), fromLower, toUpper);
    }

    /// `P(reach − δ₁ < Z < δ₂ − reach)`.
    private static double between(double reach, double fromLower, double toUpper) {
        double below = 0.5 * Erfc.value((fromLower - reach) / Math.sqrt(2));
        double above = 0.5 * Erfc.value((toUpper - reach) / Math.sqrt(2));
        return Math.max(0, 1 - below - above);
    }
}
