package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one-way cases of `src/test/reference/icc/icc.json` (base R, lme4; sources are named in each case);
/// tolerances are the case's own: the largest allowed `|got − expected| / max(1, |expected|)`.
class OneWayAnovaReferenceTest {
    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        JsonNode cases = JsonMapper.shared()
                .readTree(Path.of("src/test/reference/icc/icc.json").toFile())
                .path("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(c -> c.path("fn").asString().equals("icc.oneWay"))
                .map(c -> dynamicTest(c.path("id").asString(), () -> check(c)));
    }

    private static void check(JsonNode reference) {
        JsonNode inputs = reference.path("inputs");
        double[] y = StreamSupport.stream(inputs.path("y").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        String[] cluster = StreamSupport.stream(inputs.path("cluster").spliterator(), false)
                .map(JsonNode::asString)
                .toArray(String[]::new);
        Grouped grouped = Frame.of("y", NumericColumn.of(y), "cluster", FactorColumn.of(cluster))
                .groupBy("cluster");
        OneWayAnova anova = grouped.anova("y");
        JsonNode expected = reference.path("expected");
        double tolerance = reference.path("tol").asDouble();
        close(expected, "k", OptionalDouble.of(anova.clusters()), tolerance);
        close(expected, "N", OptionalDouble.of(anova.rows()), tolerance);
        close(expected, "n0", OptionalDouble.of(anova.n0()), tolerance);
        close(expected, "msb", anova.meanSquareBetween(), tolerance);
        close(expected, "msw", anova.meanSquareWithin(), tolerance);
        close(expected, "sigma2_between", anova.varianceBetween(), tolerance);
        close(expected, "icc", anova.icc(), tolerance);
        close(expected, "cluster_size_mean", OptionalDouble.of(grouped.sizes().mean()), tolerance);
        close(
                expected,
                "cluster_size_cv_population",
                OptionalDouble.of(grouped.sizes().cv()),
                tolerance);
    }

    private static void close(JsonNode expected, String name, OptionalDouble value, double tolerance) {
        double wanted = expected.required(name).asDouble();
        assertThat(Math.abs(value.orElseThrow() - wanted) / Math.max(1, Math.abs(wanted)))
                .as(name)
                .isLessThanOrEqualTo(tolerance);
    }
}
