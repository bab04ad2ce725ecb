package copse.glmm;

/// Nodes t² and weights w with `A^(−½) ≈ Σ w (A + t²I)⁻¹` for symmetric A whose eigenvalues lie between two
/// bounds: a root that wants nothing but solutions of shifted systems, which cost little for a diagonal matrix
/// less one of low rank.
///
/// The integral `A^(−½) = (2/π) ∫ (A + t²)⁻¹ dt` becomes that of a periodic function by `t = √m sc(u)`, an
/// elliptic function, and is summed by midpoints: with N nodes the relative error is about `exp(−2π²N / (log κ
/// + 3))`, κ being the ratio of the bounds.
///
/// Source: Hale, Higham and Trefethen (2008), SIAM J. Numer. Anal. 46(5), 2505-2523. doi:10.1137/070700607
///
/// @param squares t² of the nodes
/// @param weights of the nodes
record InverseRootRule(double[] squares, double[] weights) {
    // Minus the logarithm of the relative error aimed at, 1e-14.
    private static final double DIGITS = 32;
    // Bounds closer than this are taken apart: the series would converge slowly, and a node more costs nothing.
    private static final double CLOSEST = 2;
    // A term that no longer changes a sum.
    private static final double NOTHING = 1e-17;

    /// @param low a bound above 0, at most the smallest eigenvalue
    /// @param high at least the largest
    static InverseRootRule of(double low, double high) {
        double ratio = Math.max(high / low, CLOSEST);
        int n = (int) Math.ceil(DIGITS * (Math.log(ratio) + 3) / (2 * Math.PI * Math.PI));
        Elliptic elliptic = Elliptic.of(1 / Math.sqrt(ratio));
        double k = elliptic.k();
        double root = Math.sqrt(low);
        double[] squares = new double[n];
        double[] weights = new double[n];
        for (int j = 0; j < n; j++) {
            double u = (j + 0.5) / n * elliptic.period();
            double sc = elliptic.sc(u);
            squares[j] = root * sc * (root * sc);
            // dt/du = √m dn/cn²
            double slope = Math.sqrt((1 + sc * sc) * (1 + k * k * sc * sc));
            weights[j] = 2 * elliptic.period() * root * slope / (Math.PI * n);
        }
        return new InverseRootRule(squares, weights);
    }

    int count() {
        return weights.length;
    }

    /// The function sc = sn/cn of the modulus √(1 − k²), as a series of hyperbolic sines in the nome of k.
    ///
    /// Source: Abramowitz and Stegun (1964), 16.23.1 with 16.20.1, and 17.6.
    ///
    /// @param k below 1
    /// @param quarter K(k)
    /// @param period K(√(1 − k²)), from 0 to the pole of sc
    private record Elliptic(double k, double quarter, double period) {
        static Elliptic of(double k) {
            double mean = arithmeticGeometric(Math.sqrt((1 - k) * (1 + k)));
            return new Elliptic(k, Math.PI / (2 * mean), Math.PI / (2 * arithmeticGeometric(k)));
        }

        private static double arithmeticGeometric(double smaller) {
            double a = 1;
            double b = smaller;
            while (a - b > 2 * Math.ulp(a)) {
                double mean = 0.5 * (a + b);
                b = Math.sqrt(a * b);
                a = mean;
            }
            return 0.5 * (a + b);
        }

        double sc(double u) {
            // beyond the middle by symmetry about it, where the series still converges fast
            return u > period / 2 ? 1 / (k * series(period - u)) : series(u);
        }

        private double series(double u) {
            double logNome = -Math.PI * period / quarter;
            double rate = Math.PI * u / quarter;
            double sum = 0;
            double term = Double.MAX_VALUE;
            for (int m = 1; term > NOTHING * sum; m += 2) {
                // q^(m/2) sinh(m u π/2K) / (1 − q^m)
                term = Math.exp(0.5 * m * (logNome + rate)) * Math.expm1(-m * rate) / (2 * Math.expm1(m * logNome));
                sum += term;
            }
            return 2 * Math.PI / (k * quarter) * sum;
        }
    }
}
