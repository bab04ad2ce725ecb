package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.formula.Contrast;
import copse.frame.Levels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Laws of contrasts; their values are held against R in [ModelMatrixReferenceTest].
class ContrastMatrixTest {
    private static final Levels LEVELS = Levels.of("a", "b", "c", "d", "e");

    @ParameterizedTest
    @EnumSource(
            value = Contrast.class,
            names = {"SUM", "HELMERT", "POLY"})
    void columnsSumToZero(Contrast contrast) {
        ContrastMatrix matrix = ContrastMatrix.of(LEVELS, contrast, 0);
        assertThat(matrix.columns()).hasSize(4);
        for (double[] column : matrix.columns()) {
            double sum = 0;
            for (double value : column) {
                sum += value;
            }
            assertThat(sum).isCloseTo(0, within(1e-15));
        }
    }

    @Test
    void namesSayWhatIsCompared() {
        assertThat(ContrastMatrix.of(LEVELS, Contrast.TREATMENT, 2).names()).containsExactly("a", "b", "d", "e");
        assertThat(ContrastMatrix.of(LEVELS, Contrast.SUM, 0).names()).containsExactly("S.a", "S.b", "S.c", "S.d");
        assertThat(ContrastMatrix.of(LEVELS, Contrast.HELMERT, 0).names()).containsExactly("H.b", "H.c", "H.d", "H.e");
        assertThat(ContrastMatrix.of(LEVELS, Contrast.POLY, 0).names()).containsExactly("P.1", "P.2", "P.3", "P.4");
        assertThat(ContrastMatrix.dummies(LEVELS).names()).isEqualTo(LEVELS.labels());
    }

    @ParameterizedTest
    @EnumSource(Contrast.class)
    void withoutLevelsThereAreNoColumns(Contrast contrast) {
        assertThat(ContrastMatrix.of(Levels.of(), contrast, 0).columns()).isEmpty();
    }
}
