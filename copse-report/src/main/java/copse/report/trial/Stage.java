package copse.report.trial;

/// The steps of an experiment in their order.
public enum Stage {
    /// How large it has to be.
    POWER,
    /// Who gets which arm.
    ASSIGNMENT,
    /// Outcomes have arrived.
    DATA,
    /// What they say.
    ANALYSIS,
    /// The page that tells it.
    REPORT
}
