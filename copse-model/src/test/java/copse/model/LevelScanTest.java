package copse.model;

import static org.assertj.core.api.Assertions.assertThat;

import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.Schema;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Levels of columns that are no factors, and levels that nobody has.
class LevelScanTest {
    private static final Frame ROWS = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 4, 5),
            "x", NumericColumn.of(new double[] {1, 2, 3, 4, 0}, Mask.of(5, row -> row == 4)),
            "f", FactorColumn.of(Levels.of("never", "c", "b", "a"), "c", "b", "c", "b", "a"),
            "id", NumericColumn.of(10, 9, 10, -1, 7),
            "big", NumericColumn.of(1e15, 5, 1e15, 123456789, 5),
            "half", NumericColumn.of(0.5, 1.5, 0.5, 2, 2),
            "t", TextColumn.of("β", "α", "α", "β", "γ"),
            "ok", LogicalColumn.of(true, false, true, true, false),
            "day", TimeColumn.dates(new long[] {0, 1, 0, 1, 2}, Mask.none(5)));

    private static ModelSpec spec(String formula) {
        return ModelSpec.of(Formula.parse(formula), ROWS);
    }

    private static List<String> levels(ModelSpec spec, String column) {
        return spec.schema().find(column).orElseThrow().levels().labels();
    }

    private static List<String> groups(ModelSpec spec) {
        return Arrays.stream(spec.rows(ROWS).keys()[0])
                .mapToObj(spec.groupings().getFirst()::label)
                .toList();
    }

    @Test
    void levelsWithoutACompleteRowGo() {
        assertThat(levels(spec("y ~ f"), "f")).containsExactly("c", "b", "a");
        assertThat(levels(spec("y ~ f + x"), "f")).containsExactly("c", "b");
        assertThat(spec("y ~ f + x").fixedNames()).containsExactly("(Intercept)", "f[b]", "x");
    }

    @Test
    void wholeNumbersAreGroupsInTheirOrder() {
        ModelSpec spec = spec("y ~ 1 + (1 | id)");
        assertThat(levels(spec, "id")).containsExactly("-1", "7", "9", "10");
        assertThat(groups(spec)).containsExactly("10", "9", "10", "-1", "7");
    }

    @Test
    void numbersFarApartAreGroupsToo() {
        ModelSpec spec = spec("y ~ 1 + (1 | big)");
        assertThat(groups(spec)).containsExactly("1000000000000000", "5", "1000000000000000", "123456789", "5");
    }

    @Test
    void aColumnCanBeNumberAndCategory() {
        ModelSpec spec = spec("y ~ id + factor(id) + factor(half)");
        assertThat(spec.fixedNames())
                .containsExactly(
                        "(Intercept)",
                        "id",
                        "factor(id)[7]",
                        "factor(id)[9]",
                        "factor(id)[10]",
                        "factor(half)[1.5]",
                        "factor(half)[2]");
        assertThat(spec.rows(ROWS).x()[5]).containsExactly(0, 1, 0, 0, 0);
    }

    @Test
    void textAndTruthAreCategories() {
        assertThat(spec("y ~ t + ok").fixedNames()).containsExactly("(Intercept)", "t[β]", "t[γ]", "ok[true]");
        assertThat(groups(spec("y ~ 1 + (1 | t)"))).containsExactly("β", "α", "α", "β", "γ");
        assertThat(groups(spec("y ~ 1 + (1 | ok)"))).containsExactly("true", "false", "true", "true", "false");
    }

    @Test
    void daysAreNumbersAndGroups() {
        assertThat(spec("y ~ day").rows(ROWS).x()[1]).containsExactly(0, 1, 0, 1, 2);
        assertThat(groups(spec("y ~ 1 + (1 | day)")))
                .containsExactly("1970-01-01", "1970-01-02", "1970-01-01", "1970-01-02", "1970-01-03");
    }

    @Test
    void aStreamKeepsTheLevelsOfItsSchema() {
        RowSource stream = stream(ROWS.head(2), ROWS.tail(3));
        ModelSpec spec = ModelSpec.of(Formula.parse("y ~ f + x + scale(y) + (1 | t) + (1 | id)"), stream);
        assertThat(levels(spec, "f")).containsExactly("never", "c", "b", "a");
        assertThat(levels(spec, "t")).containsExactly("α", "β", "γ");
        assertThat(levels(spec, "id")).containsExactly("-1", "7", "9", "10");
        ModelSpec whole = ModelSpec.of(Formula.parse("y ~ x + scale(y)"), ROWS);
        assertThat(spec.constants()).isEqualTo(whole.constants());
    }

    private static RowSource stream(Frame... chunks) {
        return new RowSource() {
            @Override
            public Schema schema() {
                return chunks[0].schema();
            }

            @Override
            public Chunks open() {
                Iterator<Frame> left = List.of(chunks).iterator();
                return new Chunks() {
                    @Override
                    public @Nullable Frame next() {
                        return left.hasNext() ? left.next() : null;
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
