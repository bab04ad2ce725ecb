package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void numbersStandAsGivenOrToFourDigits() {
        assertThat(Words.number(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Words.about(1234.5678)).isEqualTo("1235");
        assertThat(Words.about(Double.NaN)).isEqualTo("NaN");
        assertThat(Words.plain(0.000012345)).isEqualTo("0.00001234");
    }

    @Test
    void smallProbabilitiesAreBelowABound() {
        assertThat(Words.p(0.0123)).isEqualTo("p = 0.012");
        assertThat(Words.p(0.00001)).isEqualTo("p < 0.0001");
        assertThat(Words.percent(0.1234)).isEqualTo("12.3 %");
    }

    @Test
    void countsAgreeWithTheirNouns() {
        assertThat(Words.count(1, "row")).isEqualTo("1 row");
        assertThat(Words.count(1200, "row")).isEqualTo("1,200 rows");
        assertThat(Words.count(2, "stratum")).isEqualTo("2 strata");
        assertThat(Words.count(2, "child", "children")).isEqualTo("2 children");
        assertThat(Words.andMore(0, "row")).isEmpty();
        assertThat(Words.andMore(3, "row")).isEqualTo(" (and 3 more rows)");
    }
}
