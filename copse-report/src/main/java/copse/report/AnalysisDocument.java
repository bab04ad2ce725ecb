package copse.report;

import copse.error.Diagnostic;
import copse.estimate.Bounds;
import copse.estimate.Compliance;
import copse.estimate.EffectEstimate;
import copse.estimate.GroupEffects;
import copse.estimate.Hypothesis;
import copse.estimate.Influence;
import copse.estimate.ModeratedEffect;
import copse.estimate.ScaledEffect;
import copse.study.Analysis;
import copse.study.Answer;
import copse.study.Attempt;
import copse.study.Check;
import copse.study.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An analysis laid out for people: the answer, what was checked, other methods, what is to be known.
public final class AnalysisDocument {
    /// Units that are shown of those without which the effect changes most.
    private static final int INFLUENTIAL = 5;

    private AnalysisDocument() {}

    /// @param analysis any
    /// @return the answer in a sentence, then checks, primary analysis, sensitivity table, notes
    public static Document of(Analysis analysis) {
        List<Part> parts = new ArrayList<>();
        List<Answer> answers = analysis.answers();
        unmet(List.of(analysis)).ifPresent(parts::add);
        for (Answer answer : answers) {
            parts.add(new Part.Sentence(EffectSentence.of(answer.question(), answer.primary())));
        }
        parts.add(new Part.Sentence(sample(answers.getFirst().sample()) + " " + deviations(analysis)));
        parts.add(new Part.Heading("Checks"));
        parts.add(checks(analysis));
        if (answers.size() > 1) {
            parts.add(new Part.Heading("Effects, adjusted for their number by "
                    + analysis.adjustment().orElse("nothing")));
            parts.add(family(answers));
        }
        for (Answer answer : answers) {
            answer(answer, answers.size() > 1, parts);
        }
        parts.add(new Part.Heading("Planned and done"));
        parts.add(planned(analysis));
        parts.addAll(notes(List.of(analysis)));
        return new Document(parts, answers.size() > 1 ? "effects" : "methods");
    }

    /// What puts an answer in doubt stands before it.
    ///
    /// @param analyses of one experiment
    /// @return a sentence that names the checks that are unmet; empty if there are none
    public static Optional<Part> unmet(List<Analysis> analyses) {
        List<String> unmet = analyses.stream()
                .flatMap(analysis -> analysis.checks().stream())
                .filter(check -> check.verdict() == Check.Verdict.UNMET)
                .map(Check::name)
                .distinct()
                .toList();
        return unmet.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.Sentence("Read this first: "
                        + (unmet.size() == 1 ? "a check is" : unmet.size() + " checks are") + " unmet ("
                        + String.join(", ", unmet) + "; see below)."));
    }

    /// @param analysis any
    /// @return what was looked at before any effect was estimated, with what came out
    public static Part checks(Analysis analysis) {
        return new Part.KeyValues(
                analysis.checks().stream().map(AnalysisDocument::entry).toList());
    }

    /// @param answer to one question
    /// @param several whether there are others beside it, so that headings have to say which it is
    /// @return the primary analysis and why it is that, other methods, groups, bounds, compliance, influence
    public static List<Part> answer(Answer answer, boolean several) {
        List<Part> parts = new ArrayList<>();
        answer(answer, several, parts);
        return parts;
    }

    /// @param sample who is in an analysis
    /// @return clusters, rows and ICC in a sentence
    public static String sample(Sample sample) {
        String arms = sample.units().entrySet().stream()
                .map(arm -> Numbers.count(arm.getValue()) + " " + arm.getKey())
                .collect(Collectors.joining(", "));
        String icc = sample.icc().stream()
                .mapToObj(value -> ", ICC " + Numbers.significant(value, 2))
                .collect(Collectors.joining());
        return sample.isClustered()
                ? Numbers.count(sample.allUnits()) + " clusters (" + sample.unit() + ": " + arms + "), "
                        + Numbers.count(sample.allRows()) + " rows" + icc + "."
                : Numbers.count(sample.allUnits()) + " units (" + arms + ").";
    }

    private static String deviations(Analysis analysis) {
        return analysis.deviations().isEmpty()
                ? "As recorded, no deviations."
                : analysis.deviations().size() == 1
                        ? "One deviation from the record: "
                                + analysis.deviations().getFirst()
                        : analysis.deviations().size() + " deviations from the record, see below.";
    }

    private static Part.Entry entry(Check check) {
        String p = check.p().stream()
                .mapToObj(value -> " (" + Numbers.pEquals(value) + ")")
                .collect(Collectors.joining());
        return new Part.Entry(check.name(), check.verdict().label() + ": " + check.finding() + p);
    }

    private static void answer(Answer answer, boolean several, List<Part> parts) {
        String which = several
                ? ": " + answer.question().outcome() + ", " + answer.question().treatment() + " against "
                        + answer.question().control()
                : "";
        parts.add(new Part.Heading("Primary analysis" + which));
        List<Part.Entry> entries = new ArrayList<>(List.of(
                new Part.Entry("estimand", answer.primary().estimand()),
                new Part.Entry("method", answer.primary().method()),
                new Part.Entry("because", answer.reason())));
        if (!answer.question().covariates().isEmpty()) {
            entries.add(new Part.Entry(
                    "covariates", String.join(", ", answer.question().covariates())));
        }
        for (ScaledEffect scaled : answer.primary().scales()) {
            entries.add(new Part.Entry(
                    scaled.scale(),
                    EffectSentence.value(scaled) + " (" + EffectSentence.limits(scaled) + "), " + scaled.whose()));
        }
        parts.add(new Part.KeyValues(entries));
        parts.add(new Part.Heading("Methods side by side" + which));
        parts.add(methods(answer));
        parts.add(new Part.Sentence(agreement(answer)));
        List<Part.Entry> refused = answer.sensitivity().stream()
                .filter(Attempt.Refused.class::isInstance)
                .map(Attempt.Refused.class::cast)
                .map(attempt -> new Part.Entry(
                        attempt.name(), "not possible: " + attempt.problem().what()))
                .toList();
        if (!refused.isEmpty()) {
            parts.add(new Part.KeyValues(refused));
        }
        answer.groups().forEach(of -> groups(of, which, parts));
        answer.moderated().forEach(of -> moderated(of, which, parts));
        answer.bounds().ifPresent(of -> bounds(of, which, parts));
        answer.compliance().ifPresent(of -> compliance(of, which, parts));
        answer.influence().ifPresent(of -> influence(of, which, parts));
    }

    private static void compliance(Compliance compliance, String which, List<Part> parts) {
        parts.add(new Part.Heading("Offered and taken" + which));
        parts.add(new Part.Sentence("`" + compliance.taken() + "` holds for "
                + Numbers.percent(compliance.treatmentShare()) + " of the rows of the treatment arm and "
                + Numbers.percent(compliance.controlShare()) + " of those of the control arm."));
        Table table = Table.of("compliance", EffectTable.columns("effect"));
        for (EffectEstimate effect :
                List.of(compliance.intentionToTreat(), compliance.firstStage(), compliance.complierEffect())) {
            table.row(EffectTable.row(effect.estimand(), effect, EffectSentence.error(effect)));
        }
        parts.add(table);
        parts.add(new Part.Sentence(String.join(" ", compliance.assumptions())));
    }

    private static void influence(Influence influence, String which, List<Part> parts) {
        parts.add(new Part.Heading("Without one unit" + which));
        parts.add(new Part.Sentence("The primary effect without each in turn; those that change it most"
                + (influence.decisive().isEmpty()
                        ? ". None decides whether an effect is shown."
                        : ". Whether an effect is shown hangs on "
                                + Names.some(
                                        influence.decisive().stream()
                                                .map(Influence.Without::left)
                                                .toList(),
                                        INFLUENTIAL)
                                + ".")));
        Table table = Table.of(
                "influence",
                TableColumn.left("without"),
                TableColumn.left("arm"),
                TableColumn.right("rows"),
                TableColumn.right("estimate"),
                TableColumn.right("p"),
                TableColumn.right("change in se"));
        influence.byChange().stream().limit(INFLUENTIAL).forEach(without -> {
            double error = EffectSentence.error(influence.all());
            table.row(
                    Cell.text(without.left()),
                    Cell.text(without.arm()),
                    Cell.count(without.rows()),
                    Cell.number(
                            without.effect().value(),
                            Numbers.byError(without.effect().value(), error)),
                    Cell.number(without.effect().p(), Numbers.p(without.effect().p())),
                    EffectTable.number(without.dfbetas(), value -> Numbers.fixed(value, 2)));
        });
        parts.add(table);
    }

    private static String agreement(Answer answer) {
        List<Attempt.Done> others = answer.sensitivity().stream()
                .filter(Attempt.Done.class::isInstance)
                .map(Attempt.Done.class::cast)
                .toList();
        List<String> against = others.stream()
                .filter(other -> other.effect().shown() != answer.primary().shown())
                .map(Attempt.Done::name)
                .toList();
        String alpha = Numbers.brief(1 - answer.primary().level(), 3);
        String shown = switch (answer.primary().hypothesis()) {
            case Hypothesis.Equality _ -> "an effect";
            case Hypothesis.Superiority(double margin, Hypothesis.Direction _) ->
                margin == 0 ? "an effect" : "superiority by the margin";
            case Hypothesis.NonInferiority _ -> "non-inferiority";
            case Hypothesis.Equivalence _ -> "equivalence";
        };
        if (others.isEmpty()) {
            return "No other method has an answer.";
        }
        return against.isEmpty()
                ? "All methods agree: at level " + alpha + (answer.primary().shown() ? " each shows " : " none shows ")
                        + shown + "."
                : "Methods disagree at level " + alpha + ": the primary analysis "
                        + (answer.primary().shown() ? "shows" : "does not show") + " " + shown + ", "
                        + String.join(", ", against) + (answer.primary().shown() ? " not." : " would.")
                        + " The primary analysis is the one that counts; that others differ belongs in the report.";
    }

    private static Table methods(Answer answer) {
        Table table = Table.of("methods", EffectTable.columns("method"));
        double error = EffectSentence.error(answer.primary());
        table.row(EffectTable.row("primary", answer.primary(), error));
        for (Attempt attempt : answer.sensitivity()) {
            if (attempt instanceof Attempt.Done(String name, EffectEstimate effect)) {
                table.row(EffectTable.row(name, effect, error));
            }
        }
        return table;
    }

    private static void bounds(Bounds bounds, String which, List<Part> parts) {
        parts.add(new Part.Heading("Were the missing outcomes there" + which));
        double error = EffectSentence.error(bounds.lower());
        Table table = Table.of("bounds", EffectTable.columns("Lee's bounds"));
        table.row(EffectTable.row("smallest effect", bounds.lower(), error));
        table.row(EffectTable.row("largest effect", bounds.upper(), error));
        parts.add(table);
        parts.add(new Part.Sentence(
                "The " + bounds.estimand() + " lies between these. " + String.join(" ", bounds.assumptions())));
    }

    private static void groups(GroupEffects effects, String which, List<Part> parts) {
        parts.add(new Part.Heading("By " + effects.group() + which));
        double error = EffectSentence.error(effects.average());
        Table table = Table.of("groups", EffectTable.columns(effects.group()));
        effects.groups().forEach(group -> table.row(EffectTable.row(group.level(), group.effect(), error)));
        String first = effects.groups().getFirst().level();
        effects.differences()
                .forEach(group -> table.row(EffectTable.row(group.level() + " less " + first, group.effect(), error)));
        table.row(EffectTable.row("average over the sample", effects.average(), error));
        parts.add(table);
        effects.equal()
                .ifPresent(test -> parts.add(new Part.Sentence("That the effect is the same in all "
                        + effects.groups().size() + " groups: F = " + Numbers.fixed(test.f(), 2) + " on "
                        + test.numeratorDf() + " and " + Numbers.df(test.denominatorDf()) + " df, "
                        + Numbers.pEquals(test.p()) + ".")));
        parts.add(new Part.Sentence(String.join(" ", effects.sentences())));
    }

    private static void moderated(ModeratedEffect effect, String which, List<Part> parts) {
        parts.add(new Part.Heading("Along " + effect.moderator() + which));
        double error = EffectSentence.error(effect.atMean());
        Table table = Table.of("moderated", EffectTable.columns("effect at " + effect.moderator()));
        effect.at().forEach(at -> table.row(EffectTable.row(Numbers.brief(at.value(), 6), at.effect(), error)));
        table.row(EffectTable.row("the mean, " + Numbers.brief(effect.mean(), 4), effect.atMean(), error));
        table.row(EffectTable.row("change per unit", effect.slope(), EffectSentence.error(effect.slope())));
        parts.add(table);
        parts.add(new Part.Sentence(String.join(" ", effect.sentences())));
    }

    /// @param answers to several questions
    /// @return an effect per row, with its p-value adjusted for their number
    public static Table family(List<Answer> answers) {
        List<TableColumn> columns = EffectTable.columns("outcome");
        columns.addAll(1, List.of(TableColumn.left("arm"), TableColumn.left("against")));
        columns.add(TableColumn.right("adjusted p"));
        Table table = Table.of("effects", columns);
        for (Answer answer : answers) {
            List<Cell> cells = new ArrayList<>(EffectTable.row(
                    answer.question().outcome(), answer.primary(), EffectSentence.error(answer.primary())));
            cells.addAll(
                    1,
                    List.of(
                            Cell.text(answer.question().treatment()),
                            Cell.text(answer.question().control())));
            cells.add(EffectTable.number(answer.adjustedP(), value -> Numbers.p(value)));
            table.row(cells);
        }
        return table;
    }

    private static Part planned(Analysis analysis) {
        List<Part.Entry> entries = new ArrayList<>(List.of(
                new Part.Entry("design", analysis.planned().design()),
                new Part.Entry(
                        "arms",
                        analysis.planned().arms().entrySet().stream()
                                        .map(arm -> Numbers.count(arm.getValue()) + " " + arm.getKey())
                                        .collect(Collectors.joining(", "))
                                + "; seed " + analysis.planned().seed()),
                new Part.Entry("digest", analysis.planned().digest())));
        analysis.formula().ifPresent(formula -> entries.add(new Part.Entry("formula", formula)));
        entries.add(new Part.Entry(
                "done",
                analysis.deviations().isEmpty()
                        ? "everything that the record holds, as it holds it; it holds no outcome, covariate or level"
                        : String.join(" ", analysis.deviations())));
        return new Part.KeyValues(entries);
    }

    /// Diagnostics of one kind make one note.
    ///
    /// @param analyses of one experiment
    /// @return a note per kind
    public static List<Part> notes(List<Analysis> analyses) {
        Map<String, Diagnostic> kinds = new LinkedHashMap<>();
        diagnostics(analyses).forEach(diagnostic -> kinds.putIfAbsent(diagnostic.code(), diagnostic));
        return kinds.values().stream()
                .<Part>map(same -> new Part.Note(same.code(), same.meaning() + " " + same.advice()))
                .toList();
    }

    /// @param analyses of one experiment
    /// @return what is to be known of their primary answers, then of other methods
    public static List<Diagnostic> diagnostics(List<Analysis> analyses) {
        Stream<Diagnostic> others = analyses.stream()
                .flatMap(analysis -> analysis.answers().stream())
                .flatMap(answer -> answer.sensitivity().stream())
                .filter(Attempt.Done.class::isInstance)
                .flatMap(attempt -> ((Attempt.Done) attempt).effect().diagnostics().stream());
        return Stream.concat(analyses.stream().flatMap(analysis -> analysis.diagnostics().stream()), others)
                .distinct()
                .toList();
    }
}
