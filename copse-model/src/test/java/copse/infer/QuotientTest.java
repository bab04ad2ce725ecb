package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuotientTest {
    private static final Quotient STRONG = new Quotient(3, 2, 0.09, 0.01, 0.01, 20);
    private static final Quotient WEAK = new Quotient(3, 2, 0.09, 0.01, 2, 20);

    @Test
    void deltaMethod() {
        assertThat(STRONG.value()).isEqualTo(1.5);
        // (0.09 - 2 * 1.5 * 0.01 + 2.25 * 0.01) / 4
        assertThat(STRONG.se()).isCloseTo(Math.sqrt(0.0825) / 2, within(1e-15));
    }

    /// A limit is where the one-sided test has its tail.
    @Test
    void limitsInvertTests() {
        ConfidenceDistribution fieller = STRONG.fieller();
        for (double tail : new double[] {0.001, 0.025, 0.2, 0.5, 0.9}) {
            assertThat(fieller.above(fieller.lower(tail))).isCloseTo(tail, within(1e-12));
            assertThat(fieller.below(fieller.upper(tail))).isCloseTo(tail, within(1e-12));
        }
        ConfidenceDistribution negative = new Quotient(3, -2, 0.09, 0.01, 0.01, 20).fieller();
        assertThat(negative.above(negative.lower(0.1))).isCloseTo(0.1, within(1e-12));
        assertThat(negative.lower(0.1)).isLessThan(-1.5);
    }

    @Test
    void aKnownDenominatorOnlyScales() {
        Quotient known = new Quotient(3, 2, 0.09, 0, 0, 20);
        assertThat(known.g(0.95)).isZero();
        assertThat(known.fieller().lower(0.05)).isCloseTo(known.delta().lower(0.05), within(1e-14));
        assertThat(known.fieller().above(1.4)).isCloseTo(known.delta().above(1.4), within(1e-14));
    }

    @Test
    void limitsAreOpenWhereTheDenominatorMayBeZero() {
        assertThat(WEAK.g(0.95)).isGreaterThan(1);
        assertThat(WEAK.fieller().lower(0.025)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(WEAK.fieller().upper(0.025)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(WEAK.fieller().above(0))
                .as("of the numerator alone")
                .isCloseTo(StudentT.survival(10, 20), within(1e-15));
    }

    @Test
    void refusesAZeroDenominator() {
        assertThatThrownBy(() -> new Quotient(3, 0, 1, 0, 1, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
