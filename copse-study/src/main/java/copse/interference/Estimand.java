package copse.interference;

/// Which effect is asked for.
public enum Estimand {
    /// Of one's own treatment, whatever the neighbours have.
    DIRECT,

    /// Of the neighbours' treatment on those who are not treated themselves.
    SPILLOVER,

    /// Everyone treated against no one: the global average treatment effect.
    TOTAL
}
