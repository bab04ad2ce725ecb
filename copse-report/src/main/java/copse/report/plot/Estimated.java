package copse.report.plot;

import copse.estimate.EffectEstimate;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.List;
import java.util.stream.DoubleStream;

/// A number with its interval, as one line of a picture.
///
/// @param label what is estimated; the same label may stand once in every group
/// @param group heading, model or outcome that it belongs to; empty for none
/// @param value the estimate
/// @param lower limit; −∞ where the interval is open below
/// @param upper limit; +∞ where the interval is open above
public record Estimated(String label, String group, double value, double lower, double upper) {
    /// Limits are this many standard errors apart, roughly: enough to know how many digits mean something.
    private static final double ERRORS_WIDE = 4;

    /// @param label what is estimated
    /// @param value the estimate
    /// @param lower limit, or −∞
    /// @param upper limit, or +∞
    /// @return the line, in no group
    public static Estimated of(String label, double value, double lower, double upper) {
        return new Estimated(label, "", value, lower, upper);
    }

    /// @param label of the line, such as the method or the outcome
    /// @param effect whose value and limits are shown; open limits stay open
    /// @return the line, in no group
    public static Estimated of(String label, EffectEstimate effect) {
        return of(
                label,
                effect.value(),
                effect.interval().lower().value(),
                effect.interval().upper().value());
    }

    /// @param other heading
    /// @return this line under that heading
    public Estimated in(String other) {
        return new Estimated(label, other, value, lower, upper);
    }

    /// @return value and finite limits
    DoubleStream finite() {
        return DoubleStream.of(value, lower, upper).filter(Double::isFinite);
    }

    /// @return about the standard error, from the width of the interval; 0 without one
    double error() {
        double reach = Double.isFinite(upper - lower)
                ? upper - lower
                : 2
                        * DoubleStream.of(upper - value, value - lower)
                                .filter(Double::isFinite)
                                .findFirst()
                                .orElse(0);
        return reach / ERRORS_WIDE;
    }

    /// @param phrases words of pictures
    /// @return such as `3.1 (0.8 to 5.4)`, to the digits that the interval warrants
    String text(Phrases phrases) {
        return text(phrases, error());
    }

    /// @param phrases words of pictures
    /// @param error to whose second digit numbers are shown
    /// @return such as `3.1 (0.8 to 5.4)`
    String text(Phrases phrases, double error) {
        return phrases.say(
                "estimated",
                Numbers.byError(value, error),
                Numbers.byError(lower, error),
                Numbers.byError(upper, error));
    }

    /// @param all lines of a picture
    /// @return the median error of those in this line's group, so that numbers of one outcome have the same
    ///     digits
    double errorAmong(List<Estimated> all) {
        double[] errors = all.stream()
                .filter(e -> e.group().equals(group))
                .mapToDouble(Estimated::error)
                .filter(error -> error > 0)
                .sorted()
                .toArray();
        return errors.length == 0 ? 0 : errors[errors.length / 2];
    }
}
