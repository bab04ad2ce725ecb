package copse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FitReportTest {
    private static final double NONE = Double.NaN;

    private static String sentence(FitResult fit, String effect) {
        return ((Part.Sentence) FitDocument.of(fit, effect, false).parts().getFirst()).text();
    }

    private static FitResult.Effect effect(String term, double estimate) {
        return new FitResult.Effect(term, estimate, 0.5, estimate / 0.5, 17, 0.04, estimate - 1, estimate + 1);
    }

    @Test
    void speaksOfTheFirstSlope() {
        assertThat(sentence(FitExamples.of(FitExamples.SLOPE, Map.of()), null))
                .isEqualTo(
                        "Reaction rises by 10.5 per unit of Days (95% CI 7.2 to 13.7, Satterthwaite, df 17.0, p < 0.001).");
    }

    @Test
    void levelsAreHeldAgainstTheReference() {
        FitResult fit = FitExamples.of(
                List.of(effect("(Intercept)", 3), effect("arm[treated]", -2.25), effect("x", 0.5)),
                Map.of("arm", List.of("control", "treated")));
        assertThat(sentence(fit, null))
                .isEqualTo("Reaction is 2.25 lower with arm treated than with control"
                        + " (95% CI -3.25 to -1.25, Satterthwaite, df 17.0, p = 0.040).");
        assertThat(sentence(fit, "arm")).isEqualTo(sentence(fit, null));
        assertThat(sentence(fit, "x"))
                .startsWith("Reaction rises by 0.50 per unit of x")
                .endsWith("; the interval includes 0, so that the direction is open.");
    }

    @Test
    void levelsWithoutInterceptAreNotCompared() {
        FitResult fit = FitExamples.of(
                List.of(effect("arm[control]", 3), effect("arm[treated]", 2)),
                Map.of("arm", List.of("control", "treated")));
        assertThat(sentence(fit, null)).startsWith("The coefficient arm[control] of Reaction is 3.00 (");
    }

    @Test
    void mainEffectsBesideInteractionsSayWhere() {
        FitResult fit = FitExamples.of(
                List.of(effect("(Intercept)", 3), effect("x", 2), effect("arm[b:c]", 1), effect("x:arm[b:c]", 5)),
                Map.of("arm", List.of("a", "b:c")));
        assertThat(sentence(fit, null)).startsWith("Reaction rises by 2.00 per unit of x where arm is a (");
        assertThat(sentence(fit, "x:arm[b:c]")).startsWith("The interaction x:arm[b:c] changes Reaction by 5.00 (");
    }

    @Test
    void interceptAloneTellsMeanAndShares() {
        FitResult fit = FitExamples.of(List.of(effect("(Intercept)", 3)), Map.of());
        assertThat(sentence(fit, null))
                .isEqualTo(
                        "The mean of Reaction is 3.00 (95% CI 2.00 to 4.00). Of its variance lie 48 % between levels of Subject.");
        assertThat(sentence(FitExamples.of(List.of(), Map.of()), null)).startsWith("Reaction varies about 0");
    }

    @Test
    void normalReferenceHasNoDf() {
        FitResult.Effect z = new FitResult.Effect("x", 1, 0.1, 10, Double.POSITIVE_INFINITY, 1e-9, NONE, NONE);
        assertThat(FitDocument.of(FitExamples.of(List.of(z), Map.of()), null, false)
                        .mainTable()
                        .orElseThrow()
                        .columns())
                .extracting(TableColumn::name)
                .contains("z");
    }

    @Test
    void writtenAndReadIsTheSame() {
        JsonNode json = FitJson.of(FitExamples.of(FitExamples.SLOPE, Map.of("arm", List.of("a", "b"))));
        JsonNode parsed = JsonMapper.shared().readTree(Json.text(json));
        assertThat(Json.text(FitJson.of(FitReader.read(parsed)))).isEqualTo(Json.text(json));
    }

    @Test
    void otherSchemasAndMissingKeysAreNamed() {
        assertThatThrownBy(() -> FitReader.read(Json.object().put("schema", "copse.bayes/1")))
                .hasMessage("its schema is copse.bayes/1, not copse.fit/1");
        assertThatThrownBy(() -> FitReader.read(Json.object().put("schema", FitJson.SCHEMA)))
                .hasMessage("the key `formula` is missing");
    }

    @Test
    void documentHoldsEverythingInReadingOrder() {
        String text =
                TextRenderer.of(100).render(FitDocument.of(FitExamples.of(FitExamples.SLOPE, Map.of()), null, true));
        assertThat(text)
                .containsSubsequence(
                        "Reaction rises by",
                        "1,180 rows, 18 levels of Subject; ICC 0.48 (Subject). REML, converged.",
                        "(Intercept)",
                        "Days",
                        "Residual",
                        "Type III",
                        "308",
                        "Converged: verified optimum.",
                        "left out: 3 rows with a missing value (Days 3).",
                        "aliased:",
                        "Hours",
                        "few-levels (Subject): It has 4 levels. Read with care.");
        assertThat(text.lines()).noneMatch(line -> line.matches(".*\\dE-\\d.*"));
    }
}
