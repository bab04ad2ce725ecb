package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.formula.Contrast;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// New rows for a model, and models that come back from a file.
class ModelRowsTest {
    private static final Frame ROWS = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 4, 5, 6),
            "x", NumericColumn.of(1, 2, 4, 8, 16, 32),
            "w", NumericColumn.of(1, 2, 3, 4, 5, 6),
            "f", FactorColumn.of("a", "b", "a", "b", "c", "c"),
            "g", NumericColumn.of(1, 1, 2, 2, 3, 3),
            "h", FactorColumn.of("p", "q", "p", "q", "p", "q"));
    private static final ModelSpec SPEC = ModelSpec.of(
            Formula.parse("log(y) ~ f + scale(x) + offset(x) + (x | g/h)"),
            ROWS,
            Roles.defaults().withWeights("w").withContrast("f", Contrast.SUM));

    @Test
    void predictionsNeedNoResponseAndKnowGroupsByLabel() {
        Frame next = Frame.of(
                "x", NumericColumn.of(4, 5),
                "f", TextColumn.of("c", "a"),
                "g", FactorColumn.of(Levels.of("9", "3"), "3", "9"),
                "h", FactorColumn.of("q", "q"));
        ModelRows rows = SPEC.predictors(next);
        assertThat(rows.count()).isEqualTo(2);
        assertThat(rows.response()).isNull();
        assertThat(rows.weights()).isNull();
        assertThat(rows.x()[1]).containsExactly(-1, 1);
        assertThat(rows.x()[3][0]).isEqualTo(SPEC.rows(ROWS).x()[3][2]);
        assertThat(rows.offset()).containsExactly(4, 5);
        assertThat(rows.z()[0][0]).containsExactly(1, 1);
        assertThat(rows.z()[0][1]).containsExactly(4, 5);
        assertThat(SPEC.groupings().get(0).label(rows.keys()[0][0])).isEqualTo("3");
        assertThat(SPEC.groupings().get(1).label(rows.keys()[1][0])).isEqualTo("q:3");
        assertThat(rows.keys()[0][1]).isEqualTo(-1);
        assertThat(rows.keys()[1][1]).isEqualTo(-1);
    }

    @Test
    void rowsHaveResponseAndWeights() {
        ModelRows rows = SPEC.rows(ROWS);
        assertThat(rows.response()[1]).isEqualTo(Math.log(2));
        assertThat(rows.weights()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(rows.source()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aWrittenModelComesBackEqual() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SPEC.write(new DataOutputStream(bytes));
        ModelSpec again = ModelSpec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(again).isEqualTo(SPEC).hasSameHashCodeAs(SPEC);
        assertThat(again.fixedNames()).containsExactly("(Intercept)", "f[S.a]", "f[S.b]", "scale(x)");
        assertThat(again.groupings()).isEqualTo(SPEC.groupings());
        assertThat(again.rows(ROWS).x()).isDeepEqualTo(SPEC.rows(ROWS).x());
    }

    @Test
    void whatIsNoModelIsNotRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SPEC.write(new DataOutputStream(bytes));
        byte[] damaged = bytes.toByteArray();
        damaged[3] = 9;
        assertThatThrownBy(() -> ModelSpec.read(new DataInputStream(new ByteArrayInputStream(damaged))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 9");
    }

    @Test
    void contrastsCanBeChanged() {
        ModelSpec helmert = SPEC.withContrasts(Map.of("f", Contrast.HELMERT));
        assertThat(helmert.fixedNames()).containsExactly("(Intercept)", "f[H.b]", "f[H.c]", "scale(x)");
        assertThat(helmert.rows(ROWS).x()[2]).containsExactly(-1, -1, -1, -1, 2, 2);
        assertThat(SPEC.factors()).containsExactly("f");
    }

    @Test
    void arraysMakeAFormulaAndItsRows() {
        ModelArrays model = ModelArrays.of(1, 2, 3, 4)
                .withoutIntercept()
                .columns(List.of("x", "my z"), new double[][] {{1, 2, 3, 4}, {4, 3, 2, 1}})
                .group("g", new int[] {7, 7, -3, -3}, "x")
                .group("h", new String[] {"a", "b", "a", "b"});
        assertThat(model.formula()).hasToString("y ~ 0 + x + `my z` + (1 + x | g) + (1 | h)");
        ModelSpec spec = ModelSpec.of(model.formula(), model.frame());
        assertThat(spec.hasIntercept()).isFalse();
        assertThat(spec.fixedNames()).containsExactly("x", "`my z`");
        assertThat(spec.rows(model.frame()).x()[1]).containsExactly(4, 3, 2, 1);
        assertThat(spec.groupings().getFirst().levels().getFirst().labels()).containsExactly("-3", "7");
        assertThatThrownBy(() -> model.column("x", 1, 2, 3, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dotLeavesOutResponseGroupsAndWeights() {
        ModelSpec spec = ModelSpec.of(
                Formula.parse("y ~ . + (1 | g)"), ROWS, Roles.defaults().withWeights("w"));
        assertThat(spec.fixedNames()).containsExactly("(Intercept)", "x", "f[b]", "f[c]", "h[q]");
        ModelSpec again = ModelSpec.of(spec.formula(), spec.schema(), spec.constants(), spec.roles());
        assertThat(again.fixedNames()).isEqualTo(spec.fixedNames());
    }
}
