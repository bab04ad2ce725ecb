package copse.plan;

/// What an outcome is for.
public enum Role {
    /// The question is answered by it.
    PRIMARY,
    /// Looked at beside it.
    SECONDARY
}
