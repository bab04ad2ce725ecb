package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Design;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.design.Units;
import copse.estimate.EffectEstimate;
import copse.estimate.Experiment;
import copse.estimate.Hypothesis;
import copse.estimate.MatchedPairs;
import copse.estimate.Question;
import copse.estimate.Roles;
import copse.estimate.UnitMeans;
import copse.estimate.WithinBootstrap;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.scenario.CallCenter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The notebook's power loop, and what it gets wrong (traps S3-S7).
class AssignmentLoopTest {
    private static final String FORMULA = "call_CSAT ~ reason + age + grp + (1 | center_ID/rep_ID)";
    private static final Frame CALLS = CallCenter.defaults()
            .withCenters(6)
            .withReps(24)
            .withCalls(4_800)
            .withMonths(2)
            .simulate(Seed.of(4))
            .frame();
    private static final List<AssignmentLoop.Named> MONTHS =
            List.of(new AssignmentLoop.Named("1", month(1)), new AssignmentLoop.Named("2", month(2)));
    private static final Frame CENTERS = Frame.of(
            "center_ID",
            NumericColumn.of(101, 102, 103, 104, 105, 106),
            "pair",
            FactorColumn.of("a", "a", "b", "b", "c", "c"));
    private static final Randomisation PAIRS =
            Design.parse("stratified(by: pair)").over(Units.of(CENTERS, "center_ID"));
    private static final Question QUESTION =
            Question.of("call_CSAT", "treatment", "control").withLevel(0.9);
    private static final DecisionRule ABOVE = new DecisionRule.IntervalAbove(0);
    private static final LoopRule NOTEBOOK =
            new LoopRule.Resampled(WithinBootstrap.notebook(FORMULA, "grp", "rep_ID", Seed.of(1)), false, ABOVE);
    private static final LoopRule PAIRED = new LoopRule.Estimated(MatchedPairs.equal(), ABOVE);

    private static Frame month(int number) {
        return CALLS.where(Mask.of(CALLS.rows(), row -> CALLS.numeric("month").value(row) == number));
    }

    private static AssignmentLoop loop(AddedEffect effect, LoopRule... rules) {
        return new AssignmentLoop(
                MONTHS, "center_ID", PAIRS, QUESTION, effect, Optional.empty(), List.of(rules), 1024, Seed.of(3));
    }

    /// Without rows being made, an assignment gives what its rows give.
    @Test
    void everyAssignmentIsAnExperiment() {
        LoopDecisions got = loop(AddedEffect.of(0.5), PAIRED).run().rules().getFirst();
        List<Possibility> all = PAIRS.enumerate().toList();
        assertThat(got.weights()).hasSize(8);
        for (int p = 0; p < 2; p++) {
            Frame rows = MONTHS.get(p).rows();
            for (int a = 0; a < all.size(); a++) {
                byte[] arms = all.get(a).arms();
                double[] y = new double[rows.rows()];
                String[] arm = new String[y.length];
                String[] pair = new String[y.length];
                for (int row = 0; row < y.length; row++) {
                    int u = (int) rows.numeric("center_ID").value(row) - 101;
                    y[row] = rows.numeric("call_CSAT").value(row) + 0.5 * arms[u];
                    arm[row] = arms[u] == 1 ? "treatment" : "control";
                    pair[row] = "p" + u / 2;
                }
                Frame experiment = rows.with("call_CSAT", NumericColumn.of(y))
                        .with("arm", FactorColumn.of(arm))
                        .with("pair", FactorColumn.of(pair));
                EffectEstimate wanted = MatchedPairs.equal()
                        .estimate(
                                Experiment.observed(
                                        experiment,
                                        Roles.of("arm").withUnit("center_ID").withBlock("pair")),
                                QUESTION);
                assertThat(got.estimates()[p][a]).isCloseTo(wanted.value(), within(1e-10));
                assertThat(got.lower()[p][a])
                        .isCloseTo(wanted.interval().lower().value(), within(1e-9));
                assertThat(got.better()[p][a]).isEqualTo(ABOVE.shows(wanted));
            }
        }
    }

    /// The mean of the draws is the coefficient of the rows, within what rows drawn anew move it.
    @Test
    void drawsAreAroundTheFitOfTheirAssignment() {
        LoopDecisions got = loop(AddedEffect.of(0.5), NOTEBOOK).run().rules().getFirst();
        LoopDecisions fits = loop(AddedEffect.of(0.5), new LoopRule.Estimated(UnitMeans.welch(), ABOVE))
                .run()
                .rules()
                .getFirst();
        for (int p = 0; p < 2; p++) {
            for (int a = 0; a < 8; a++) {
                // the model weighs representatives, centres and ages a little otherwise
                assertThat(got.estimates()[p][a]).isCloseTo(fits.estimates()[p][a], within(0.3));
                assertThat(got.lower()[p][a])
                        .isLessThan(got.estimates()[p][a])
                        .isGreaterThan(got.estimates()[p][a] - 0.2);
            }
        }
    }

    /// Sharing draws of rows between assignments changes decisions by their Monte Carlo error only.
    @Test
    void sharedDrawsAreAChoice() {
        WithinBootstrap bootstrap = WithinBootstrap.notebook(FORMULA, "grp", "rep_ID", Seed.of(1));
        LoopResult result = loop(AddedEffect.of(0.5), NOTEBOOK, new LoopRule.Resampled(bootstrap, true, ABOVE))
                .run();
        double[][] own = result.rules().getFirst().estimates();
        double[][] shared = result.rules().getLast().estimates();
        for (int a = 0; a < 8; a++) {
            assertThat(shared[0][a]).isNotEqualTo(own[0][a]).isCloseTo(own[0][a], within(0.05));
        }
    }

    @Test
    void threadsDoNotMatter() throws Exception {
        AssignmentLoop loop = new AssignmentLoop(
                MONTHS,
                "center_ID",
                PAIRS,
                QUESTION,
                AddedEffect.of(0.5),
                Optional.of(new AssignmentLoop.Sample("rep_ID", 50)),
                List.of(NOTEBOOK, PAIRED),
                1024,
                Seed.of(3));
        LoopResult many = loop.run();
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            LoopResult one = alone.submit(() -> loop.run()).get();
            for (int r = 0; r < 2; r++) {
                assertThat(Arrays.deepToString(one.rules().get(r).lower()))
                        .isEqualTo(Arrays.deepToString(many.rules().get(r).lower()));
            }
        }
    }

    @Test
    void manyAssignmentsAreDrawn() {
        LoopResult result = new AssignmentLoop(
                        MONTHS,
                        "center_ID",
                        PAIRS,
                        QUESTION,
                        AddedEffect.of(0.5),
                        Optional.empty(),
                        List.of(PAIRED),
                        5,
                        Seed.of(3))
                .run();
        assertThat(result.exhaustive()).isFalse();
        assertThat(result.assignments()).isEqualTo(5);
    }

    @Test
    void whatDoesNotFitSaysWhy() {
        List<AssignmentLoop.Named> gap = new ArrayList<>(MONTHS);
        Frame first = MONTHS.getFirst().rows();
        gap.set(
                0,
                new AssignmentLoop.Named(
                        "January",
                        first.where(Mask.of(
                                first.rows(), row -> first.numeric("center_ID").value(row) != 104))));
        AssignmentLoop loop = new AssignmentLoop(
                gap,
                "center_ID",
                PAIRS,
                QUESTION,
                AddedEffect.of(0.5),
                Optional.empty(),
                List.of(PAIRED),
                1024,
                Seed.of(3));
        assertThatThrownBy(loop::run)
                .hasMessageContaining("E306")
                .hasMessageContaining("unit `104` has no rows in population `January`");
        assertThatThrownBy(() -> loop(AddedEffect.of(1)))
                .hasMessageContaining("E306")
                .hasMessageContaining("no rule to decide by");
        assertThatThrownBy(() -> new AssignmentLoop(
                        MONTHS,
                        "center_ID",
                        PAIRS,
                        Question.of("call_CSAT", "treat", "ctrl"),
                        AddedEffect.of(1),
                        Optional.empty(),
                        List.of(PAIRED),
                        1024,
                        Seed.of(3)))
                .hasMessageContaining(
                        "the design has the arms control, treatment, the question `treat` against" + " `ctrl`");
    }

    /// S4: the loop hands out arms by the design object that hands out the real ones, pairs are of units, and
    /// the number of rows drawn is the one that was asked for.
    @Test
    void s4SimulationAndExperimentShareTheDesign() {
        LoopDecisions got = loop(AddedEffect.of(0), PAIRED).run().rules().getFirst();
        assertThat(got.weights()).hasSize(PAIRS.enumerate().toList().size());
        for (int a = 0; a < 8; a++) {
            int mirror = 7 - a; // all pairs the other way
            assertThat(got.estimates()[0][a]).isCloseTo(-got.estimates()[0][mirror], within(1e-10));
        }
        WithinBootstrap few = new WithinBootstrap(
                copse.formula.Formula.parse(FORMULA),
                "grp",
                "rep_ID",
                java.util.OptionalInt.of(30),
                20,
                new copse.estimate.PercentileRule.HalfEvenOffset(),
                Seed.of(1));
        LoopDecisions wide = loop(AddedEffect.of(0.5), new LoopRule.Resampled(few, false, ABOVE))
                .run()
                .rules()
                .getFirst();
        LoopDecisions narrow = loop(AddedEffect.of(0.5), NOTEBOOK).run().rules().getFirst();
        // 40 times the rows: the interval is about six times shorter
        double ratio = meanWidth(wide) / meanWidth(narrow);
        assertThat(ratio).isBetween(4.0, 9.0);
    }

    private static double meanWidth(LoopDecisions decisions) {
        return IntStream.range(0, 8)
                .mapToDouble(a -> decisions.estimates()[0][a] - decisions.lower()[0][a])
                .average()
                .orElseThrow();
    }

    /// S5: what is clipped is not realised; both numbers are there, and estimates follow the realised one.
    @Test
    void s5NominalAndRealisedEffect() {
        LoopResult result = loop(AddedEffect.of(2).withLimits(0, 7), PAIRED).run();
        double gain = 0;
        long rows = 0;
        for (AssignmentLoop.Named month : MONTHS) {
            NumericColumn y = month.rows().numeric("call_CSAT");
            for (int row = 0; row < y.size(); row++) {
                gain += Math.clamp(y.value(row) + 2, 0, 7) - Math.clamp(y.value(row), 0, 7);
                rows++;
            }
        }
        assertThat(result.nominal()).isEqualTo(2);
        assertThat(result.realised()).isLessThan(1.9);
        // every unit is treated equally often; months and centres differ a little in size
        assertThat(result.realised()).isCloseTo(gain / rows, within(0.05));
        assertThat(result.rules().getFirst().meanEstimate()).isCloseTo(result.realised(), within(0.1));
    }

    /// S6: mirrored assignments and months of the same centres are counted, and no binomial error is claimed.
    @Test
    void s6MirroredAssignmentsAndRepeatedMonths() {
        LoopResult result = loop(AddedEffect.of(0), NOTEBOOK).run();
        assertThat(result.assignments()).isEqualTo(8);
        assertThat(result.exhaustive()).isTrue();
        assertThat(result.mirrored()).isEqualTo(8);
        LoopDecisions notebook = result.rules().getFirst();
        // of two mirror images one is above 0: without an effect the rule says "better" half of the time
        assertThat(notebook.share()).isCloseTo(0.5, within(0.07));
        assertThat(notebook.agreement()).isGreaterThan(0.7);
        assertThat(notebook.byPopulation()).hasSize(2);
    }

    /// S7: a 90 % interval above 0 is a one-sided test at 5 %, and is called so by the numbers.
    @Test
    void s7LowerLimitOfNinetyPercentIsAOneSidedTestAtFive() {
        Experiment experiment = Experiment.observed(
                MONTHS.getFirst()
                        .rows()
                        .with(
                                "arm",
                                FactorColumn.of(
                                        MONTHS.getFirst().rows().rows(),
                                        row -> MONTHS.getFirst()
                                                                        .rows()
                                                                        .numeric("center_ID")
                                                                        .value(row)
                                                                % 2
                                                        == 0
                                                ? "treatment"
                                                : "control")),
                Roles.of("arm").withUnit("center_ID"));
        EffectEstimate ninety = UnitMeans.welch().estimate(experiment, QUESTION);
        EffectEstimate oneSided = UnitMeans.welch()
                .estimate(
                        experiment,
                        QUESTION.withLevel(0.95)
                                .withHypothesis(new Hypothesis.Superiority(0, Hypothesis.Direction.HIGHER)));
        assertThat(oneSided.interval().lower().value())
                .isCloseTo(ninety.interval().lower().value(), within(1e-12));
        assertThat(ABOVE.shows(ninety)).isEqualTo(oneSided.shown());
        assertThat(ABOVE.describe()).isEqualTo("lower limit above 0");
        assertThat(new Hypothesis.Superiority(0, Hypothesis.Direction.HIGHER).sides())
                .isEqualTo(1);
    }
}
