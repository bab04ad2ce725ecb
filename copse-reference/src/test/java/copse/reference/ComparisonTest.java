package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// The comparer must not let a wrong number through.
class ComparisonTest {
    private final Comparison comparison = new Comparison(Set.of("r2"));

    @Test
    void rightNumbersPass() {
        comparison.check("fixef", "a", 1.0 + 9e-7, 1.0, 1e-6);
        comparison.check("fixef", "b", 2.0, 2.0, 0);
        assertThatCode(comparison::verify).doesNotThrowAnyException();
        assertThat(comparison.checks()).isEqualTo(2);
        assertThat(comparison.worst("fixef")).isBetween(0.89, 0.91);
        assertThat(comparison.summary()).isEqualTo("2 checks; worst ratio to tolerance: fixef 0.90");
    }

    @Test
    void wrongNumberFailsAndIsNamed() {
        comparison.check("fixef", "a", 1.0, 1.0, 1e-6);
        comparison.check("fixef", "Days", 1.1, 1.0, 1e-6);
        assertThatThrownBy(comparison::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 2 checks failed")
                .hasMessageContaining("fixef Days: got 1.1, expected 1.0");
    }

    @Test
    void differenceAtZeroToleranceFails() {
        comparison.check("theta", "g", Double.MIN_VALUE, 0, 0);
        assertThatThrownBy(comparison::verify).isInstanceOf(AssertionError.class);
    }

    @Test
    void nanFails() {
        comparison.check("sigma", "", Double.NaN, 1, 1e-6);
        assertThatThrownBy(comparison::verify).hasMessageContaining("got NaN");
    }

    @Test
    void nanOnBothSidesFails() {
        comparison.check("sigma", "", Double.NaN, Double.NaN, 1e-6);
        assertThatThrownBy(comparison::verify).hasMessageContaining("got NaN");
    }

    @Test
    void infinityFailsUnlessExpected() {
        comparison.check("p", "a", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        assertThatCode(comparison::verify).doesNotThrowAnyException();
        comparison.check("p", "b", Double.POSITIVE_INFINITY, 1, 1);
        assertThatThrownBy(comparison::verify).isInstanceOf(AssertionError.class);
    }

    @Test
    void wrongNameFails() {
        comparison.checkSame("names", "0", "Days", "days");
        assertThatThrownBy(comparison::verify).hasMessageContaining("names 0: got Days, expected days");
    }

    @Test
    void caseWithoutChecksFails() {
        comparison.check("df", "a", 3, 4, Double.NaN);
        comparison.check("r2", "", 3, 4, 1e-6);
        assertThat(comparison.checks()).isZero();
        assertThatThrownBy(comparison::verify).hasMessage("nothing was checked");
    }
}
