package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    /// sleepstudy's slope, Kenward-Roger.
    @Test
    void limitsAndTest() {
        Estimate days = Estimate.of("Days", 10.4672859596, 1.54578889629, 17, 0.95, DfMethod.KENWARD_ROGER);
        assertThat(days.statistic()).isCloseTo(6.7714847640, within(1e-9));
        assertThat(days.p()).isCloseTo(3.2637880713e-6, within(1e-14));
        assertThat(days.lower()).isCloseTo(7.2059573, within(1e-6));
        assertThat(days.upper()).isCloseTo(13.7286146, within(1e-6));
        assertThat(days.interval().contains(10)).isTrue();
    }

    @Test
    void withoutError() {
        assertThat(Estimate.of("x", 2, 0, 5, 0.95, DfMethod.NORMAL).p()).isEqualTo(0);
        assertThat(Estimate.of("x", 0, 0, 5, 0.95, DfMethod.NORMAL).p()).isEqualTo(1);
    }

    /// p underflows; its log does not.
    @Test
    void logOfTinyProbability() {
        Estimate age = Estimate.of("age", 0.02006652805, 8.4420242e-05, 695013.06, 0.95, DfMethod.SATTERTHWAITE);
        assertThat(age.p()).isEqualTo(0);
        assertThat(age.logP()).isBetween(-28_500.0, -26_000.0);
    }

    @Test
    void mixtureOnTheBoundary() {
        ChiBarSquare half = ChiBarSquare.oneMoreEffect(0, 0);
        assertThat(half.toString()).isEqualTo("0.5 χ²(0) + 0.5 χ²(1)");
        assertThat(half.upperP(2.705543454095404)).isCloseTo(0.05, within(1e-12));
        assertThat(half.upperP(0)).isEqualTo(1);
        // one slope beside one intercept: 5 % point of ½χ²₁ + ½χ²₂ is 5.138 (Stram and Lee 1994)
        assertThat(ChiBarSquare.oneMoreEffect(1, 0).upperP(5.138)).isCloseTo(0.05, within(1e-4));
        assertThat(ChiBarSquare.independentVariances(2, 1))
                .isEqualTo(new ChiBarSquare(new int[] {1, 2, 3}, new double[] {0.25, 0.5, 0.25}));
        assertThat(half.logUpperP(4000))
                .isCloseTo(Math.log(0.5) + ChiBarSquare.chiSquare(1).logUpperP(4000), within(1e-9));
    }

    @Test
    void schemes() {
        List<String> labels = List.of("A", "B", "C");
        assertThat(ContrastScheme.PAIRWISE.of(labels))
                .extracting(LinearContrast::name)
                .containsExactly("A - B", "A - C", "B - C");
        assertThat(ContrastScheme.WITH_FIRST.of(labels))
                .extracting(LinearContrast::name)
                .containsExactly("B - A", "C - A");
        assertThat(ContrastScheme.CONSECUTIVE.of(labels).get(1).of(new double[] {1, 2, 5}))
                .isEqualTo(3);
        assertThat(ContrastScheme.WITH_AVERAGE.of(labels).get(0).of(new double[] {1, 2, 6}))
                .isCloseTo(-2, within(1e-15));
    }
}
