package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Estimate;
import copse.lm.Robust;
import copse.lm.WaldTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Errors by clusters of generalised linear models against clubSandwich, and estimating equations against
/// geepack (script, versions and values in `src/test/reference/cluster-glm`).
class ClusterGlmReferenceTest {
    private static final Path FOLDER = Path.of("src/test/reference/cluster-glm");
    // R's glm stops by a change of the deviance; its coefficients are good to about 1e-8.
    private static final Percentage SAME = Percentage.withPercentage(1e-5);
    // Derivatives of effects are by differences there, and degrees of freedom hang on the variances' fourth power.
    private static final Percentage CLOSE = Percentage.withPercentage(1e-5);

    /// What R calls a model, and how it is written here.
    private record Model(String formula, Family family, Frame data) {}

    private static final Map<String, Model> MODELS = models();
    private static final Map<String, Map<String, Double>> VALUES = values();

    private static Map<String, Model> models() {
        Frame binary = frame("binary.csv");
        Frame counts = frame("counts.csv");
        Map<String, Model> models = new LinkedHashMap<>();
        models.put("logit", new Model("y ~ arm + sex + x", Family.binomial(), binary));
        models.put("discrete", new Model("y ~ arm * sex", Family.binomial(), binary));
        models.put("probit", new Model("y ~ arm + sex + x", Family.of("binomial", Link.PROBIT), binary));
        models.put("log", new Model("y ~ arm + sex", Family.of("binomial", Link.LOG), binary));
        models.put("poisson", new Model("y ~ arm + sex + x + offset(log(hours))", Family.poisson(), counts));
        models.put("trials", new Model("successes | trials(trials) ~ arm + sex + x", Family.binomial(), binary));
        models.put("gee.independence", models.get("logit"));
        models.put("gee.logit", models.get("logit"));
        models.put("gee.discrete", models.get("discrete"));
        models.put("gee.cloglog", new Model("y ~ arm + sex + x", Family.of("binomial", Link.CLOGLOG), binary));
        models.put("gee.identity", new Model("y ~ arm + sex", Family.of("binomial", Link.IDENTITY), binary));
        models.put("gee.poisson", models.get("poisson"));
        return models;
    }

    private static List<String[]> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file)).stream()
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Frame frame(String file) {
        List<String[]> lines = lines(file);
        List<String> header = Arrays.asList(lines.getFirst());
        List<Object> columns = new ArrayList<>();
        for (int j = 0; j < header.size(); j++) {
            int column = j;
            Stream<String> cells = lines.stream().skip(1).map(line -> line[column]);
            columns.add(header.get(j));
            columns.add(
                    List.of("arm", "sex", "cluster").contains(header.get(j))
                            ? FactorColumn.of(cells.toArray(String[]::new))
                            : NumericColumn.of(
                                    cells.mapToDouble(Double::parseDouble).toArray()));
        }
        return frame(columns);
    }

    private static Frame frame(List<Object> pairs) {
        Frame frame = Frame.of((String) pairs.get(0), (copse.frame.Column) pairs.get(1));
        for (int k = 2; k < pairs.size(); k += 2) {
            frame = frame.with((String) pairs.get(k), (copse.frame.Column) pairs.get(k + 1));
        }
        return frame;
    }

    /// By model, then by `key name`.
    private static Map<String, Map<String, Double>> values() {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        lines("values-r.csv").stream()
                .skip(1)
                .forEach(line -> values.computeIfAbsent(line[0], _ -> new LinkedHashMap<>())
                        .put(line[1] + " " + name(line[2]), Double.parseDouble(line[3])));
        return values;
    }

    private static String name(String inR) {
        return inR.replace("armb", "arm[b]").replace("sexm", "sex[m]");
    }

    private static PopulationAveragedFit fit(String name) {
        Model model = MODELS.get(name);
        boolean exchangeable = name.startsWith("gee.") && !name.equals("gee.independence");
        return PopulationAveraged.of(model.formula, model.family, "cluster")
                .correlation(exchangeable ? WorkingCorrelation.EXCHANGEABLE : WorkingCorrelation.INDEPENDENCE)
                .fit(model.data);
    }

    @TestFactory
    Stream<DynamicTest> everyModel() {
        return MODELS.keySet().stream().map(name -> dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) {
        PopulationAveragedFit fit = fit(name);
        Map<String, Double> expected = VALUES.get(name);
        assertThat(expected).hasSizeGreaterThan(15);
        expected.forEach((key, value) -> {
            String[] parts = key.split(" ");
            String kind = parts[0].replaceFirst("\\..*", "");
            switch (kind) {
                case "beta" ->
                    assertThat(fit.beta()[fit.names().indexOf(parts[1])])
                            .as(key)
                            .isCloseTo(value, within(1e-7 * (1 + Math.abs(value))));
                case "se", "own" ->
                    assertThat(estimate(fit, parts).se()).as(key).isCloseTo(value, SAME);
                case "df" -> assertThat(estimate(fit, parts).df()).as(key).isCloseTo(value, CLOSE);
                case "htz" -> wald(fit, parts[1], value);
                case "scale" -> assertThat(fit.dispersion()).isCloseTo(value, SAME);
                case "correlation" -> assertThat(fit.correlation()).isCloseTo(value, within(1e-7));
                case "difference", "ratio" -> effect(fit, kind, parts[1], value);
                default -> throw new IllegalArgumentException(key);
            }
        });
    }

    private static Estimate estimate(PopulationAveragedFit fit, String[] key) {
        SandwichCorrection correction = SandwichCorrection.of(key[0].replaceFirst(".*\\.", ""));
        return fit.robust(correction, Robust.Degrees.SATTERTHWAITE)
                .coefficients()
                .effect(key[1], 0.95);
    }

    private static void wald(PopulationAveragedFit fit, String what, double value) {
        List<String> names = fit.names();
        WaldTest test = fit.robust(SandwichCorrection.CR2).coefficients().wald(names.get(1), names.get(2));
        assertThat(what.equals("F") ? test.f() : test.denominatorDf())
                .as("HTZ " + what)
                .isCloseTo(value, CLOSE);
    }

    private static void effect(PopulationAveragedFit fit, String scale, String what, double value) {
        boolean ratio = scale.equals("ratio");
        OutcomeEffect effect = fit.robust(SandwichCorrection.CR2)
                .effects()
                .effect(
                        Change.levels("arm", "a", "b"),
                        EffectOptions.defaults().withScale(ratio ? EffectScale.RATIO : EffectScale.DIFFERENCE));
        double got = switch (what) {
            case "value" -> ratio ? Math.log(effect.value()) : effect.value();
            case "se" -> ratio ? effect.se() / effect.value() : effect.se();
            case "df" -> effect.df();
            default -> throw new IllegalArgumentException(what);
        };
        assertThat(got).as(scale + " " + what).isCloseTo(value, CLOSE);
    }
}
