package copse.infer;

/// How the degrees of freedom of a test of fixed effects come about.
public enum DfMethod {
    /// Satterthwaite's approximation, from the precision of the estimated variances.
    SATTERTHWAITE("Satterthwaite"),
    /// Kenward and Roger's approximation, with their covariance matrix for small samples; REML only.
    KENWARD_ROGER("Kenward-Roger"),
    /// Rows less coefficients: exact for linear models without groups.
    RESIDUAL("residual"),
    /// None: the statistic is taken as normal. Too narrow when there are few groups.
    NORMAL("z");

    private final String label;

    DfMethod(String label) {
        this.label = label;
    }

    /// @return the name as printed
    public String label() {
        return label;
    }
}
