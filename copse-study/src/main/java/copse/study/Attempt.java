package copse.study;

import copse.error.Problem;
import copse.estimate.EffectEstimate;

/// What came of a method that was tried on the question.
public sealed interface Attempt {
    /// @return name of the method
    String name();

    /// The method has an answer.
    ///
    /// @param name of the method
    /// @param effect what it says
    record Done(String name, EffectEstimate effect) implements Attempt {}

    /// The method has none for these data.
    ///
    /// @param name of the method
    /// @param problem why not
    record Refused(String name, Problem problem) implements Attempt {}
}
