package copse.report.plot;

import static copse.report.plot.BayesianExamples.FIT;
import static copse.report.plot.BayesianExamples.POSTERIOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.bayes.Bayes;
import copse.bayes.Derived;
import copse.bayes.Priors;
import copse.family.Family;
import copse.math.Seed;
import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Pictures of posteriors and priors show what the draws and the formulas say.
class PosteriorPlotsTest {
    /// 1,000 draws, evenly over 0 to 1.
    private static final Derived UNIFORM = new Derived(
            "u",
            Chains.of(
                    IntStream.range(0, 1000).mapToDouble(i -> (i + 0.5) / 1000).toArray()));

    private static Chart drawn(Optional<PosteriorPlot.Region> region, OptionalDouble reference) {
        return Drawn.both(
                "posterior", language -> PosteriorPlot.of(List.of(UNIFORM), 0.9, region, reference, language));
    }

    @Test
    void probabilitiesOnTheSidesOfARegionAreCounted() {
        Chart chart = drawn(Optional.of(new PosteriorPlot.Region(0.1, 0.3)), OptionalDouble.empty());
        assertThat(chart.description())
                .contains("u has posterior mean 0.50")
                .contains("the probability below it is 0.100, inside 0.200, above 0.700")
                .contains("The 90 % interval overlaps its edge");
        assertThat(chart.spec().toString())
                .contains("Pr(< 0.1)\\n= 0.100", "Pr(inside)\\n= 0.200", "Pr(> 0.3)\\n= 0.700");
        assertThat(drawn(Optional.of(new PosteriorPlot.Region(-1, 2)), OptionalDouble.empty())
                        .description())
                .contains("of no practical importance");
        assertThat(drawn(Optional.of(new PosteriorPlot.Region(-2, -1)), OptionalDouble.empty())
                        .description())
                .contains("lies outside of it: of practical importance");
    }

    @Test
    void theShadedPartIsTheShortestInterval() {
        Chart chart = drawn(Optional.empty(), OptionalDouble.of(0.25));
        assertThat(chart.description()).contains("Pr(< 0.25) = 0.250, Pr(> 0.25) = 0.750");
        List<List<JsonNode>> sets = Drawn.sets(chart.spec());
        List<JsonNode> inside = sets.stream()
                .filter(set -> set.getFirst().has("density") && set.getFirst().size() == 2)
                .findFirst()
                .orElseThrow();
        double from = inside.getFirst().path("value").doubleValue();
        double to = inside.getLast().path("value").doubleValue();
        // 900 steps of a thousandth; all such intervals are as short, and the lowest is taken
        assertThat(to - from).isCloseTo(0.9, within(1e-6));
        assertThat(from).isCloseTo(0.0005, within(1e-6));
    }

    @Test
    void rowsOfAForestAreNamedByTheirLevels() {
        List<Derived> own = ParameterChoice.matching(Derived.names(FIT), "coef(school)[*,pre]").stream()
                .map(name -> Derived.of(FIT, name))
                .toList();
        Chart chart = Drawn.both(
                "posterior-forest",
                language ->
                        PosteriorForest.of(own, 0.94, OptionalDouble.of(0), PosteriorForest.Order.MEDIAN, language));
        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(rows).hasSize(12);
        assertThat(Drawn.texts(rows, "label")).contains("s1", "s12");
        double[] medians = Drawn.numbers(rows, "median");
        for (int i = 1; i < medians.length; i++) {
            assertThat(medians[i]).isLessThanOrEqualTo(medians[i - 1]);
        }
        // the group's coefficient is the common one plus its own deviation
        Draws draws = FIT.draws();
        double[] sum = draws.column("pre");
        double[] deviation = draws.column("r(school)[s3,pre]");
        Arrays.setAll(sum, i -> sum[i] + deviation[i]);
        Arrays.sort(sum);
        JsonNode third = rows.get(Drawn.texts(rows, "label").indexOf("s3"));
        assertThat(third.path("median").doubleValue()).isCloseTo(0.5 * (sum[249] + sum[250]), within(1e-6));
        long apart = own.stream()
                .filter(value -> value.draws().highestDensity(0.94).lower() > 0
                        || value.draws().highestDensity(0.94).upper() < 0)
                .count();
        assertThat(chart.description()).contains("Intervals that do not hold 0: " + apart + ".");
    }

    @Test
    void aForestOfManyIsThinnedAndSaysSo() {
        List<Derived> many = IntStream.range(0, 300)
                .mapToObj(i -> new Derived("b" + i, Chains.of(new double[] {i, i + 1.0, i + 2.0})))
                .toList();
        Chart chart =
                PosteriorForest.of(many, 0.5, OptionalDouble.empty(), PosteriorForest.Order.GIVEN, Language.ENGLISH);
        assertThat(Drawn.rows(chart)).hasSize(80);
        assertThat(chart.description()).startsWith("300 posteriors").endsWith("80 of them are drawn, evenly chosen.");
    }

    @Test
    void priorDensitiesAreThoseOfTheFormulas() {
        Bayes bayes = Bayes.of("score ~ pre + (1 + pre | school)", Family.gaussian())
                .priors(Priors.defaults()
                        .with("coef=normal(1, 2)")
                        .with("sd=half_normal(3)")
                        .with("cor=lkj(1)")
                        .with("sigma=exponential(0.5)"));
        Chart chart = Drawn.both(
                "prior",
                language -> PriorPlot.of(bayes.posterior(BayesianExamples.DATA).model(), language));
        assertThat(chart.description()).contains("pre ~ normal(1, 2)").contains("cor(school) ~ lkj(1)");
        JsonNode panels = chart.spec().path("concat");
        check(panels, "pre", x -> Math.exp(-(x - 1) * (x - 1) / 8) / Math.sqrt(8 * Math.PI));
        check(panels, "sd(school,pre)", x -> 2 * Math.exp(-x * x / 18) / Math.sqrt(18 * Math.PI));
        check(panels, "sigma", x -> 0.5 * Math.exp(-0.5 * x));
        // LKJ(1) of a matrix of two: uniform
        check(panels, "cor(school)", x -> 0.5);
    }

    private static void check(JsonNode panels, String parameter, java.util.function.DoubleUnaryOperator density) {
        for (JsonNode panel : panels) {
            if (panel.at("/title/text/0").asString().equals(parameter)) {
                JsonNode rows = panel.at("/data/values");
                assertThat(rows.size()).isGreaterThan(100);
                for (JsonNode row : rows) {
                    assertThat(row.path("density").doubleValue())
                            .isCloseTo(density.applyAsDouble(row.path("value").doubleValue()), within(1e-6));
                }
                return;
            }
        }
        throw new AssertionError("no panel of " + parameter);
    }

    @Test
    void priorAndPosteriorStandInOnePanel() {
        Draws prior = POSTERIOR.prior(2000, Seed.of(2)).draws();
        List<String> parameters = ParameterChoice.usual(FIT.draws());
        Chart chart = Drawn.both(
                "prior-posterior", language -> PriorPosteriorPlot.of(prior, FIT.draws(), parameters, language));
        assertThat(chart.spec().path("concat")).hasSize(parameters.size());
        Chains pre = FIT.draws().of("pre");
        assertThat(chart.description())
                .contains("pre: "
                        + Numbers.byError(
                                prior.of("pre").median(), prior.of("pre").mad()))
                .contains(Numbers.byError(pre.median(), pre.mad()) + " (" + Numbers.significant(pre.mad(), 2)
                        + ") after");
        JsonNode panel = chart.spec().at("/concat/1");
        assertThat(panel.at("/title/text/0").asString()).isEqualTo("pre");
        double from = panel.at("/layer/1/encoding/x/scale/domain/0").doubleValue();
        double to = panel.at("/layer/1/encoding/x/scale/domain/1").doubleValue();
        assertThat(pre.quantile(0.01)).isGreaterThan(from);
        assertThat(pre.quantile(0.99)).isLessThan(to);
    }
}
