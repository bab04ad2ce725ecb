package copse.report;

import copse.error.Diagnostic;
import copse.interference.NetworkExperiment;
import copse.study.Attempt;
import copse.study.NetworkAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An effect in a network laid out for people.
public final class NetworkAnswerDocument {
    private NetworkAnswerDocument() {}

    /// @param answer the effect, and what other methods say
    /// @return the answer in a sentence that names the estimand, then methods side by side
    public static Document of(NetworkAnswer answer) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(
                NetworkEffectSentence.of(answer.experiment().setting().question(), answer.name(), answer.primary())));
        parts.add(new Part.Sentence(sample(answer.experiment(), answer)));
        parts.add(new Part.Heading("Estimand and method"));
        parts.add(new Part.KeyValues(List.of(
                new Part.Entry("estimand", answer.primary().estimand()),
                new Part.Entry(
                        "exposure",
                        answer.experiment().setting().question().exposure().print()),
                new Part.Entry("method", answer.primary().method()))));
        parts.add(new Part.Heading("Methods side by side"));
        parts.add(methods(answer));
        List<Part.Entry> refused = answer.others().stream()
                .filter(Attempt.Refused.class::isInstance)
                .map(Attempt.Refused.class::cast)
                .map(attempt -> new Part.Entry(
                        attempt.name(), "not possible: " + attempt.problem().what()))
                .toList();
        if (!refused.isEmpty()) {
            parts.add(new Part.KeyValues(refused));
        }
        answer.saturation().ifPresent(effects -> SaturationParts.add(effects, parts));
        NetworkTestParts.add(answer.tests(), parts);
        notes(answer, parts);
        return new Document(parts, "methods");
    }

    private static String sample(NetworkExperiment experiment, NetworkAnswer answer) {
        int clusters = experiment.setting().clusters().map(c -> c.clusters()).orElse(0);
        int nodes = experiment.setting().nodes();
        return NetworkParts.size(experiment.setting().network())
                + (clusters > 0 && clusters < nodes
                        ? "; " + Numbers.count(clusters, "cluster") + " randomised"
                        : "; nodes randomised")
                + "; outcomes of " + Numbers.count(answer.primary().rows(), "node") + " are compared.";
    }

    private static Table methods(NetworkAnswer answer) {
        Table table = Table.of("methods", EffectTable.columns("method"));
        double error = EffectSentence.error(answer.primary());
        table.row(EffectTable.row(answer.name(), answer.primary(), error));
        for (Attempt attempt : answer.others()) {
            if (attempt instanceof Attempt.Done(String name, var effect)) {
                table.row(EffectTable.row(name, effect, error));
            }
        }
        return table;
    }

    /// Diagnostics of one kind make one note.
    private static void notes(NetworkAnswer answer, List<Part> parts) {
        Stream<Diagnostic> others = answer.others().stream()
                .filter(Attempt.Done.class::isInstance)
                .flatMap(attempt -> ((Attempt.Done) attempt).effect().diagnostics().stream());
        Stream<Diagnostic> beside = Stream.concat(
                answer.saturation().stream().flatMap(effects -> effects.diagnostics().stream()),
                answer.tests().stream().flatMap(test -> test.diagnostics().stream()));
        Map<String, List<Diagnostic>> kinds = Stream.of(answer.diagnostics().stream(), others, beside)
                .flatMap(each -> each)
                .collect(Collectors.groupingBy(Diagnostic::code, LinkedHashMap::new, Collectors.toList()));
        kinds.forEach((code, same) -> parts.add(new Part.Note(
                code, same.getFirst().meaning() + " " + same.getFirst().advice())));
    }
}
