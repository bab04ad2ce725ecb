package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every case of rerandomisation in the reference folder that `COPSE_REFERENCE` names, but those on inference.
class RerandomisationReferenceTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        Path file = Path.of(String.valueOf(System.getenv("COPSE_REFERENCE")), "design", "rerandomisation.json");
        assumeTrue(Files.exists(file), "COPSE_REFERENCE names a folder with design/rerandomisation.json");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : JsonMapper.builder().build().readTree(file).get("cases")) {
            if (!one.get("fn").asString().startsWith("ri.")) {
                tests.add(DynamicTest.dynamicTest(one.get("id").asString(), () -> check(one)));
            }
        }
        return tests.stream();
    }

    private static void check(JsonNode one) {
        JsonNode in = one.get("inputs");
        JsonNode expected = one.get("expected");
        double tol = one.get("tol").asDouble();
        switch (one.get("fn").asString()) {
            case "balance.mahalanobis" -> mahalanobis(in, expected, tol);
            case "rerandomise.threshold" -> threshold(in, expected, tol);
            case "rerandomise.unscaledDistance" -> unscaled(in, expected, tol);
            case "rerandomise.exact" -> exact(in, expected, tol);
            case "rerandomise.meanDifference" -> meanDifference(in, expected, tol);
            case "rerandomise.meanDifference.simple" -> coins(in, expected);
            default -> throw new AssertionError("no check for " + one.get("fn"));
        }
    }

    private static void mahalanobis(JsonNode in, JsonNode expected, double tol) {
        double[][] x = rows(in.get("X"));
        byte[] z = new byte[x.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (byte) in.get("z").get(i).asInt();
        }
        MahalanobisDistance distance = MahalanobisDistance.of(Screened.units(x), Screened.columns(x));
        MahalanobisDistance.Imbalance between = distance.between(z, 1, 0);

        assertThat(distance.rank()).isEqualTo(expected.get("rank").asInt());
        for (int j = 0; j < x[0].length; j++) {
            near(between.differences().get(j), expected.get("difference").get(j), tol);
        }
        near(between.distanceSquared(), expected.get("distance_squared"), tol);
        near(between.distance(), expected.get("distance"), tol);
        near(between.m(), expected.get("M"), tol);
        near(distance.of(z), expected.get("M"), tol);
        near(between.p(), expected.get("chi2_p_value"), tol);
    }

    private static void threshold(JsonNode in, JsonNode expected, double tol) {
        ChiSquareThreshold threshold = ChiSquareThreshold.accepting(
                in.get("covariates").asInt(), in.get("acceptance_probability").asDouble());

        near(threshold.value(), expected.get("threshold"), tol);
        near(threshold.varianceRatio(), expected.get("v_a"), tol);
        near(threshold.percentReduction(), expected.get("covariate_variance_reduction_percent"), tol);
        near(
                threshold.effectPercentReduction(in.get("R2").asDouble()),
                expected.get("effect_variance_reduction_percent"),
                tol);
        near(threshold.expectedDraws(), expected.get("expected_draws"), tol);
    }

    private static void unscaled(JsonNode in, JsonNode expected, double tol) {
        ChiSquareThreshold threshold = ChiSquareThreshold.ofDistance(
                in.get("covariates").asInt(),
                in.get("n").asInt(),
                in.get("treated").asInt(),
                in.get("distance_threshold").asDouble());

        near(threshold.value(), expected.get("M_threshold"), tol);
        near(threshold.acceptance(), expected.get("asymptotic_acceptance"), tol);
    }

    private static void exact(JsonNode in, JsonNode expected, double tol) {
        double[][] x = rows(in.get("X"));
        int treated = in.get("treated").asInt();
        Mechanism mechanism = Screened.mechanism(
                Screened.below(in.get("M_threshold").asDouble(), x), Screened.units(x), x.length - treated, treated);
        Screening screening = mechanism.screening().orElseThrow();
        Screening.Rule rule = screening.rules().getFirst();

        assertThat(screening.basis()).isEqualTo(Basis.exact());
        assertThat(screening.examined()).isEqualTo(expected.get("assignments").asLong());
        assertThat(screening.accepted()).isEqualTo(expected.get("accepted").asLong());
        assertThat(mechanism.count().value().longValueExact())
                .isEqualTo(expected.get("accepted").asLong());
        near(screening.acceptance(), expected.get("acceptance"), tol);
        near(screening.approximateAcceptance().orElseThrow(), expected.get("chi2_approximation"), tol);
        near(rule.least(), expected.get("min_M"), tol);
        near(rule.median(), expected.get("median_M"), tol);
        near(rule.greatest(), expected.get("max_M"), tol);
        for (int j = 0; j < x[0].length; j++) {
            JsonNode ratio = expected.get("variance_ratio_accepted_over_all").get(j);
            assertThat(screening.covariates().get(j).observed().isEmpty()).isEqualTo(ratio.isNull());
            if (!ratio.isNull()) {
                near(screening.covariates().get(j).observed().getAsDouble(), ratio, tol);
            }
        }
        for (int unit = 0; unit < x.length && screening.accepted() > 0; unit++) {
            near(
                    mechanism.probabilities().of(unit, 1),
                    expected.get("treatment_probability_among_accepted").get(unit),
                    tol);
        }
    }

    private static void meanDifference(JsonNode in, JsonNode expected, double tol) {
        double[] x = numbers(in.get("x"));
        int treated = in.get("treated").asInt();
        Criterion criterion = new Criterion.MeanDifference(
                "x0", new Criterion.Threshold.Value(in.get("threshold").asDouble()));
        Units units = Screened.units(Screened.column(x));
        Mechanism mechanism = Screened.mechanism(criterion, units, x.length - treated, treated);
        Screen screen = Screen.of(criterion, units, x.length - treated, treated);
        long strict = ListedMechanism.complete(x.length - treated, treated).assignments().stream()
                .filter(arms -> screen.verdict(arms).standing() == Standing.BELOW)
                .count();
        Screening screening = mechanism.screening().orElseThrow();

        assertThat(screening.examined()).isEqualTo(expected.get("assignments").asLong());
        assertThat(strict).isEqualTo(expected.get("accepted_strict").asLong());
        assertThat(screening.accepted())
                .isEqualTo(expected.get("accepted_inclusive").asLong());
        near(screening.rules().getFirst().least(), expected.get("min_abs_difference"), tol);
    }

    private static void coins(JsonNode in, JsonNode expected) {
        double[] x = numbers(in.get("x"));
        Screen screen = Screen.of(
                new Criterion.MeanDifference(
                        "x0", new Criterion.Threshold.Value(in.get("threshold").asDouble())),
                Screened.units(Screened.column(x)),
                x.length / 2.0,
                x.length / 2.0);
        long[] bySize = new long[x.length + 1];
        long undefined = 0;
        List<byte[]> all = ListedMechanism.coins(x.length).assignments();
        for (byte[] arms : all) {
            Standing standing = screen.verdict(arms).standing();
            undefined += standing == Standing.UNDEFINED ? 1 : 0;
            int treated = 0;
            for (byte arm : arms) {
                treated += arm;
            }
            bySize[treated] += standing == Standing.BELOW ? 1 : 0;
        }

        assertThat(all).hasSize(expected.get("assignments").asInt());
        assertThat(undefined).isEqualTo(expected.get("undefined").asLong());
        assertThat(java.util.Arrays.stream(bySize).sum())
                .isEqualTo(expected.get("accepted_strict").asLong());
        for (int treated = 1; treated < x.length; treated++) {
            assertThat(bySize[treated])
                    .isEqualTo(expected.get("treated_count_distribution_among_accepted")
                            .get(treated - 1)
                            .asLong());
        }
    }

    private static void near(double got, JsonNode expected, double tol) {
        assertThat(got).isCloseTo(expected.asDouble(), within(tol * Math.max(1, Math.abs(expected.asDouble()))));
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }

    private static double[][] rows(JsonNode array) {
        double[][] rows = new double[array.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = numbers(array.get(i));
        }
        return rows;
    }
}
