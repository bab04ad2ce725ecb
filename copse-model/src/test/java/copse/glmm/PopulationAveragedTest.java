package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationAveragedTest {
    private static final int CLUSTERS = 12;
    private static final int SIZE = 15;
    private static final Frame DATA = data();

    private static Frame data() {
        RandomStream random = Seed.of(4).stream();
        double[] level = new double[CLUSTERS];
        random.fillGaussian(level, 0, CLUSTERS);
        double[] share = column(i -> random.nextDouble() < 0.3 + 0.1 * Math.tanh(level[i / SIZE]) ? 1 : 0);
        double[] count = column(i -> (double) random.nextInt(4) + (level[i / SIZE] > 0 ? 1 : 0));
        return Frame.of(
                "y", NumericColumn.of(share),
                "count", NumericColumn.of(count),
                "arm", NumericColumn.of(column(i -> i / SIZE % 2)),
                "x", NumericColumn.of(column(i -> random.nextGaussian())),
                "z", NumericColumn.of(column(i -> random.nextInt(2))),
                "school", FactorColumn.of(labels(i -> i / SIZE)),
                "one", FactorColumn.of(labels(_ -> 0)));
    }

    private static double[] column(IntToDoubleFunction value) {
        double[] out = new double[CLUSTERS * SIZE];
        Arrays.setAll(out, value);
        return out;
    }

    private static String[] labels(java.util.function.IntUnaryOperator group) {
        String[] out = new String[CLUSTERS * SIZE];
        Arrays.setAll(out, i -> "s" + (char) ('a' + group.applyAsInt(i)));
        return out;
    }

    private static PopulationAveraged binary(String formula) {
        return PopulationAveraged.of(formula, Family.binomial(), "school");
    }

    // ---- what it says ----

    @Test
    void clustersOfOneRowHaveNoCorrelation() {
        Frame single = DATA.with(
                "school",
                FactorColumn.of(IntStream.range(0, CLUSTERS * SIZE)
                        .mapToObj(i -> "s" + i)
                        .toArray(String[]::new)));
        PopulationAveragedFit plain = binary("y ~ arm + x").fit(single);
        PopulationAveragedFit exchangeable = binary("y ~ arm + x")
                .correlation(WorkingCorrelation.EXCHANGEABLE)
                .fit(single);
        assertThat(exchangeable.correlation()).isZero();
        assertThat(exchangeable.beta()).containsExactly(plain.beta(), within(1e-12));
        assertThat(codes(exchangeable.diagnostics()))
                .contains("no-pairs-in-clusters")
                .doesNotContain("correlation-at-bound");
        assertThat(codes(plain.diagnostics())).doesNotContain("no-pairs-in-clusters");
    }

    @Test
    void methodsAreNamed() {
        PopulationAveragedFit plain = binary("y ~ arm").fit(DATA);
        PopulationAveragedFit exchangeable =
                binary("y ~ arm").correlation(WorkingCorrelation.EXCHANGEABLE).fit(DATA);
        assertThat(plain.robust(SandwichCorrection.CR2).method()).isEqualTo("CR2 by school, Satterthwaite");
        assertThat(plain.robust(SandwichCorrection.CR1).method()).isEqualTo("CR1 by school, clusters - 1");
        assertThat(exchangeable.robust(SandwichCorrection.KC).method())
                .isEqualTo("KC by school, exchangeable, Satterthwaite");
        assertThat(exchangeable
                        .robust(SandwichCorrection.CR3, Robust.Degrees.COEFFICIENTS)
                        .coefficients()
                        .effect("arm", 0.95)
                        .df())
                .isEqualTo(CLUSTERS - 2);
        assertThat(plain.clusters()).isEqualTo(CLUSTERS);
        assertThat(plain.rows()).isEqualTo(CLUSTERS * SIZE);
        assertThat(plain.correlation()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CR3, CR3", "MD, CR3", "mancl-derouen, CR3", "Kauermann-Carroll, KC", "cr1s, CR1S", "fg, FG"})
    void correctionsHaveOtherNames(String name, SandwichCorrection correction) {
        assertThat(SandwichCorrection.of(name)).isEqualTo(correction);
    }

    /// Where the risk of an arm is a mean, so is what is said of it.
    @Test
    void meansOfArmsAreTheirShares() {
        RobustGlm robust = binary("y ~ arm").fit(DATA).robust(SandwichCorrection.CR2);
        double[] share = new double[2];
        for (int i = 0; i < DATA.rows(); i++) {
            share[(int) DATA.numeric("arm").value(i)] += DATA.numeric("y").value(i) / (DATA.rows() / 2.0);
        }
        EffectOptions options = EffectOptions.defaults();
        Change change = Change.values("arm", 0, 1);
        assertThat(robust.effects().effect(change, options).value()).isCloseTo(share[1] - share[0], within(1e-12));
        assertThat(robust.effects()
                        .effect(change, options.withScale(EffectScale.RATIO))
                        .value())
                .isCloseTo(share[1] / share[0], within(1e-12));
        assertThat(robust.effects()
                        .effect(change, options.withScale(EffectScale.ODDS_RATIO))
                        .value())
                .isCloseTo(Math.exp(robust.coefficients().beta()[1]), within(1e-10));
    }

    /// The cells of a mixed model do as well as the rows.
    @Test
    void cellsOfAMixedModelAreEnough() {
        ModelSpec spec = ModelSpec.of(
                copse.formula.Formula.parse("y ~ arm + z + (1 + z | school)"),
                DATA,
                Roles.defaults().withOutcome(Family.binomial().outcome()));
        Cells cells = Cells.of(spec, DATA, Family.binomial());
        PopulationAveragedFit ours =
                PopulationAveraged.fit(cells, Family.binomial(), "school", WorkingCorrelation.EXCHANGEABLE);
        PopulationAveragedFit fromRows = binary("y ~ arm + z")
                .correlation(WorkingCorrelation.EXCHANGEABLE)
                .fit(DATA);
        assertThat(ours.beta()).containsExactly(fromRows.beta(), within(1e-12));
        assertThat(ours.robust(SandwichCorrection.KC).vcov().toArray())
                .containsExactly(fromRows.robust(SandwichCorrection.KC).vcov().toArray(), within(1e-12));
    }

    /// A fit without random terms gets errors by clusters; negative binomial counts keep their shape.
    @Test
    void generalisedLinearModelsGetErrorsByClusters() {
        GlmmFit glm = Glmm.of("count ~ arm + x", Family.negativeBinomial()).fit(DATA);
        PopulationAveragedFit fit = PopulationAveraged.of(glm, "school").fit(DATA);
        assertThat(fit.model().shape()).isEqualTo(glm.shape());
        assertThat(fit.beta()).containsExactly(glm.beta(), within(1e-7));
        GlmmFit logit = Glmm.of("y ~ arm + x", Family.binomial()).fit(DATA);
        assertThat(PopulationAveraged.of(logit, "school").fit(DATA).beta()).containsExactly(logit.beta(), within(1e-8));
    }

    @Test
    void dependentColumnsAreLeftOut() {
        Frame twice = DATA.with(
                "w", NumericColumn.of(column(i -> 3 - 2 * DATA.numeric("x").value(i))));
        PopulationAveragedFit fit = binary("y ~ x + w + arm").fit(twice);
        assertThat(fit.names()).containsExactly("(Intercept)", "x", "arm");
        assertThat(fit.aliased()).containsExactly("w");
        assertThat(codes(fit.diagnostics())).contains("aliased");
        PopulationAveragedFit without = binary("y ~ x + arm").fit(DATA);
        assertThat(fit.robust(SandwichCorrection.CR2).effects().effect("arm", EffectOptions.defaults()))
                .isEqualTo(without.robust(SandwichCorrection.CR2).effects().effect("arm", EffectOptions.defaults()));
    }

    // ---- at the edge ----

    /// No event in an arm: the risk difference is the risk of the other arm, with its error.
    @ParameterizedTest
    @CsvSource({
        "binomial, logit, INDEPENDENCE",
        "binomial, probit, INDEPENDENCE",
        "binomial, logit, EXCHANGEABLE",
        "poisson, log, INDEPENDENCE"
    })
    void armWithoutEvents(String family, String link, WorkingCorrelation correlation) {
        Frame none = DATA.with(
                "y",
                NumericColumn.of(column(i -> DATA.numeric("arm").value(i) == 1
                        ? 0
                        : DATA.numeric("y").value(i))));
        PopulationAveragedFit fit = PopulationAveraged.of("y ~ arm", Family.of(family, Link.of(link)), "school")
                .correlation(correlation)
                .fit(none);
        assertThat(codes(fit.diagnostics())).contains("estimates-not-finite").doesNotContain("equations-not-solved");
        OutcomeEffect effect = fit.robust(SandwichCorrection.KC)
                .effects()
                .effect(Change.values("arm", 0, 1), EffectOptions.defaults());
        double[] risks = new double[CLUSTERS / 2];
        for (int i = 0; i < none.rows(); i++) {
            if (none.numeric("arm").value(i) == 0) {
                risks[i / SIZE / 2] += none.numeric("y").value(i) / SIZE;
            }
        }
        double mean = Arrays.stream(risks).average().orElseThrow();
        double squares = Arrays.stream(risks).map(r -> (r - mean) * (r - mean)).sum();
        assertThat(effect.value()).isCloseTo(-mean, within(1e-6));
        // six clusters of one size: unbiased, Σ(r − r̄)²/(6 · 5)
        assertThat(effect.se()).isCloseTo(Math.sqrt(squares / 30), within(1e-5));
        // on the scale of the link, and as a ratio, nothing is known
        RobustFit coefficients = fit.robust(SandwichCorrection.KC).coefficients();
        assertThat(coefficients.effect("arm", 0.95).p()).isGreaterThan(0.99);
        assertThat(coefficients.effect("(Intercept)", 0.95).se()).isBetween(0.05, 2.0);
        OutcomeEffect ratio = fit.robust(SandwichCorrection.KC)
                .effects()
                .effect(Change.values("arm", 0, 1), EffectOptions.defaults().withScale(EffectScale.RATIO));
        assertThat(ratio.lower()).isZero();
        assertThat(ratio.upper()).isInfinite();
    }

    @Test
    void armWithoutEventsHasNoCorrectionByCoefficients() {
        Frame none = DATA.with(
                "y",
                NumericColumn.of(column(i -> DATA.numeric("arm").value(i) == 1
                        ? 0
                        : DATA.numeric("y").value(i))));
        PopulationAveragedFit fit = binary("y ~ arm").fit(none);
        assertRefused(() -> fit.robust(SandwichCorrection.FG), "N371", "CR2");
        assertThat(fit.robust(SandwichCorrection.CR2).method()).startsWith("CR2");
    }

    /// All outcomes alike.
    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void outcomesAllAlike(double value) {
        Frame alike = DATA.with("y", NumericColumn.of(column(_ -> value)));
        PopulationAveragedFit fit = binary("y ~ arm").fit(alike);
        assertThat(codes(fit.diagnostics())).contains("estimates-not-finite");
        OutcomeEffect effect = fit.robust(SandwichCorrection.CR2)
                .effects()
                .effect(Change.values("arm", 0, 1), EffectOptions.defaults());
        assertThat(effect.value()).isCloseTo(0, within(1e-6));
    }

    /// A coefficient of one cluster is told, and the others have their errors.
    @ParameterizedTest
    @CsvSource({"INDEPENDENCE, CR2", "INDEPENDENCE, CR3", "EXCHANGEABLE, KC"})
    void coefficientOfOneCluster(WorkingCorrelation correlation, SandwichCorrection correction) {
        Frame lone = DATA.with("first", NumericColumn.of(column(i -> i < SIZE ? 1 : 0)));
        PopulationAveragedFit fit =
                binary("y ~ arm + x + first").correlation(correlation).fit(lone);
        RobustFit coefficients = fit.robust(correction).coefficients();
        assertThat(coefficients.effect("arm", 0.95).se()).isBetween(0.05, 5.0);
        assertThat(coefficients.diagnostics())
                .filteredOn(one -> one.code().equals("lone-cluster"))
                .extracting(Diagnostic::parameter)
                .contains("first, cluster sa");
    }

    /// Clusters that are more alike than chance allows.
    @Test
    void correlationBelowItsRange() {
        Frame even = DATA.with("y", NumericColumn.of(column(i -> i % SIZE < 5 ? 1 : 0)));
        PopulationAveragedFit fit =
                binary("y ~ 1").correlation(WorkingCorrelation.EXCHANGEABLE).fit(even);
        assertThat(codes(fit.diagnostics())).contains("correlation-at-bound");
        assertThat(fit.correlation()).isBetween(-1.0 / (SIZE - 1), 0.0);
        assertThat(fit.beta()[0]).isCloseTo(Math.log(0.5), within(1e-10));
    }

    /// A link whose means leave their range at the start is started from the common mean.
    @Test
    void logLinkStartsInsideItsRange() {
        SplittableRandom random = new SplittableRandom(2);
        Frame common = DATA.with("y", NumericColumn.of(column(_ -> random.nextDouble() < 0.9 ? 1 : 0)));
        PopulationAveragedFit fit = PopulationAveraged.of("y ~ arm + z", Family.of("binomial", Link.LOG), "school")
                .fit(common);
        GlmmFit logit = Glmm.of("y ~ arm + z", Family.of("binomial", Link.LOG)).fit(common);
        assertThat(fit.beta()).containsExactly(logit.beta(), within(1e-6));
    }

    // ---- what cannot be ----

    private static void assertRefused(ThrowingCallable action, String code, String... words) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        CopseException.class,
                        error -> assertThat(error.problem().code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    @Test
    void unknownCorrection() {
        assertRefused(() -> SandwichCorrection.of("CR22"), "N361", "`CR22`", "CR2");
    }

    @Test
    void cr2OfExchangeableRows() {
        PopulationAveragedFit fit =
                binary("y ~ arm").correlation(WorkingCorrelation.EXCHANGEABLE).fit(DATA);
        assertRefused(() -> fit.robust(SandwichCorrection.CR2), "N362", "take KC");
    }

    /// What is advised instead works.
    @ParameterizedTest
    @CsvSource({"betabinomial, y, binomial", "nbinom1, count, poisson", "nbinom2, count, poisson"})
    void familiesWithoutEquations(String family, String outcome, String instead) {
        assertRefused(
                () -> PopulationAveraged.of(outcome + " ~ arm", Family.of(family), "school")
                        .fit(DATA),
                "N363",
                family,
                "take " + instead);
        assertThat(PopulationAveraged.of(outcome + " ~ arm", Family.of(instead), "school")
                        .fit(DATA)
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void inflatedZeros() {
        assertRefused(
                () -> PopulationAveraged.of("count ~ arm", Family.poisson().zeroInflated(), "school")
                        .fit(DATA),
                "N363",
                "zeros",
                "take poisson");
    }

    @Test
    void randomTerms() {
        assertRefused(() -> binary("y ~ arm + (1 | school)").fit(DATA), "N364", "random terms", "`school`");
    }

    @Test
    void oneCluster() {
        assertRefused(
                () -> PopulationAveraged.of("y ~ arm", Family.binomial(), "one").fit(DATA), "N365", "`one`");
    }

    /// Counts that come as sums hide how far single ones differ; independence needs no more than sums.
    @Test
    void correlationOfSummedCounts() {
        ModelSpec spec = ModelSpec.of(
                copse.formula.Formula.parse("count ~ arm + (1 | school)"),
                DATA,
                Roles.defaults().withOutcome(Family.poisson().outcome()));
        Cells cells = Cells.of(spec, DATA, Family.poisson());
        double[] y = cells.outcomes().y();
        double[] size = Arrays.stream(cells.outcomes().size()).map(s -> 10 * s).toArray();
        Cells summed = cells.withOutcomes(
                new copse.family.Outcomes(y, size, cells.outcomes().multiplicity()));
        assertRefused(
                () -> PopulationAveraged.fit(summed, Family.poisson(), "school", WorkingCorrelation.EXCHANGEABLE),
                "N366",
                "summed");
        assertThat(PopulationAveraged.fit(summed, Family.poisson(), "school", WorkingCorrelation.INDEPENDENCE)
                        .robust(SandwichCorrection.CR2)
                        .coefficients()
                        .effect("arm", 0.95)
                        .se())
                .isPositive();
    }

    @Test
    void clustersThatRowsWereNotReadBy() {
        ModelSpec spec = ModelSpec.of(
                copse.formula.Formula.parse("y ~ arm + (1 | school)"),
                DATA,
                Roles.defaults().withOutcome(Family.binomial().outcome()));
        Cells cells = Cells.of(spec, DATA, Family.binomial());
        assertRefused(
                () -> PopulationAveraged.fit(cells, Family.binomial(), "shool", WorkingCorrelation.INDEPENDENCE),
                "N369",
                "`shool`",
                "school");
    }

    /// No slope of a number on both sides of 0 keeps every share below 1 under the logarithm; with the logit it
    /// does.
    @Test
    void noCoefficientsToStartFrom() {
        Family log = Family.of("binomial", Link.LOG);
        assertRefused(
                () -> PopulationAveraged.of("y ~ 0 + x", log, "school").fit(DATA), "N367", "log", "leave the link out");
        assertThat(binary("y ~ 0 + x").fit(DATA).diagnostics()).isEmpty();
    }

    @Test
    void noResponse() {
        assertRefused(() -> binary("~ arm").fit(DATA), "N370", "write the outcome first");
    }

    @Test
    void moreCoefficientsThanRows() {
        Frame few = DATA.rows(new int[] {0, 1, SIZE, SIZE + 1});
        assertRefused(() -> binary("y ~ arm + x + z + I(x * z)").fit(few), "N368", "rows");
    }

    @Test
    void shapeIsThatOfAFitOnly() {
        assertThat(PopulationAveraged.of("count ~ arm", Family.negativeBinomial(), "school")
                        .shape())
                .isEqualTo(OptionalDouble.empty());
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::code).toList();
    }
}
