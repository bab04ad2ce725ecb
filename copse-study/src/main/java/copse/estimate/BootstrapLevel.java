package copse.estimate;

import copse.infer.StudentT;

/// What it costs to resample rows within units when the units were randomised.
///
/// Units differ. A bootstrap that draws rows within each unit keeps the units as they are, and so measures how
/// far the result would move if the same units were measured again, not if other units had been treated. For
/// the difference between the mean of k₁ treated and k₀ control units of m_j rows each, with variance σ²_b
/// between and σ²_w within units:
///
/// - within units only: `se² = Σ_arms k⁻² Σ_j σ²_w / m_j`
/// - with the units: `se² + σ²_b (1/k₁ + 1/k₀)`
///
/// The ratio does not shrink with more rows per unit; it grows.
///
/// @param withinSe standard error that a resampling of rows within units arrives at
/// @param se standard error of the difference when units are drawn and randomised
public record BootstrapLevel(double withinSe, double se) {
    /// @param sizes rows per unit, above 0
    /// @param treated whether the unit is treated; each arm has units
    /// @param betweenVariance σ²_b, at least 0
    /// @param withinVariance σ²_w, at least 0
    /// @return both standard errors
    public static BootstrapLevel of(double[] sizes, boolean[] treated, double betweenVariance, double withinVariance) {
        int[] units = new int[2];
        double[] within = new double[2];
        for (int j = 0; j < sizes.length; j++) {
            units[treated[j] ? 1 : 0]++;
            within[treated[j] ? 1 : 0] += withinVariance / sizes[j];
        }
        if (units[0] == 0 || units[1] == 0) {
            throw new IllegalArgumentException("an arm without units");
        }
        double k0 = units[0];
        double k1 = units[1];
        double rows = within[0] / (k0 * k0) + within[1] / (k1 * k1);
        return new BootstrapLevel(Math.sqrt(rows), Math.sqrt(rows + betweenVariance * (1 / k0 + 1 / k1)));
    }

    /// @return how many times too small the standard error from within units is
    public double ratio() {
        return se / withinSe;
    }

    /// How often an interval built from the standard error within units holds the effect.
    ///
    /// @param nominal level at which it was built, in (0, 1)
    /// @return its coverage, by normal theory
    public double coverage(double nominal) {
        double factor = StudentT.critical(nominal, Double.POSITIVE_INFINITY) / ratio();
        return 1 - StudentT.twoSidedP(factor, Double.POSITIVE_INFINITY);
    }
}
