package copse.study;

import copse.error.Diagnostic;
import java.util.List;
import java.util.OptionalDouble;

/// One thing that was looked at before any effect was estimated.
///
/// @param name a few words: `record`, `join`, `sample ratio`
/// @param verdict what came out
/// @param finding the same with its numbers, in a sentence
/// @param p p-value, where the check is a test
/// @param diagnostics what a reader must know; at least one if the check is unmet
public record Check(String name, Verdict verdict, String finding, OptionalDouble p, List<Diagnostic> diagnostics) {
    /// What came out of a check.
    public enum Verdict {
        /// As it should be.
        MET("ok"),
        /// Something is lost or left out, which does not put the answer in doubt by itself.
        NOTED("note"),
        /// The answer may be wrong because of it.
        UNMET("unmet");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /// @return the word as printed
        public String label() {
            return label;
        }
    }

    /// Copies the list.
    public Check {
        diagnostics = List.copyOf(diagnostics);
    }

    /// @param name a few words
    /// @param finding a sentence
    /// @return a check that is met
    static Check met(String name, String finding) {
        return new Check(name, Verdict.MET, finding, OptionalDouble.empty(), List.of());
    }

    /// @param name a few words
    /// @param finding a sentence
    /// @return a check that found something to know
    static Check noted(String name, String finding) {
        return new Check(name, Verdict.NOTED, finding, OptionalDouble.empty(), List.of());
    }

    /// @param name a few words
    /// @param finding a sentence
    /// @param diagnostic what it means
    /// @return a check that is unmet
    static Check unmet(String name, String finding, Diagnostic diagnostic) {
        return new Check(name, Verdict.UNMET, finding, OptionalDouble.empty(), List.of(diagnostic));
    }

    /// @param value p-value of the test
    /// @return this check as a test
    Check withP(double value) {
        return new Check(name, verdict, finding, OptionalDouble.of(value), diagnostics);
    }
}
