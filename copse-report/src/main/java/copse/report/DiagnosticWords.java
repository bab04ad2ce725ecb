package copse.report;

import copse.error.Diagnostic;
import java.util.Optional;

/// Diagnostics in words.
///
/// Engines say them in English, with the particulars of the case. In other languages they are told by their
/// code, from the phrases `CODE.meaning` and `CODE.advice` of `diagnostics_zh.properties`, with parameter,
/// value and threshold in front; a test demands both of every diagnostic of every catalogue.
public final class DiagnosticWords {
    private static final int DIGITS = 3;

    private DiagnosticWords() {}

    /// @param diagnostic any
    /// @param language of the note
    /// @return what it means and what to do; in English where the language has no words for it
    public static Part.Note note(Diagnostic diagnostic, Language language) {
        return new Part.Note(
                diagnostic.code(),
                (language == Language.ENGLISH ? Optional.<String>empty() : told(diagnostic, language))
                        .orElseGet(() -> diagnostic.meaning() + " " + diagnostic.advice()));
    }

    private static Optional<String> told(Diagnostic diagnostic, Language language) {
        Phrases phrases = Phrases.of(DiagnosticWords.class, language, "diagnostics");
        String code = diagnostic.code();
        if (!phrases.has(code + ".meaning")) {
            return Optional.empty();
        }
        String head = phrases.say(
                bounded(diagnostic) ? "case" : "case.value",
                diagnostic.parameter(),
                Numbers.brief(diagnostic.value(), DIGITS),
                Numbers.brief(diagnostic.threshold(), DIGITS));
        return Optional.of(head + phrases.say(code + ".meaning") + phrases.say(code + ".advice"));
    }

    /// Some diagnostics hold their value against nothing.
    private static boolean bounded(Diagnostic diagnostic) {
        return Double.isFinite(diagnostic.threshold()) && diagnostic.threshold() != 0;
    }
}
