package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void tellsTimeLeftOnceAShareIsDone() {
        assertThat(Progress.line("reading", 0, 0, 4.2)).isEqualTo("reading … 4 s");
        assertThat(Progress.line("bootstrap", 250, 1000, 10)).isEqualTo("bootstrap … 250 of 1,000, about 30 s left");
        assertThat(Progress.line("bootstrap", 5, 1000, 10)).isEqualTo("bootstrap … 5 of 1,000");
        assertThat(Progress.line("bootstrap", 50, 1000, 60)).isEqualTo("bootstrap … 50 of 1,000, about 19 min left");
    }
}
