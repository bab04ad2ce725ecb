package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import copse.design.Design;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.OutcomeKind;
import copse.exposure.Exposure;
import copse.formula.Formula;
import copse.interference.Estimand;
import copse.interference.NetworkQuestion;
import copse.power.EffectSize;
import copse.scenario.Schools;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
    /// Everything that a plan of clusters can say.
    static final String WHOLE = """
            title = "Reading programme"
            question = "Does the programme raise reading scores?"
            language = "zh"
            seed = 20260101
            design = "clustered(stratified(by: region), by: school)"

            [units]
            file = "pupils.csv"
            id = "pupil"
            cluster = "school"
            factor = ["region"]

            [data]
            file = "scores.csv"
            na = ["-99"]

            [arms]
            treatment = "treatment"
            control = "control"

            [[outcome]]
            column = "score"
            kind = "number"
            formula = "score ~ arm + pre + (1 | school)"

            [[outcome]]
            column = "repeated"
            role = "secondary"
            kind = "binary"
            covariates = ["pre"]

            [estimand]
            effects = ["average", "complier"]
            by = ["sex"]
            taken = "attended"

            [test]
            alpha = 0.025
            sides = 1
            better = "higher"
            adjust = "bonferroni"

            [size]
            effect = 3
            power = 0.9
            clusters = 40
            cluster_size = 25
            cluster_size_cv = 0.3
            icc = 0.1
            sd = 12
            explained = 0.2
            lost_clusters = 0.05
            lost_units = 0.1

            [sensitivity]
            methods = ["means", "mixed"]
            draws = 999

            [bayes]
            formula = "score ~ arm + (1 | school)"
            priors = ["coef:arm=normal(0, 5)"]
            chains = 2
            rope = 1.5
            """;

    @Test
    void everyKeyIsRead() {
        Plan plan = Plan.parse(WHOLE, "plan.toml");
        assertThat(plan.heading()).isEqualTo("Reading programme");
        assertThat(plan.language()).isEqualTo("zh");
        assertThat(plan.seed()).isEqualTo(20260101);
        assertThat(plan.design()).isEqualTo(Design.parse("clustered(stratified(by: region), by: school)"));
        assertThat(plan.units().source().orElseThrow().reading().factors()).containsExactly("region");
        assertThat(plan.data()).isInstanceOfSatisfying(DataPlan.Awaited.class, data -> {
            assertThat(data.source().text()).isEqualTo("scores.csv");
            assertThat(data.source().reading().missing()).containsExactly("-99");
        });
        assertThat(plan.primary().formula()).contains(Formula.parse("score ~ arm + pre + (1 | school)"));
        assertThat(plan.outcomes(Role.SECONDARY))
                .singleElement()
                .isEqualTo(OutcomePlan.primary("repeated")
                        .withRole(Role.SECONDARY)
                        .withKind(OutcomeKind.BINARY)
                        .withCovariates(List.of("pre")));
        assertThat(plan.effects().effects()).containsExactly(Effect.AVERAGE, Effect.COMPLIER);
        assertThat(plan.test().hypothesis()).isEqualTo(new Hypothesis.Superiority(0, Direction.HIGHER));
        assertThat(plan.size().effect()).contains(new EffectSize.Raw(3));
        assertThat(plan.size().attrition().units()).isEqualTo(0.1);
        assertThat(plan.sensitivity().draws()).isEqualTo(999);
        assertThat(plan.bayes().orElseThrow().priors().statements()).hasSize(1);
    }

    @Test
    void whatIsPrintedReadsBackEqual() {
        Plan plan = Plan.parse(WHOLE, "plan.toml");
        Plan again = Plan.parse(plan.print(), "again.toml");
        assertThat(again).isEqualTo(plan);
        assertThat(again.print()).isEqualTo(plan.print());
        assertThat(again.digest()).isEqualTo(plan.digest());
    }

    @Test
    void shortestPlanHasDefaults() {
        Plan plan = Plan.parse("""
                question = "Better?"
                design = "complete()"
                units = {file = "u.csv", id = "u"}
                data = {file = "y.csv"}
                outcome = [{column = "y"}]
                """, "p.toml");
        assertThat(plan)
                .isEqualTo(Plan.of(
                        "Better?",
                        UnitsPlan.file("u.csv", "u"),
                        DataPlan.file("y.csv"),
                        Design.parse("complete()"),
                        List.of(OutcomePlan.primary("y"))));
    }

    @Test
    void designMayBeATable() {
        String plan = WHOLE.replace("design = \"clustered(stratified(by: region), by: school)\"\n", "") + """

                [design]
                design = "clustered"
                by = "school"
                [design.of]
                design = "stratified"
                by = ["region"]
                """;
        assertThat(Plan.parse(plan, "p.toml")).isEqualTo(Plan.parse(WHOLE, "p.toml"));
    }

    @Test
    void digestIsOfWhatIsPlanned() {
        Plan plan = Plan.parse(WHOLE, "plan.toml");
        String other =
                "# a comment\n" + WHOLE.replace("alpha = 0.025\nsides = 1\n", "sides   = 1 # one\nalpha = 2.5e-2\n");
        assertThat(Plan.parse(other, "other.toml").digest()).isEqualTo(plan.digest());
        assertThat(plan.withLanguage("en").digest()).isEqualTo(plan.digest());
        assertThat(List.of(
                        plan.withSeed(2).digest(),
                        plan.withDesign(Design.parse("clustered(complete(), by: school)"))
                                .digest(),
                        plan.withOutcomes(plan.outcomes().reversed()).digest(),
                        plan.withTest(TestPlan.defaults()).digest(),
                        plan.withSize(plan.size().withPower(0.8)).digest()))
                .doesNotContain(plan.digest())
                .doesNotHaveDuplicates();
    }

    @Test
    void simulatedPlanKeepsItsScenario() {
        Plan plan = Plan.parse("""
                question = "Better?"
                design = "complete()"
                units = {id = "SCHOOLID"}
                simulate = {scenario = "schools", effect = -0.05, parameters = {schools = 40, pupils = 900}}
                outcome = [{column = "REPEAT", kind = "binary"}]
                """, "p.toml");
        assertThat(plan.data())
                .isEqualTo(new DataPlan.Simulated(
                        Schools.defaults().withSchools(40).withPupils(900), -0.05));
        assertThat(Plan.parse(plan.print(), "q.toml")).isEqualTo(plan);
        assertThat(plan.units().source()).isEqualTo(Optional.empty());
    }

    @Test
    void analysesAreInTheWordsOfTheEngine() {
        Plan plan = Plan.parse(WHOLE, "plan.toml");
        assertThat(plan.analyses(Role.PRIMARY)).singleElement().satisfies(options -> {
            assertThat(options.outcomes()).containsExactly("score");
            assertThat(options.test().level()).isEqualTo(0.975);
            assertThat(options.test().hypothesis()).isEqualTo(plan.test().hypothesis());
            assertThat(options.sensitivity().estimators()).containsExactly("means", "mixed");
            assertThat(options.more().taken()).contains("attended");
        });
        assertThat(plan.analyses(Role.SECONDARY)).singleElement().satisfies(options -> {
            assertThat(options.formula()).isEmpty();
            assertThat(options.covariates()).containsExactly("pre");
        });
        assertThat(plan.knownBefore()).containsExactly("pre", "school", "sex");
    }

    /// Two points of a score say nothing about days of absence.
    @Test
    void aMarginIsThatOfItsOwnOutcome() {
        Plan plan = Plan.parse("""
                question = "Is it as good?"
                design = "complete()"
                units = {file = "u.csv", id = "id"}
                data = {file = "y.csv"}
                outcome = [
                  {column = "score"},
                  {column = "absent", role = "secondary"},
                  {column = "late", role = "secondary", margin = 0.5, better = "lower"}]
                test = {alternative = "non-inferiority", margin = 2, better = "higher"}
                """, "p.toml");
        assertThat(plan.outcomes().stream().map(plan::hypothesis))
                .containsExactly(
                        new Hypothesis.NonInferiority(2, Direction.HIGHER),
                        Hypothesis.noDifference(),
                        new Hypothesis.NonInferiority(0.5, Direction.LOWER));
        assertThat(plan.analyses(Role.SECONDARY))
                .extracting(options -> options.test().hypothesis())
                .containsExactly(Hypothesis.noDifference(), new Hypothesis.NonInferiority(0.5, Direction.LOWER));
        assertThat(Plan.parse(plan.print(), "q.toml")).isEqualTo(plan);
    }

    @Test
    void purposesHaveSeedsOfTheirOwn() {
        Plan plan = Plan.parse(WHOLE, "plan.toml");
        assertThat(plan.seedOf(Purpose.ASSIGNMENT).value()).isEqualTo(20260101);
        assertThat(List.of(Purpose.values()).stream().map(plan::seedOf).toList())
                .doesNotHaveDuplicates();
        assertThat(plan.seedOf(Purpose.ANALYSIS).value()).isBetween(0L, 1L << 48);
    }

    @Test
    void effectsBetweenUnitsAreQuestionsOfTheirOwn() {
        Plan plan = Plan.parse("""
                question = "Does it spread?"
                design = "clustered(complete(arms: old, new), by: circle)"
                units = {file = "u.csv", id = "user"}
                data = {file = "y.csv"}
                network = {file = "friends.csv"}
                outcome = [{column = "y", covariates = ["before"]}]
                estimand = {effects = ["total", "spillover"]}
                test = {alpha = 0.1}
                """, "p.toml");
        assertThat(plan.hasInterference()).isTrue();
        assertThat(plan.networkQuestions(Role.PRIMARY))
                .containsExactly(
                        NetworkQuestion.of("y", Estimand.TOTAL, Exposure.parse("full"), "new", "old")
                                .withCovariates(List.of("before"))
                                .withLevel(0.9),
                        NetworkQuestion.of("y", Estimand.SPILLOVER, Exposure.parse("four-way"), "new", "old")
                                .withCovariates(List.of("before"))
                                .withLevel(0.9));
        assertThat(Plan.parse(WHOLE, "p.toml").networkQuestions(Role.PRIMARY)).isEmpty();
    }
}
