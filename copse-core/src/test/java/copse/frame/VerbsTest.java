package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VerbsTest {
    private static final Frame FRAME = Frame.of(
            "g", FactorColumn.of(Levels.of("low", "high", "never"), "high", "low", null, "high"),
            "x", NumericColumn.nanAsMissing(2, 3, 1, Double.NaN),
            "t", TextColumn.of("b", "a", null, "b"));

    @Test
    void choosesAndOrdersColumns() {
        assertThat(FRAME.select("t", "g").names()).containsExactly("t", "g");
        assertThat(FRAME.drop("x").names()).containsExactly("g", "t");
        assertThat(FRAME.toFront("t").names()).containsExactly("t", "g", "x");
        assertThat(FRAME.select().rows()).isEqualTo(4);
        assertThatThrownBy(() -> FRAME.select("g", "g")).hasMessageContaining("I103");
        assertThatThrownBy(() -> FRAME.drop("y")).hasMessageContaining("I101");
    }

    @Test
    void renamesInPlace() {
        assertThat(FRAME.rename("x", "score").names()).containsExactly("g", "score", "t");
        assertThat(FRAME.rename(Map.of("g", "t", "t", "g")).names()).containsExactly("t", "x", "g");
        assertThatThrownBy(() -> FRAME.rename("x", "g")).hasMessageContaining("error[I103]: column `g` occurs twice");
        assertThatThrownBy(() -> FRAME.rename("y", "z")).hasMessageContaining("I101");
    }

    @Test
    void derivesColumnsAndNamesThemInErrors() {
        assertThat(FRAME.with("square", "x", x -> x * x).numeric("square"))
                .isEqualTo(NumericColumn.nanAsMissing(4, 9, 1, Double.NaN));
        assertThat(FRAME.with("double", "x", "x", Double::sum).numeric("double"))
                .isEqualTo(NumericColumn.nanAsMissing(4, 6, 2, Double.NaN));
        assertThatThrownBy(() -> FRAME.with("inverse", "x", x -> 1 / (x - 3)))
                .hasMessageContaining("error[I105]: column `inverse` has the value Infinity in row 2");
    }

    @Test
    void sortsByLevelNumberAndText() {
        assertThat(FRAME.sortBy("g").column("g").text(0)).isEqualTo("low");
        assertThat(FRAME.sortBy("g", "x")).isEqualTo(FRAME.rows(new int[] {1, 0, 3, 2}));
        assertThat(FRAME.sortBy(Sort.descending("x"))).isEqualTo(FRAME.rows(new int[] {1, 0, 2, 3}));
        assertThat(FRAME.sortBy(Sort.descending("t"), Sort.ascending("x")))
                .isEqualTo(FRAME.rows(new int[] {0, 3, 1, 2}));
        assertThat(FRAME.sortBy(new String[0])).isEqualTo(FRAME);
        assertThatThrownBy(() -> FRAME.sortBy("y")).hasMessageContaining("I101");
    }

    @Test
    void sortsNegativeNumbersBelowPositiveOnes() {
        Frame frame = Frame.of("x", NumericColumn.of(1e-300, -1, 5, -1e300, 0, -0.5, 1e300));
        assertThat(frame.sortBy("x").numeric("x")).isEqualTo(NumericColumn.of(-1e300, -1, -0.5, 0, 1e-300, 5, 1e300));
    }

    @Test
    void keepsTheFirstOfEachKind() {
        assertThat(FRAME.distinct("g")).isEqualTo(FRAME.rows(new int[] {0, 1, 2}));
        assertThat(FRAME.distinct("t", "g")).isEqualTo(FRAME.rows(new int[] {0, 1, 2}));
        assertThat(FRAME.append(FRAME).distinct()).isEqualTo(FRAME);
    }

    @Test
    void recodesAndMergesLevels() {
        Frame recoded = FRAME.recode("g", Map.of("never", "low", "high", "top"));
        assertThat(recoded.factor("g")).isEqualTo(FactorColumn.of(Levels.of("low", "top"), "top", "low", null, "top"));
        assertThatThrownBy(() -> FRAME.recode("g", Map.of("hihg", "top")))
                .hasMessageContaining("error[I106]: no level `hihg` in column `g`")
                .hasMessageContaining("did you mean `high`?");
        assertThatThrownBy(() -> FRAME.recode("t", Map.of())).hasMessageContaining("frame.asFactor(\"t\")");
    }

    @Test
    void movesAndDropsLevels() {
        assertThat(FRAME.relevel("g", "never").factor("g").levels()).isEqualTo(Levels.of("never", "low", "high"));
        assertThat(FRAME.relevel("g", "high").column("g").text(0)).isEqualTo("high");
        assertThat(FRAME.dropUnusedLevels().factor("g"))
                .isEqualTo(FactorColumn.of(Levels.of("low", "high"), "high", "low", null, "high"));
        assertThatThrownBy(() -> FRAME.relevel("g", "mid")).hasMessageContaining("I106");
    }

    @Test
    void appendsByNameWithTheLevelsOfBoth() {
        Frame more = Frame.of(
                "t",
                TextColumn.of("z"),
                "x",
                NumericColumn.of(9),
                "g",
                FactorColumn.of(Levels.of("top", "low"), "top"));
        Frame all = FRAME.append(more);
        assertThat(all.names()).containsExactly("g", "x", "t");
        assertThat(all.factor("g").levels()).isEqualTo(Levels.of("low", "high", "never", "top"));
        assertThat(all.column("g").text(4)).isEqualTo("top");
        assertThat(all.slice(0, 4).select("x", "t")).isEqualTo(FRAME.select("x", "t"));
        Frame times = Frame.of(
                "d",
                TimeColumn.dates(new long[] {1, 2}, Mask.of(2, row -> row == 0)),
                "b",
                LogicalColumn.of(true, false));
        assertThat(times.append(times)).isEqualTo(times.rows(new int[] {0, 1, 0, 1}));
        Frame stamps = Frame.of("s", TimeColumn.timestamps(new long[] {1, 2}, Mask.none(2)));
        assertThat(stamps.append(stamps.slice(1, 2), stamps)).isEqualTo(stamps.rows(new int[] {0, 1, 1, 0, 1}));
    }

    @Test
    void refusesToAppendUnlikeFrames() {
        assertThatThrownBy(() -> FRAME.append(FRAME.rename("x", "y")))
                .hasMessageContaining("error[I112]: the tables do not have the same columns")
                .hasMessageContaining("only the first has x; only the other has y");
        assertThatThrownBy(() -> FRAME.append(FRAME.drop("t"))).hasMessageContaining("why: only the first has t\n");
        assertThatThrownBy(() -> FRAME.drop("t").append(FRAME)).hasMessageContaining("why: only the other has t\n");
        assertThatThrownBy(() -> FRAME.append(FRAME.asFactor("t")))
                .hasMessageContaining("column `t` is text in the first table and factor in the other");
    }

    @Test
    void printsItsFirstRows() {
        assertThat(FRAME.with("y", "x", x -> x / 3)).hasToString("""
                        g     x  t         y
                        high  2  b  0.666667
                        low   3  a         1
                              1     0.333333
                        high     b""");
        assertThat(FRAME.append(FRAME, FRAME).toString()).endsWith("\n… 2 more rows");
        assertThat(Frame.of("x", NumericColumn.of(1.5e-300, 1e300, -0.5)))
                .hasToString("       x\n1.5E-300\n  1E+300\n    -0.5");
        assertThat(FRAME.select()).hasToString("4 rows without columns");
    }
}
