package copse.report.trial;

import copse.estimate.Hypothesis.Direction;
import copse.infer.Interval;
import copse.report.EffectSentence;
import copse.study.Answer;
import java.util.Optional;

/// What an interval says about effects that matter: a test alone says nothing about size.
///
/// Source: the reading of intervals against the smallest effect of interest follows Altman and Bland (1995),
/// Absence of evidence is not evidence of absence, BMJ 311, 485. doi:10.1136/bmj.311.7003.485
enum Verdict {
    /// All effects that the data leave open matter.
    MATTERS,
    /// There is an effect; whether it matters is open.
    OPEN,
    /// There is an effect, too small to matter.
    SMALL,
    /// No effect is shown, and one that matters is ruled out.
    RULED_OUT,
    /// Neither no effect nor one that matters is ruled out.
    UNDECIDED,
    /// The treatment did worse than the control.
    HARM,
    /// There would be an effect were it the only one; adjusted for their number none is shown.
    NOT_AFTER_ADJUSTMENT;

    /// @param answer whose interval is read; it is not adjusted for the number of answers, as its p-value is
    /// @param smallest size of the smallest effect that matters, above 0
    /// @param better which way is better; if that is not said, effects either way matter
    /// @return what the interval says, as far as the adjusted p-value lets it
    static Verdict of(Answer answer, double smallest, Optional<Direction> better) {
        Verdict alone = of(answer.primary().interval(), smallest, better);
        boolean claims = alone != RULED_OUT && alone != UNDECIDED;
        return claims
                        && !EffectSentence.shown(answer.primary(), answer.adjustedP())
                        && answer.primary().shown()
                ? NOT_AFTER_ADJUSTMENT
                : alone;
    }

    /// @param interval of the effect
    /// @param smallest size of the smallest effect that matters, above 0
    /// @param better which way is better; if that is not said, effects either way matter
    /// @return what the interval says
    static Verdict of(Interval interval, double smallest, Optional<Direction> better) {
        double lower = interval.lower().value();
        double upper = interval.upper().value();
        if (better.isPresent()) {
            boolean higher = better.get() == Direction.HIGHER;
            return towards(higher ? lower : -upper, higher ? upper : -lower, smallest);
        }
        boolean none = lower <= 0 && upper >= 0;
        boolean inside = lower > -smallest && upper < smallest;
        boolean outside = lower >= smallest || upper <= -smallest;
        return outside ? MATTERS : none ? inside ? RULED_OUT : UNDECIDED : inside ? SMALL : OPEN;
    }

    private static Verdict towards(double lower, double upper, double smallest) {
        if (upper < 0) {
            return HARM;
        }
        return lower >= smallest
                ? MATTERS
                : lower > 0 ? upper < smallest ? SMALL : OPEN : upper < smallest ? RULED_OUT : UNDECIDED;
    }
}
