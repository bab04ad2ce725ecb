package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.ContrastScheme;
import copse.infer.Multiplicity;
import copse.lmm.ReferenceGrid;
import copse.model.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Effects, means and predictions against glmmTMB, emmeans, and the delta method by hand in R (script, versions
/// and values in `src/test/reference/glmm-effects`).
class GlmmEffectsReferenceTest {
    private static final Path FOLDER = Path.of("src/test/reference/glmm-effects");
    private static final JsonNode EXPECTED = read();
    private static final Frame TRIAL = trial();
    private static final Map<String, GlmmFit> FITS = fits();
    // glmmTMB's optimum is good to about 1e-7; gradients there are numerical.
    private static final double VALUE = 1e-6;
    private static final double ERROR = 2e-5;

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readString(FOLDER.resolve("effects.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Frame trial() {
        try {
            List<String[]> lines = Files.readAllLines(FOLDER.resolve("trial.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
            return Frame.of(
                    "clinic", FactorColumn.of(lines.size(), i -> lines.get(i)[0]),
                    "arm", FactorColumn.of(lines.size(), i -> lines.get(i)[1]),
                    "x", number(lines, 2),
                    "y", number(lines, 3),
                    "visits", number(lines, 4));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NumericColumn number(List<String[]> lines, int column) {
        return NumericColumn.of(lines.stream()
                .mapToDouble(line -> Double.parseDouble(line[column]))
                .toArray());
    }

    private static Map<String, GlmmFit> fits() {
        Map<String, GlmmFit> fits = new LinkedHashMap<>();
        fits.put(
                "logit",
                Glmm.of("y ~ arm + x + (1 | clinic)", Family.binomial()).fit(TRIAL));
        fits.put(
                "cloglog",
                Glmm.of("y ~ arm + x + (1 | clinic)", Family.of("binomial", Link.CLOGLOG))
                        .fit(TRIAL));
        fits.put(
                "visits",
                Glmm.of("visits ~ arm + x + (x | clinic)", Family.of("nbinom2").zeroInflated())
                        .roles(Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse("~ 1")))
                        .fit(TRIAL));
        return fits;
    }

    private static GlmmFit fit(String name) {
        GlmmFit fit = FITS.get(name);
        assertThat(fit).isNotNull();
        return fit;
    }

    private static void same(double got, JsonNode expected, double tolerance) {
        assertThat(got)
                .isCloseTo(expected.asDouble(), within(tolerance * Math.max(0.01, Math.abs(expected.asDouble()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logit", "cloglog", "visits"})
    void averageEffects(String name) {
        GlmmFit fit = fit(name);
        JsonNode expected = EXPECTED.get(name);
        assertThat(fit.logLik()).isCloseTo(expected.get("loglik").asDouble(), within(5e-6));
        for (Averaging averaging : List.of(Averaging.POPULATION, Averaging.TYPICAL)) {
            AverageEffects effects = AverageEffects.of(fit);
            JsonNode block = expected.get("effects").get(averaging.label());
            EffectOptions options = EffectOptions.defaults().withAveraging(averaging);
            List<OutcomeMean> means = effects.means("arm", options);
            same(means.get(0).value(), block.get("control").get("value"), VALUE);
            same(means.get(0).se(), block.get("control").get("se"), ERROR);
            same(means.get(1).value(), block.get("new").get("value"), VALUE);
            same(means.get(1).se(), block.get("new").get("se"), ERROR);
            OutcomeEffect difference = effects.effect("arm", options).get(0);
            same(difference.value(), block.get("difference").get("value"), VALUE);
            same(difference.se(), block.get("difference").get("se"), ERROR);
            ratio(effects, options.withScale(EffectScale.RATIO), block.get("log_ratio"));
            if (!name.equals("visits")) {
                ratio(effects, options.withScale(EffectScale.ODDS_RATIO), block.get("log_odds_ratio"));
            }
        }
    }

    private static void ratio(AverageEffects effects, EffectOptions options, JsonNode expected) {
        OutcomeEffect ratio = effects.effect("arm", options).get(0);
        same(Math.log(ratio.value()), expected.get("value"), VALUE);
        same(ratio.se() / ratio.value(), expected.get("se"), ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logit", "cloglog", "visits"})
    void predictions(String name) {
        JsonNode expected = EXPECTED.get(name).get("predictions");
        Frame rows = TRIAL.head(6);
        GlmmPredictOptions options = GlmmPredictOptions.defaults();
        compare(GlmmPredictions.of(fit(name), rows, options), expected.get("known"), expected.get("known_se"), name);
        compare(
                GlmmPredictions.of(fit(name), rows, options.withAveraging(Averaging.TYPICAL)),
                expected.get("typical"),
                expected.get("typical_se"),
                name);
    }

    /// glmmTMB's predictors are those of the count without structural zeros.
    private static void compare(GlmmPredictions got, JsonNode value, JsonNode se, String name) {
        boolean inflated = name.equals("visits");
        GlmmFit fit = fit(name);
        double share = inflated ? Link.LOGIT.complement(fit.inflation()[0]) : 1;
        for (int i = 0; i < got.count(); i++) {
            same(got.link(i) - Math.log(share), value.get(i), 1e-5);
            if (!inflated) {
                same(got.linkSe(i), se.get(i), 1e-4);
            }
            assertThat(got.value(i)).isBetween(got.lower(i), got.upper(i));
        }
    }

    @Test
    void marginalMeansAsEmmeans() {
        GlmmFit fit = fit("logit");
        JsonNode expected = EXPECTED.get("logit").get("means");
        OutcomeMeans means = OutcomeMeans.of(fit, ReferenceGrid.of(fit), "arm");
        for (int k = 0; k < 2; k++) {
            OutcomeMean mean = means.means(Averaging.NONE, 0.95).get(k).mean().orElseThrow();
            JsonNode back = expected.get("back");
            same(mean.value(), back.get("prob").get(k), VALUE);
            same(mean.se(), back.get("SE").get(k), ERROR);
        }
        EffectOptions odds = new EffectOptions(EffectScale.ODDS_RATIO, Averaging.NONE, 0.95);
        OutcomeEffect pair = means.contrasts(ContrastScheme.WITH_FIRST, Multiplicity.NONE, odds)
                .get(0);
        same(pair.value(), expected.get("pair").get("odds.ratio"), VALUE);
        same(pair.se(), expected.get("pair").get("SE"), ERROR);
        same(pair.p(), expected.get("pair").get("p.value"), 1e-3);
        OutcomeEffect difference = means.contrasts(
                        ContrastScheme.WITH_FIRST,
                        Multiplicity.NONE,
                        EffectOptions.defaults().withAveraging(Averaging.TYPICAL))
                .get(0);
        same(difference.value(), expected.get("regrid").get("estimate"), VALUE);
        same(difference.se(), expected.get("regrid").get("SE"), ERROR);
    }
}
