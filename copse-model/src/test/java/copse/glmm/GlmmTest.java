package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.family.Family;
import copse.family.Outcomes;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import copse.lmm.Convergence;
import copse.lmm.ParameterInterval;
import copse.lmm.VarianceIntervals;
import copse.model.Roles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlmmTest {
    private static final Frame DATA = GlmmData.frame(400, 11);

    /// A model with an intercept alone has the share of all successes as its mean.
    @Test
    void interceptOfAGlmHasAClosedForm() {
        GlmmFit fit =
                Glmm.of("cbind(successes, failures) ~ 1", Family.binomial()).fit(DATA);
        double successes = sum("successes");
        double failures = sum("failures");
        assertThat(fit.beta()[0]).isCloseTo(Math.log(successes / failures), within(1e-9));
        assertThat(fit.standardErrors()[0]).isCloseTo(Math.sqrt(1 / successes + 1 / failures), within(1e-8));
        assertThat(fit.vcovFixedTheta().at(0, 0)).isCloseTo(1 / successes + 1 / failures, within(1e-9));
    }

    private static double sum(String column) {
        NumericColumn values = DATA.numeric(column);
        return IntStream.range(0, DATA.rows()).mapToDouble(values::value).sum();
    }

    /// Counts with whole weights are rows that often.
    @ParameterizedTest
    @ValueSource(strings = {"poisson", "nbinom2", "nbinom1"})
    void duplicatedRowsEqualWeights(String label) {
        Family family = Family.of(label);
        String formula = "count ~ x + (1 | a)";
        GlmmFit weighted = Glmm.of(formula, family)
                .roles(Roles.defaults().withWeights("n"))
                .fit(DATA);
        GlmmFit repeated = Glmm.of(formula, family).fit(repeated());
        assertThat(weighted.psi()).containsExactly(repeated.psi(), within(1e-6));
        assertThat(weighted.criterion()).isCloseTo(repeated.criterion(), within(1e-7));
        assertThat(weighted.vcov().toArray()).containsExactly(repeated.vcov().toArray(), within(1e-6));
    }

    private static Frame repeated() {
        NumericColumn times = DATA.numeric("n");
        int[] rows = IntStream.range(0, DATA.rows())
                .flatMap(i -> IntStream.generate(() -> i).limit((long) times.value(i)))
                .toArray();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String name : List.of("count", "x")) {
            NumericColumn values = DATA.numeric(name);
            columns.put(
                    name,
                    NumericColumn.of(
                            Arrays.stream(rows).mapToDouble(values::value).toArray()));
        }
        FactorColumn a = DATA.factor("a");
        columns.put("a", FactorColumn.wrap(Arrays.stream(rows).map(a::code).toArray(), a.levels()));
        return Frame.of(columns);
    }

    /// Rows of one trial each say the same as their sums.
    @Test
    void cellsEqualRows() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 600;
        int[] g = IntStream.range(0, n).map(i -> random.nextInt(20)).toArray();
        double[] x = IntStream.range(0, n).mapToDouble(i -> random.nextInt(2)).toArray();
        double[] y = IntStream.range(0, n)
                .mapToDouble(i -> random.nextDouble() < 1 / (1 + Math.exp(1 - x[i] - 0.2 * (g[i] % 5))) ? 1 : 0)
                .toArray();
        double[] unique = IntStream.range(0, n).mapToDouble(i -> i).toArray();
        Frame frame = Frame.of(
                "y",
                NumericColumn.of(y),
                "x",
                NumericColumn.of(x),
                "o",
                NumericColumn.of(new double[n]),
                "g",
                factor(g, 20),
                "u",
                NumericColumn.of(unique));
        GlmmFit cells = Glmm.of("y ~ x + (1 | g)", Family.binomial()).fit(frame);
        // a column of its own value in every row, times 0, keeps rows apart
        GlmmFit rows =
                Glmm.of("y ~ x + (1 | g) + offset(u * 0)", Family.binomial()).fit(frame);
        assertThat(cells.cells().count()).isLessThan(50);
        assertThat(rows.psi()).containsExactly(cells.psi(), within(1e-7));
        assertThat(rows.criterion()).isCloseTo(cells.criterion(), within(1e-8));
    }

    private static FactorColumn factor(int[] codes, int levels) {
        return FactorColumn.wrap(
                codes,
                Levels.of(IntStream.range(0, levels).mapToObj(Integer::toString).toList()));
    }

    /// A random slope of a column of zeros says nothing, and changes nothing.
    @Test
    void emptyRandomSlopeDoesNotStopTheFit() {
        double[] y = IntStream.range(0, 60)
                .mapToDouble(i -> (i * 7 % 5) + 3 * (i % 6 / 2))
                .toArray();
        Frame frame = Frame.of(
                "y",
                NumericColumn.of(y),
                "z",
                NumericColumn.of(new double[60]),
                "g",
                factor(IntStream.range(0, 60).map(i -> i % 6).toArray(), 6));
        GlmmFit without = Glmm.of("y ~ 1 + (1 | g)", Family.poisson()).fit(frame);
        GlmmFit with = Glmm.of("y ~ 1 + (1 + z || g)", Family.poisson()).fit(frame);
        assertThat(with.convergence()).isNotInstanceOf(Convergence.Failed.class);
        assertThat(with.criterion()).isCloseTo(without.criterion(), within(1e-8));
        assertThat(with.theta()[0]).isCloseTo(without.theta()[0], within(1e-6));
    }

    /// The likelihood of small data by brute force: a fine grid over the effect of each group.
    @Test
    void manyNodesAreTheIntegral() {
        int[] g = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
        double[] y = {1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1};
        Frame frame = Frame.of("y", NumericColumn.of(y), "g", factor(g, 4));
        GlmmFit fit = Glmm.of("y ~ 1 + (1 | g)", Family.binomial()).fit(frame);
        MarginalLikelihood criterion = new MarginalLikelihood(
                new CellSystem(fit.cells()),
                new CellSystem(fit.cells()).outcomes,
                fit.cells().constant(),
                Family.binomial(),
                Integration.laplace().withPoints(60));
        double sd = 1.3;
        double beta = -0.4;
        double expected = 0;
        for (int group = 0; group < 4; group++) {
            double sum = 0;
            double step = 1e-3;
            for (double u = -12; u <= 12; u += step) {
                double density = Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI);
                for (int i = 0; i < y.length; i++) {
                    if (g[i] == group) {
                        double p = 1 / (1 + Math.exp(-beta - sd * u));
                        density *= y[i] == 1 ? p : 1 - p;
                    }
                }
                sum += density * step;
            }
            expected -= 2 * Math.log(sum);
        }
        assertThat(criterion.evaluate(new double[] {sd, beta}, false).value()).isCloseTo(expected, within(1e-9));
    }

    /// The profile of a mean is close to its Wald interval in large samples, and encloses the estimate.
    @Test
    void profileLimitsEncloseTheEstimate() {
        GlmmFit fit = Glmm.of("cbind(successes, failures) ~ x + (x | a)", Family.binomial())
                .fit(DATA);
        List<ParameterInterval> profile = GlmmProfile.of(fit, 0.95);
        List<VarianceIntervals.Entry> wald = GlmmIntervals.of(fit, 0.95);
        for (int k = 0; k < profile.size(); k++) {
            ParameterInterval one = profile.get(k);
            assertThat(one.parameter()).isEqualTo(wald.get(k).parameter());
            assertThat(one.interval().contains(one.estimate()))
                    .as(one.parameter().label())
                    .isTrue();
        }
        int last = profile.size() - 1;
        double width = wald.get(last).interval().width();
        assertThat(profile.get(last).interval().lower().value())
                .isCloseTo(wald.get(last).interval().lower().value(), within(0.2 * width));
    }

    /// Values on a profile limit lose exactly what the test allows.
    @Test
    void likelihoodAtAProfileLimitIsThatOfTheTest() {
        GlmmFit fit = Glmm.of("count ~ x + (1 | a)", Family.of("nbinom2")).fit(DATA);
        ParameterInterval slope = GlmmProfile.of(fit, 0.95).get(3);
        assertThat(slope.parameter().label()).isEqualTo("x");
        double upper = slope.interval().upper().value();
        Frame held = with(DATA, "held", upper);
        GlmmFit there = Glmm.of("count ~ 1 + (1 | a)", Family.of("nbinom2"))
                .roles(Roles.defaults().withOffset("held"))
                .fit(held);
        assertThat(there.criterion() - fit.criterion()).isCloseTo(3.841458820694124, within(1e-4));
    }

    private static Frame with(Frame frame, String name, double slope) {
        NumericColumn x = frame.numeric("x");
        Map<String, Column> columns = new LinkedHashMap<>();
        frame.names().forEach(column -> columns.put(column, frame.column(column)));
        columns.put(
                name,
                NumericColumn.of(IntStream.range(0, frame.rows())
                        .mapToDouble(i -> slope * x.value(i))
                        .toArray()));
        return Frame.of(columns);
    }

    @Test
    void groupsThatDoNotVaryAreAVarianceOfZero() {
        int[] g = IntStream.range(0, 200).map(i -> i / 10).toArray();
        double[] y = IntStream.range(0, 200).mapToDouble(i -> i % 2).toArray();
        Frame frame = Frame.of("y", NumericColumn.of(y), "g", factor(g, 20));
        GlmmFit fit = Glmm.of("y ~ 1 + (1 | g)", Family.binomial()).fit(frame);
        assertThat(fit.theta()).containsExactly(0);
        assertThat(fit.convergence()).isInstanceOf(Convergence.Boundary.class);
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).contains("singular");
        ParameterInterval sd = GlmmProfile.of(fit, 0.95).getFirst();
        assertThat(sd.interval().lower()).isEqualTo(new Limit.Boundary(0));
        assertThat(sd.interval().upper().value()).isBetween(0.05, 2.0);
    }

    @Test
    void countsWithoutOverdispersionEndAtTheLimitOfTheShape() {
        SplittableRandom random = new SplittableRandom(3);
        // counts that vary less than Poisson counts do
        double[] y =
                IntStream.range(0, 200).mapToDouble(i -> 4 + random.nextInt(3)).toArray();
        GlmmFit fit = Glmm.of("y ~ 1", Family.of("nbinom2")).fit(Frame.of("y", NumericColumn.of(y)));
        GlmmFit poisson = Glmm.of("y ~ 1", Family.poisson()).fit(Frame.of("y", NumericColumn.of(y)));
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).contains("shape-limit");
        assertThat(fit.criterion()).isCloseTo(poisson.criterion(), within(1e-3));
        assertThat(fit.standardErrors()[0]).isCloseTo(poisson.standardErrors()[0], within(1e-3));
    }

    @Test
    void hugeCountsAndFarPredictorsFit() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 300;
        int[] g = IntStream.range(0, n).map(i -> i % 15).toArray();
        double[] x = IntStream.range(0, n)
                .mapToDouble(i -> 1e9 + 1000 * random.nextDouble())
                .toArray();
        double[] y = IntStream.range(0, n)
                .mapToDouble(i -> Math.rint(1e7 * Math.exp(1e-3 * (x[i] - 1e9) + 0.1 * (g[i] % 4))))
                .toArray();
        Frame frame = Frame.of("y", NumericColumn.of(y), "x", NumericColumn.of(x), "g", factor(g, 15));
        GlmmFit fit = Glmm.of("y ~ x + (1 | g)", Family.poisson()).fit(frame);
        assertThat(fit.convergence()).isInstanceOf(Convergence.Interior.class);
        assertThat(fit.beta()[1]).isCloseTo(1e-3, within(1e-8));
    }

    @Test
    void refitToTheSameOutcomesIsTheFit() {
        GlmmFit fit = Glmm.of("cbind(successes, failures) ~ x + (1 | a)", Family.binomial())
                .fit(DATA);
        Outcomes same = fit.cells().outcomes();
        GlmmFit again = fit.refit(same);
        assertThat(again.psi()).containsExactly(fit.psi(), within(1e-7));
        // differences of the gradient over other steps
        assertThat(again.vcov().toArray()).containsExactly(fit.vcov().toArray(), within(1e-6));
    }

    @Test
    void linearPredictorsOfCellsAndRowsAgree() {
        GlmmFit fit = Glmm.of("count ~ x + offset(o) + (x | a) + (1 | c)", Family.poisson())
                .fit(DATA);
        double[] cells = fit.linearPredictor();
        double[] rows = fit.results(DATA).link();
        Arrays.sort(cells);
        Arrays.sort(rows);
        assertThat(cells).containsExactly(rows, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"count ~ x + (1 | a) + (1 | c)", "count ~ (x | a)"})
    void quadratureIsForOneScalarEffect(String formula) {
        assertThatThrownBy(
                        () -> Glmm.of(formula, Family.poisson()).quadrature(5).fit(DATA))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N304");
    }

    @Test
    void factorsThatAreOneAreRefused() {
        Frame twice = Frame.of("y", DATA.column("count"), "a", DATA.column("a"), "again", DATA.column("a"));
        assertThatThrownBy(() -> Glmm.of("y ~ 1 + (1 | a) + (1 | again)", Family.poisson())
                        .fit(twice))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N307");
    }

    @Test
    void aliasedColumnsAreLeftOutByName() {
        GlmmFit fit =
                Glmm.of("count ~ x + I(2 * x) + (1 | a)", Family.poisson()).fit(DATA);
        assertThat(fit.aliased()).containsExactly("I(2 * x)");
        assertThat(fit.diagnostics()).extracting(Diagnostic::code).contains("aliased");
        assertThat(fit.fixedNames()).containsExactly("(Intercept)", "x");
    }
}
