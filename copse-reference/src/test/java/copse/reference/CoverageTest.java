package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    @Test
    void linesAreUnderstood() {
        Coverage coverage = Coverage.of(Stream.of(
                "# a comment",
                "",
                "kind lmm",
                "fn power_t",
                "own stress",
                "without lmm/a: its data is lost",
                "without lmm/b r2: the peer has a bug"));
        assertThat(coverage.covers("lmm", "")).isTrue();
        assertThat(coverage.covers("glmm", "")).isFalse();
        assertThat(coverage.covers("design", "power_t")).isTrue();
        assertThat(coverage.covers("design", "icc")).isFalse();
        assertThat(coverage.reasonToSkip("lmm/a")).contains("its data is lost");
        assertThat(coverage.reasonToSkip("lmm/b")).isEmpty();
        assertThat(coverage.quantitiesLeftOut("lmm/b")).containsExactly("r2");
    }

    @Test
    void leavingOutTakesReason() {
        assertThatThrownBy(() -> Coverage.of(Stream.of("without lmm/a"))).hasMessageContaining("lacks `: REASON`");
        assertThatThrownBy(() -> Coverage.of(Stream.of("without lmm/a: "))).hasMessageContaining("lacks `: REASON`");
        assertThatThrownBy(() -> Coverage.of(Stream.of("kinds lmm"))).hasMessageContaining("what is `kinds lmm`?");
    }

    @Test
    void checkedInListCoversLinearMixedModels() {
        assertThat(Coverage.read().kinds()).contains("lm", "lmm");
    }
}
