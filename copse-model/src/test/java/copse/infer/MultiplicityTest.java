package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MultiplicityTest {
    private static final Offset<Double> ROUNDING = within(1e-14);
    private static final double[] P = {0.01, 0.04, 0.03, 0.005, 0.5};

    /// As R: p.adjust(c(.01, .04, .03, .005, .5), method).
    @Test
    void adjustsAsR() {
        assertThat(Multiplicity.BONFERRONI.adjust(P))
                .containsExactly(new double[] {0.05, 0.2, 0.15, 0.025, 1}, ROUNDING);
        assertThat(Multiplicity.HOLM.adjust(P)).containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.5}, ROUNDING);
        assertThat(Multiplicity.BENJAMINI_HOCHBERG.adjust(P))
                .containsExactly(new double[] {0.025, 0.05, 0.05, 0.025, 0.5}, ROUNDING);
        assertThat(Multiplicity.NONE.adjust(P)).containsExactly(P);
    }

    @Test
    void sidakKeepsSmallProbabilities() {
        assertThat(Multiplicity.SIDAK.adjust(new double[] {1e-20, 0.05}))
                .containsExactly(new double[] {2e-20, 1 - 0.95 * 0.95}, ROUNDING);
        assertThat(Multiplicity.SIDAK.adjust(new double[] {1e-20, 0.05})[0]).isCloseTo(2e-20, within(1e-30));
    }

    /// A limit at 0 and an adjusted p at 1 - level are the same statement.
    @Test
    void limitsAgreeWithTests() {
        for (Multiplicity method : List.of(Multiplicity.BONFERRONI, Multiplicity.SIDAK, Multiplicity.TUKEY)) {
            Estimate any = Estimate.of("a", 1, 1, 20, 0.95, DfMethod.SATTERTHWAITE);
            Estimate wide = method.adjust(List.of(any, any, any), 3).get(0);
            double critical = (wide.upper() - wide.lower()) / 2;
            Estimate edge = Estimate.of("b", critical, 1, 20, 0.95, DfMethod.SATTERTHWAITE);
            Estimate adjusted = method.adjust(List.of(edge, edge, edge), 3).get(0);
            assertThat(adjusted.lower()).as(method.label()).isCloseTo(0, within(1e-9));
            assertThat(adjusted.p()).as(method.label()).isCloseTo(0.05, within(1e-9));
        }
    }

    @Test
    void tukeyNeedsStatistics() {
        assertThatThrownBy(() -> Multiplicity.TUKEY.adjust(P)).isInstanceOf(IllegalArgumentException.class);
    }
}
