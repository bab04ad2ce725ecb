package copse.study;

import copse.error.CopseException;
import copse.estimate.EffectEstimate;
import java.util.List;

/// The first analysis of a list that has an answer.
///
/// @param choice that has it
/// @param effect the answer
record Attempts(Choice choice, EffectEstimate effect) {
    /// @param choices the best first
    /// @param setting design and data
    /// @return the first answer
    /// @throws CopseException that of the first choice, if none has an answer
    static Attempts first(List<Choice> choices, Setting setting) {
        CopseException reason = null;
        for (Choice choice : choices) {
            try {
                return new Attempts(choice, choice.estimator().estimate(setting.experiment(), setting.question()));
            } catch (CopseException e) {
                reason = reason == null ? e : reason;
            }
        }
        throw java.util.Objects.requireNonNull(reason, "a design has at least one analysis");
    }
}
