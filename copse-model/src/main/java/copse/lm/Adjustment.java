package copse.lm;

/// How the residuals of a cluster are adjusted before they enter the covariance.
///
/// Residuals vary less than errors, the more so the more a cluster pulls the fit towards itself. With the
/// cluster's part `H` of the hat matrix, `A` is put before its residuals.
public enum Adjustment {
    /// None: `A = I`. Too small with few clusters.
    CR0("CR0"),
    /// CR0 times G/(G − 1).
    CR1("CR1"),
    /// CR0 times G/(G − p).
    CR1P("CR1p"),
    /// CR0 times G(N − 1) / ((G − 1)(N − p)), as Stata does.
    CR1S("CR1S"),
    /// `A = (I − H)^(−1/2)`: unbiased if rows are independent with equal variance (or by the mixed model, for
    /// one).
    ///
    /// Source: Bell and McCaffrey (2002), Survey Methodology 28(2), 169-181; Pustejovsky and Tipton (2018), J.
    /// Bus. Econ. Stat. 36(4), 672-683, section 2. doi:10.1080/07350015.2016.1247004
    CR2("CR2"),
    /// `A = (I − H)⁻¹`: nearly the jackknife of clusters; too large rather than too small.
    CR3("CR3");

    private final String label;

    Adjustment(String label) {
        this.label = label;
    }

    /// @return the name as printed
    public String label() {
        return label;
    }

    /// What the covariance is multiplied with.
    ///
    /// @param clusters G
    /// @param rows N
    /// @param coefficients p, absorbed levels included
    /// @return the factor
    double factor(int clusters, long rows, int coefficients) {
        double g = clusters;
        double n = rows;
        return switch (this) {
            case CR0, CR2, CR3 -> 1;
            case CR1 -> g / (g - 1);
            case CR1P -> g / (g - coefficients);
            case CR1S -> g * (n - 1) / ((g - 1) * (n - coefficients));
        };
    }
}
