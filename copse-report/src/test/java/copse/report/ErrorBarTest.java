package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorBarTest {
    @Test
    void theLargestErrorFillsTheBar() {
        assertThat(ErrorBar.line(0.6, 0.8, 1)).hasSize(12).startsWith("████░");
    }

    @Test
    void lengthsAreThoseOfSquares() {
        assertThat(ErrorBar.line(0, 0.5, 1)).isEqualTo("░░░");
        assertThat(ErrorBar.line(-0.5, 0, 1)).isEqualTo("███");
    }

    @Test
    void aSmallErrorIsSeenAndNoErrorIsNot() {
        assertThat(ErrorBar.line(0, 0.01, 1)).isEqualTo("░");
        assertThat(ErrorBar.line(0, 0, 1)).isEmpty();
    }
}
