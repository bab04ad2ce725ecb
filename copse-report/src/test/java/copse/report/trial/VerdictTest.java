package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;

import copse.estimate.Hypothesis.Direction;
import copse.infer.Interval;
import copse.infer.Limit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    /// Limits against none and a smallest effect of 2, where higher is better, where lower is, and where either
    /// matters.
    @ParameterizedTest
    @CsvSource({
        "2.0, 5, MATTERS, HARM, MATTERS",
        "0.5, 3, OPEN, HARM, OPEN",
        "0.5, 1.9, SMALL, HARM, SMALL",
        "-0.5, 1.9, RULED_OUT, RULED_OUT, RULED_OUT",
        "-0.5, 2.1, UNDECIDED, RULED_OUT, UNDECIDED",
        "-2.5, 1, RULED_OUT, UNDECIDED, UNDECIDED",
        "-3, -1, HARM, OPEN, OPEN",
        "-1.9, -0.1, HARM, SMALL, SMALL",
        "-5, -2, HARM, MATTERS, MATTERS",
        "0, 1, RULED_OUT, RULED_OUT, RULED_OUT"
    })
    void limitsSayWhetherTheEffectMatters(double lower, double upper, Verdict higher, Verdict less, Verdict either) {
        Interval interval = Interval.of(lower, upper, 0.95, "t");

        assertThat(Verdict.of(interval, 2, Optional.of(Direction.HIGHER))).isEqualTo(higher);
        assertThat(Verdict.of(interval, 2, Optional.of(Direction.LOWER))).isEqualTo(less);
        assertThat(Verdict.of(interval, 2, Optional.empty())).isEqualTo(either);
    }

    /// The limit of a one-sided test leaves the other side open, where any effect may lie.
    @Test
    void anOpenSideRulesNothingOut() {
        Limit open = new Limit.Open(Double.POSITIVE_INFINITY, "one-sided");

        assertThat(Verdict.of(new Interval(new Limit.At(1), open, 0.95, "t"), 2, Optional.of(Direction.HIGHER)))
                .isEqualTo(Verdict.OPEN);
        assertThat(Verdict.of(new Interval(new Limit.At(-1), open, 0.95, "t"), 2, Optional.of(Direction.HIGHER)))
                .isEqualTo(Verdict.UNDECIDED);
    }
}
