package copse.glmm;

/// A mean on the scale of the outcome: a probability, an expected count, an expected value.
///
/// Limits are made where they cannot leave the range of the outcome: on the logit scale for probabilities, the log
/// scale for counts and positive numbers.
///
/// @param label of the level, or of what it is the mean of
/// @param averaging whose mean
/// @param value the estimate
/// @param se its standard error, by the delta method
/// @param lower lower limit
/// @param upper upper limit
/// @param level coverage of the limits
public record OutcomeMean(
        String label, Averaging averaging, double value, double se, double lower, double upper, double level) {}
