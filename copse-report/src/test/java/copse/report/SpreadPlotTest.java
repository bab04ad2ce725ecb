package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadPlotTest {
    @Test
    void aMeanAtTheTruthHidesTheUpright() {
        assertThat(SpreadPlot.line(0, 4 / 7.0, 1)).isEqualTo("···────●────···");
    }

    @Test
    void aBiasedMeanStandsBesideTheUpright() {
        assertThat(SpreadPlot.line(-3 / 7.0, 2 / 7.0, 1)).isEqualTo("··──●──|·······");
    }

    @Test
    void whatIsBeyondTheEndsBecomesAnArrow() {
        assertThat(SpreadPlot.line(-2, 0.1, 1)).startsWith("◂·").doesNotContain("●");
        assertThat(SpreadPlot.line(0.9, 0.5, 1)).endsWith("●▸");
    }

    @Test
    void rangesAreRoundNumbersThatHoldEverything() {
        assertThat(SpreadPlot.range(0.13)).isEqualTo(0.2);
        assertThat(SpreadPlot.range(0.2)).isEqualTo(0.2);
        assertThat(SpreadPlot.range(7)).isEqualTo(10);
        assertThat(SpreadPlot.range(0)).isEqualTo(1);
    }

    @Test
    void theAxisIsAsLongAsTheLine() {
        assertThat(SpreadPlot.heading(0.2))
                .hasSameSizeAs(SpreadPlot.line(0, 1, 1))
                .startsWith("-0.2")
                .endsWith("0.2");
    }
}
