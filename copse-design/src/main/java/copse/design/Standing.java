package copse.design;

/// How an assignment stands to the threshold of a criterion.
public enum Standing {
    /// Clearly below the threshold: accepted.
    BELOW,
    /// Equal to the threshold within rounding: accepted.
    AT,
    /// Above the threshold: not accepted.
    ABOVE,
    /// An arm that was to have units has none, so that its mean does not exist: not accepted.
    UNDEFINED;

    /// @return whether the assignment is admissible
    public boolean accepted() {
        return this == BELOW || this == AT;
    }
}
