package copse.glmm;

/// What the equations of a population-averaged model take rows of one cluster to have in common. It decides how
/// rows are weighted against each other, not whether standard errors are right: those come from the clusters.
public enum WorkingCorrelation {
    /// Nothing: the equations are those of a generalised linear model, and every row counts the same.
    INDEPENDENCE("independence"),
    /// The same correlation between any two rows of a cluster, estimated: rows of large clusters count less.
    EXCHANGEABLE("exchangeable");

    private final String label;

    WorkingCorrelation(String label) {
        this.label = label;
    }

    /// @return the name as printed
    public String label() {
        return label;
    }
}
