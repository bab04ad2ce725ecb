package copse.lm;

/// How a joint test by a robust covariance is scaled, and where its degrees of freedom come from.
///
/// Source: Pustejovsky and Tipton (2018), J. Bus. Econ. Stat. 36(4), 672-683, section 3.
/// doi:10.1080/07350015.2016.1247004
public enum WaldMethod {
    /// Hotelling's T² with the degrees of freedom of a Wishart matrix that has the total variance of the
    /// covariance estimate: recommended, close to its level with few clusters.
    HTZ("HTZ"),
    /// The same, degrees of freedom by least squares over all covariances; conservative.
    HTA("HTA"),
    /// F with clusters less one degrees of freedom; rejects too often with few clusters.
    NAIVE_F("naive F"),
    /// χ²; rejects still more often.
    CHI_SQUARE("chi-square");

    private final String label;

    WaldMethod(String label) {
        this.label = label;
    }

    /// @return the name as printed
    public String label() {
        return label;
    }
}
