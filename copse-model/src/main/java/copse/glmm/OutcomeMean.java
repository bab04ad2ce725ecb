package copse.glmm;

import copse.family.Link;
import copse.infer.Estimate;

/// A mean on the scale of the outcome: a probability, an expected count, an expected value.
///
/// Limits are made where they cannot leave the range of the outcome: on the logit scale for probabilities, on
/// the log scale for counts and positive numbers.
///
/// @param label of the level, or of what it is the mean of; empty for the mean of all
/// @param averaging whose mean
/// @param value the estimate
/// @param se its standard error, by the delta method
/// @param df degrees of freedom of the limits; infinite for normal ones
/// @param lower lower limit
/// @param upper upper limit
/// @param level coverage of the limits
public record OutcomeMean(
        String label,
        Averaging averaging,
        double value,
        double se,
        double df,
        double lower,
        double upper,
        double level) {
    static OutcomeMean of(String label, Averaging averaging, Functional mean, MeanModel model, double level) {
        Functional working = switch (model.family().outcome()) {
            case SHARE -> mean.logit();
            case COUNT, POSITIVE -> mean.log();
            case NUMBER -> mean;
        };
        double df = model.df().applyAsDouble(mean.gradient());
        Estimate limits = Estimate.of(label, working.value(), model.se(working), df, level, model.method());
        return new OutcomeMean(
                label,
                averaging,
                mean.value(),
                model.se(mean),
                df,
                back(limits.lower(), model),
                back(limits.upper(), model),
                level);
    }

    private static double back(double limit, MeanModel model) {
        return switch (model.family().outcome()) {
            case SHARE -> Link.LOGIT.mean(limit);
            case COUNT, POSITIVE -> Math.exp(limit);
            case NUMBER -> limit;
        };
    }
}
