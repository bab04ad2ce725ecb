package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.Explained;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameCodeTest {
    @Test
    void codesAreDistinctAndExplained() {
        assertThat(Arrays.stream(FrameCode.values()).map(Explained::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("I1\\d\\d"));
        for (FrameCode code : FrameCode.values()) {
            assertThat(code.title()).isNotBlank().doesNotEndWith(".");
            assertThat(code.meaning()).endsWith(".");
            assertThat(code.advice()).endsWith(".");
        }
    }
}
