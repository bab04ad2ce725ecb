package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.report.DiagnosticWords;
import copse.report.Language;
import copse.report.Part;
import org.junit.jupiter.api.Test;

/// Reports in Chinese tell every diagnostic of every catalogue.
class DiagnosticWordsTest {
    @Test
    void everyDiagnosticHasChineseWords() {
        for (Explained entry : Catalogues.all()) {
            if (Catalogues.isDiagnostic(entry)) {
                Diagnostic diagnostic =
                        new Diagnostic(entry.code(), "school", 3, 8, "English meaning.", "English advice.");

                Part.Note note = DiagnosticWords.note(diagnostic, Language.CHINESE);

                assertThat(note.label()).isEqualTo(entry.code());
                assertThat(note.text())
                        .as("%s.meaning and %s.advice in diagnostics_zh.properties", entry.code(), entry.code())
                        .doesNotContain("English")
                        .startsWith("school（值 3，参照 8）：");
            }
        }
    }
}
