package copse.report.trial;

import copse.error.Diagnostic;
import copse.plan.Role;
import copse.report.AnalysisDocument;
import copse.report.DiagnosticWords;
import copse.report.FitResult;
import copse.report.Language;
import copse.report.Part;
import copse.report.Phrases;
import copse.report.Sayings;
import copse.study.Analysis;
import copse.study.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What all sections of a report share: the report, its language, and what is asked of them again and again.
final class Writer {
    private static final Pattern COUNTED = Pattern.compile("^(Outcomes|Units lost|Clusters lost)\\b");

    private final TrialReport report;
    private final Phrases phrases;
    private final Sayings sayings;

    Writer(TrialReport report, Language language) {
        this.report = report;
        this.phrases = Phrases.of(Writer.class, language);
        this.sayings = Sayings.of(language);
    }

    TrialReport report() {
        return report;
    }

    Language language() {
        return phrases.language();
    }

    /// @param key of a sentence of this package
    /// @param arguments formatted
    /// @return the sentence
    String say(String key, Object... arguments) {
        return phrases.say(key, arguments);
    }

    /// @param english what an engine said
    /// @return the same in the language of the report
    String saying(String english) {
        return sayings.say(english);
    }

    /// @param part of a document in English
    /// @return the same in the language of the report
    Part said(Part part) {
        return sayings.say(part);
    }

    /// @param parts of a document in English
    /// @param deeper levels that headings go down
    /// @return the same in the language of the report
    List<Part> said(List<Part> parts, int deeper) {
        List<Part> said = new ArrayList<>();
        for (Part part : parts) {
            Part one = sayings.say(part);
            said.add(
                    one instanceof Part.Heading(int level, String text) ? new Part.Heading(level + deeper, text) : one);
        }
        return said;
    }

    /// @param names any number
    /// @return them in one line
    String list(List<String> names) {
        return String.join(say("list"), names);
    }

    Finding first() {
        return report.findings().getFirst();
    }

    /// @return the answer that the experiment was made for
    Answer primary() {
        return first().analysis().answers().getFirst();
    }

    List<Finding> findings(Role role) {
        return report.findings().stream()
                .filter(finding -> finding.role() == role)
                .toList();
    }

    List<Answer> answers(Role role) {
        return findings(role).stream()
                .flatMap(finding -> finding.analysis().answers().stream())
                .toList();
    }

    List<Analysis> analyses() {
        return report.findings().stream().map(Finding::analysis).toList();
    }

    /// @return in what was done otherwise than planned or recorded, in sentences
    List<String> deviations() {
        Stream<String> planned = report.planned().stream().flatMap(item -> item.deviation().stream());
        // a plan counts missing outcomes and lost units as well
        Stream<String> recorded = analyses().stream()
                .flatMap(analysis -> analysis.deviations().stream())
                .filter(sentence ->
                        report.planned().isEmpty() || !COUNTED.matcher(sentence).find());
        return Stream.concat(planned, recorded).map(this::saying).distinct().toList();
    }

    /// @return what a reader must know, a note per kind of diagnostic
    List<Part> notes() {
        Map<String, Diagnostic> kinds = new LinkedHashMap<>();
        Stream.of(
                        AnalysisDocument.diagnostics(analyses()).stream(),
                        report.balance().stream().flatMap(balance -> balance.diagnostics().stream()),
                        report.models().stream().map(FitResult::diagnostics).flatMap(List::stream),
                        report.posterior().stream().flatMap(posterior -> posterior.result().diagnostics().stream()))
                .flatMap(all -> all)
                .forEach(diagnostic -> kinds.putIfAbsent(diagnostic.code(), diagnostic));
        return kinds.values().stream()
                .<Part>map(diagnostic -> DiagnosticWords.note(diagnostic, language()))
                .toList();
    }

    /// @param part of a document
    /// @param diagnostics of what it is about
    /// @return whether it tells one of them, which this report tells in one place for all
    boolean isDiagnostic(Part part, List<Diagnostic> diagnostics) {
        return part instanceof Part.Note(String label, String _)
                && diagnostics.stream()
                        .map(Diagnostic::code)
                        .anyMatch(code -> label.equals(code) || label.startsWith(code + " ("));
    }
}
