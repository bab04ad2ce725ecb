package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.balance.Balance;
import copse.balance.BalanceOptions;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.frame.Frame;
import copse.math.Seed;
import copse.plan.Role;
import copse.report.Language;
import copse.report.Part;
import copse.report.Table;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.JoinOptions;
import copse.study.JoinedRows;
import copse.study.RecordedArms;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Engines speak English; no sentence of theirs stays English in a Chinese report, whatever the design.
class ChineseReportTest {
    /// Three words one after the other are a sentence, not a name.
    private static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}");

    private static final Frame SCHOOLS = Experiments.schools(24);

    private record Case(String design, AnalysisOptions options) {}

    private static AnalysisOptions options(String... outcomes) {
        return AnalysisOptions.of(outcomes).withDraws(99, Seed.of(3));
    }

    @TestFactory
    Stream<DynamicTest> noSentenceStaysEnglish() {
        AnalysisOptions score = options("score");
        AnalysisOptions given = score.withCovariates(List.of("pre"));
        return Stream.of(
                        new Case("complete()", score),
                        new Case("complete()", given),
                        new Case("complete()", options("passed")),
                        new Case("complete()", options("passed").withCovariates(List.of("pre"))),
                        new Case("complete()", options("absences")),
                        new Case("complete(arms: a, b, c)", options("score", "wellbeing")),
                        new Case("simple()", score),
                        new Case("stratified(by: region)", score),
                        new Case("stratified(by: region)", given),
                        new Case("stratified(by: region)", score.withInfluence()),
                        new Case("blocks(sizes: 4)", score),
                        new Case("blocks(by: region, sizes: 4)", given),
                        new Case("pairs(on: pre)", score),
                        new Case("pairs(on: pre, size)", given),
                        new Case("rerandomised(complete(), on: pre, accept: 0.1)", score),
                        new Case("walk(on: pre, size)", score),
                        new Case(
                                "complete()",
                                score.withHypothesis(new Hypothesis.NonInferiority(2, Direction.HIGHER), 0.95)),
                        new Case(
                                "complete()",
                                score.withHypothesis(new Hypothesis.Superiority(1, Direction.HIGHER), 0.95)),
                        new Case("complete()", score.withHypothesis(Hypothesis.within(6), 0.95)))
                .map(one -> dynamicTest(
                        one.design() + " " + one.options().outcomes()
                                + one.options().covariates() + " "
                                + one.options().test().hypothesis().kind(),
                        () -> assertThat(texts(report(one)).filter(ENGLISH.asPredicate()))
                                .isEmpty()));
    }

    @Test
    void wholeReport() {
        TrialReport report = Experiments.whole();

        assertThat(texts(report).filter(ENGLISH.asPredicate()))
                .containsExactly(
                        "Coaching in schools",
                        "Does coaching of teachers raise the scores of their pupils?",
                        "Two schools withdrew before the assignment.");
    }

    private static TrialReport report(Case one) {
        RecordedArms arms = Experiments.arms(SCHOOLS, one.design());
        Frame pupils = Experiments.pupils(SCHOOLS, arms, 4);
        Analysis analysis = Analysis.of(arms, pupils, one.options(), JoinOptions.defaults());
        JoinedRows joined = JoinedRows.of(arms, pupils, JoinOptions.defaults());
        Finding finding = new Finding(Role.PRIMARY, analysis, OptionalDouble.of(2), Optional.of(Direction.HIGHER));
        return TrialReport.of(
                        new Purpose("标题", ""),
                        arms.record(),
                        Flows.of(joined, one.options().outcomes().getFirst()),
                        List.of(finding))
                .withBalance(Balance.of(
                        arms.assignment().orElseThrow(),
                        BalanceOptions.defaults().withIgnore(List.of("school")),
                        0,
                        Seed.of(1).stream()));
    }

    /// All texts but references and what is to be pasted.
    private static Stream<String> texts(TrialReport report) {
        return TrialDocument.of(report, Language.CHINESE).parts().stream().flatMap(ChineseReportTest::texts);
    }

    private static Stream<String> texts(Part part) {
        return switch (part) {
            case Part.Heading(int _, String text) -> Stream.of(text);
            case Part.Sentence(String text) -> Stream.of(text);
            case Part.Items(List<String> texts) -> texts.stream().filter(text -> !text.contains("). "));
            case Part.KeyValues(List<Part.Entry> entries) ->
                entries.stream()
                        .flatMap(entry -> Stream.of(entry.key(), entry.value()))
                        .filter(text -> !text.startsWith("`") && !text.startsWith("copse-stream"));
            case Part.Note(String _, String text) -> Stream.of(text);
            case Part.Details(String _, List<Part> _) -> Stream.empty();
            case Part.Figure(var chart) -> Stream.of(chart.title(), chart.description());
            case Table table ->
                Stream.concat(
                        table.columns().stream().map(column -> column.name()),
                        table.rows().stream().flatMap(List::stream).map(cell -> cell.shown()));
            case Part.Command _, Part.Code _ -> Stream.empty();
        };
    }
}
