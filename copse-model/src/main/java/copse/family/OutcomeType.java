package copse.family;

/// What kind of values a family explains, and so how the left side of a formula is read.
public enum OutcomeType {
    /// Any number.
    NUMBER,
    /// Numbers above 0.
    POSITIVE,
    /// Whole numbers from 0.
    COUNT,
    /// Successes out of trials: 0/1, true/false, a factor of two levels (the second is the success),
    /// `cbind(success, failure)`, `success | trials(n)`, or a share with its trials as weights.
    SHARE
}
