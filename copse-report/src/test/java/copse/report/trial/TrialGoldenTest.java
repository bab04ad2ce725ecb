package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;

import copse.report.Golden;
import copse.report.Json;
import copse.report.Language;
import copse.report.MarkdownRenderer;
import copse.report.TextRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The report of a whole experiment, as kept under src/test/golden.
class TrialGoldenTest {
    private static final TrialReport REPORT = Experiments.whole();

    @ParameterizedTest
    @EnumSource(Language.class)
    void text(Language language) {
        Golden.check(
                "trial-" + language.code() + ".txt", TextRenderer.of(100).render(TrialDocument.of(REPORT, language)));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void markdown(Language language) {
        Golden.check("trial-" + language.code() + ".md", MarkdownRenderer.render(TrialDocument.of(REPORT, language)));
    }

    @Test
    void json() {
        Golden.checkRounded("trial.json", Json.text(TrialJson.of(REPORT)));
        assertThat(TrialJson.of(REPORT).path("schema").stringValue()).isEqualTo("copse.report/1");
    }
}
