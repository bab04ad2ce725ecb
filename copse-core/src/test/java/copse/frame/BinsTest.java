package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.test.Cases;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinsTest {
    private static String[] cut(Bins bins, double... values) {
        FactorColumn factor = bins.cut("x", NumericColumn.nanAsMissing(values));
        String[] labels = new String[values.length];
        Arrays.setAll(labels, factor::text);
        return labels;
    }

    @Test
    void openEndsHoldEverything() {
        assertThat(cut(Bins.leftClosed(18, 65), -1e300, 17.9, 18, 64, 65, 1e300, Double.NaN))
                .containsExactly("<18", "<18", "[18,65)", "[18,65)", ">=65", ">=65", "");
        assertThat(cut(Bins.rightClosed(18, 65), -1e300, 18, 18.1, 65, 65.1))
                .containsExactly("<=18", "<=18", "(18,65]", "(18,65]", ">65");
    }

    @Test
    void limitedBinsHoldBothEnds() {
        assertThat(cut(Bins.leftClosed(0, 50, 100).within(), 0, 49, 50, 100))
                .containsExactly("[0,50)", "[0,50)", "[50,100]", "[50,100]");
        assertThat(cut(Bins.rightClosed(0, 50, 100).within(), 0, 50, 51, 100))
                .containsExactly("[0,50]", "[0,50]", "(50,100]", "(50,100]");
        assertThat(cut(Bins.leftClosed(0, 1).within(), 0, 1)).containsExactly("[0,1]", "[0,1]");
        assertThatThrownBy(() -> cut(Bins.leftClosed(0, 50).within(), 1, 51))
                .hasMessageContaining("error[I114]: column `x` has the value 51 in row 2, outside of all bins")
                .hasMessageContaining("from 0 to 50");
        assertThatThrownBy(() -> cut(Bins.rightClosed(0, 50).within(), -1)).hasMessageContaining("I114");
    }

    @Test
    void labelsReplaceIntervals() {
        FactorColumn size = Bins.leftClosed(10).labels("small", "large").cut("n", NumericColumn.of(3, 10));
        assertThat(size.levels().labels()).containsExactly("small", "large");
        assertThat(size.code(1)).isEqualTo(1);
        assertThatThrownBy(() -> Bins.leftClosed(10).labels("small"))
                .hasMessageContaining("error[I113]: 1 label (small) for 2 bins");
        assertThatThrownBy(() -> Bins.leftClosed(10).labels("a", "a")).hasMessageContaining("I113");
    }

    @Test
    void refusesBreaksThatDoNotAscend() {
        assertThatThrownBy(() -> Bins.leftClosed(2, 1)).hasMessageContaining("error[I113]: break 1.0 after 2.0");
        assertThatThrownBy(() -> Bins.leftClosed(2, 2)).hasMessageContaining("I113");
        assertThatThrownBy(() -> Bins.leftClosed(Double.NaN)).hasMessageContaining("I113");
        assertThatThrownBy(() -> Bins.leftClosed(1, Double.POSITIVE_INFINITY)).hasMessageContaining("open anyway");
        assertThatThrownBy(() -> Bins.leftClosed(1).within()).hasMessageContaining("at least two breaks");
    }

    @Test
    void zeroIsZeroWhateverItsSign() {
        assertThat(cut(Bins.leftClosed(0.0), -0.0)).containsExactly(">=0");
        assertThat(cut(Bins.leftClosed(-0.0), 0.0)).containsExactly(">=0");
        assertThat(cut(Bins.rightClosed(0.0), -0.0, 0.0)).containsExactly("<=0", "<=0");
    }

    @Test
    void quantileBinsAreOfEqualSize() {
        NumericColumn column = NumericColumn.of(7, 1, 2, 8, 3, 4, 5, 6);
        FactorColumn quarters =
                Bins.quantiles(column, 4).labels("Q1", "Q2", "Q3", "Q4").cut("x", column);
        assertThat(((ColumnSummary.Factor) ColumnSummary.of("x", quarters)).levels())
                .extracting(ColumnSummary.LevelCount::count)
                .containsExactly(2, 2, 2, 2);
        assertThatThrownBy(() -> Bins.quantiles(NumericColumn.of(1, 1, 1, 1, 2), 4))
                .hasMessageContaining("error[I113]: 4 quantile bins, of which two are cut at 1");
        assertThatThrownBy(() -> Bins.quantiles(NumericColumn.of(), 2)).hasMessageContaining("I113");
        assertThatThrownBy(() -> Bins.quantiles(column, 1)).hasMessageContaining("I113");
    }

    @Test
    void everyValueFallsIntoTheBinWhoseBreaksHoldIt() {
        Cases.of(1, 300).check(random -> {
            double[] breaks = random.ints(1 + random.nextInt(5), -5, 6)
                    .distinct()
                    .sorted()
                    .asDoubleStream()
                    .toArray();
            boolean left = random.nextBoolean();
            Bins bins = left ? Bins.leftClosed(breaks) : Bins.rightClosed(breaks);
            double value = random.nextInt(-12, 13) / 2.0;
            long below = Arrays.stream(breaks)
                    .filter(b -> left ? b <= value : b < value)
                    .count();
            assertThat(bins.cut("x", NumericColumn.of(value)).code(0)).isEqualTo((int) below);
        });
    }

    @Test
    void cutsAColumnOfAFrame() {
        Frame frame = Frame.of("age", NumericColumn.of(12, 40)).cut("band", "age", Bins.leftClosed(18));
        assertThat(frame.factor("band")).isEqualTo(FactorColumn.of(Levels.of("<18", ">=18"), "<18", ">=18"));
        assertThat(frame.names()).containsExactly("age", "band");
    }
}
