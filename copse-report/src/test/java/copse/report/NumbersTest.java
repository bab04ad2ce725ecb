package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void standardErrorDecidesOnDecimals() {
        assertThat(Numbers.byError(3.14159, 0.21)).isEqualTo("3.14");
        assertThat(Numbers.byError(0.020114, 0.00037)).isEqualTo("0.02011");
        assertThat(Numbers.byError(1527.5, 17.694)).isEqualTo("1528");
        assertThat(Numbers.byError(1527.5, 1.7694)).isEqualTo("1527.5");
        assertThat(Numbers.byError(-0.0001, 0.5)).isEqualTo("0.00");
        assertThat(Numbers.byError(2.5, Double.NaN)).isEqualTo("2.500");
    }

    @Test
    void significantDigitsWithoutExponentsWherePeopleRead() {
        assertThat(Numbers.significant(1.0E-4, 2)).isEqualTo("0.00010");
        assertThat(Numbers.significant(0.12, 4)).isEqualTo("0.1200");
        assertThat(Numbers.significant(123456.7, 4)).isEqualTo("123500");
        assertThat(Numbers.significant(9.999, 3)).isEqualTo("10.0");
        assertThat(Numbers.significant(1.26e-9, 2)).isEqualTo("1.3e-9");
        assertThat(Numbers.significant(6.02214e23, 3)).isEqualTo("6.02e23");
        assertThat(Numbers.significant(0, 3)).isEqualTo("0");
        assertThat(Numbers.significant(Double.NaN, 3)).isEmpty();
        assertThat(Numbers.significant(Double.NEGATIVE_INFINITY, 3)).isEqualTo("-∞");
    }

    @Test
    void briefDropsZerosButNeverDigitsBeforeThePoint() {
        assertThat(Numbers.brief(0.12, 4)).isEqualTo("0.12");
        assertThat(Numbers.brief(34, 4)).isEqualTo("34");
        assertThat(Numbers.brief(1234567, 4)).isEqualTo("1234567");
        assertThat(Numbers.brief(100, 2)).isEqualTo("100");
        assertThat(Numbers.brief(0.000123456, 3)).isEqualTo("0.000123");
    }

    @Test
    void probabilitiesAreNeverZeroOrOne() {
        assertThat(Numbers.p(0.01)).isEqualTo("0.010");
        assertThat(Numbers.p(1e-300)).isEqualTo("< 0.001");
        assertThat(Numbers.p(1)).isEqualTo("> 0.999");
        assertThat(Numbers.p(Double.NaN)).isEmpty();
        assertThat(Numbers.pEquals(0.0004)).isEqualTo("p < 0.001");
        assertThat(Numbers.pEquals(0.0496)).isEqualTo("p = 0.050");
    }

    @Test
    void sharesDegreesOfFreedomAndCounts() {
        assertThat(Numbers.percent(0.12)).isEqualTo("12 %");
        assertThat(Numbers.percent(0.0031)).isEqualTo("0.3 %");
        assertThat(Numbers.percent(0.9997)).isEqualTo("99.97 %");
        assertThat(Numbers.percent(0)).isEqualTo("0 %");
        assertThat(Numbers.percent(1)).isEqualTo("100 %");
        assertThat(Numbers.df(38.21)).isEqualTo("38.2");
        assertThat(Numbers.df(695013.2)).isEqualTo("695,013");
        assertThat(Numbers.df(Double.POSITIVE_INFINITY)).isEqualTo("∞");
        assertThat(Numbers.count(695205)).isEqualTo("695,205");
        assertThat(Numbers.level(0.95)).isEqualTo("95");
        assertThat(Numbers.level(0.999)).isEqualTo("99.9");
    }
}
