package copse.model;

import static org.assertj.core.api.Assertions.assertThat;

import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelSpecTest {
    private static final Frame ROWS = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 4, 5, 6),
            "age", NumericColumn.of(new double[] {30, 31, 0, 33, 34, 35}, Mask.of(6, row -> row == 2)),
            "reason", FactorColumn.of("b", "a", "a", "b", "a", "b"),
            "center", NumericColumn.of(1, 1, 1, 2, 2, 2),
            "rep", FactorColumn.of("r1", "r2", "r1", "r1", "r2", "r2"),
            "w", NumericColumn.of(1, 2, 3, 0, 1, 1));

    private static ModelSpec spec(String formula) {
        return ModelSpec.of(Formula.parse(formula), ROWS);
    }

    private static Block fill(ModelSpec spec) {
        Block block = spec.newBlock(8);
        spec.fill(ROWS, 0, 6, block);
        return block;
    }

    private static double[] values(Numbers column, Block block) {
        double[] values = new double[block.rows];
        column.read(block.rows, 0, values);
        return values;
    }

    @Test
    void mainEffectsWithNestedGroups() {
        ModelSpec spec = spec("y ~ reason + age + (1 | center/rep)");
        assertThat(spec.fixedNames()).containsExactly("(Intercept)", "reason[b]", "age");
        assertThat(spec.fixedTerms())
                .containsExactly(
                        new FixedTerm("(Intercept)", 0, 1, List.of()),
                        new FixedTerm("reason", 1, 2, List.of("reason")),
                        new FixedTerm("age", 2, 3, List.of("age")));
        assertThat(spec.groupings()).extracting(Grouping::name).containsExactly("center", "rep:center");
        Block block = fill(spec);
        assertThat(block.rows).isEqualTo(5);
        assertThat(block.droppedRows).isEqualTo(1);
        assertThat(block.droppedByColumn[spec.variables().indexOf("age")]).isEqualTo(1);
        assertThat(values(block.x[0], block)).containsOnly(1);
        assertThat(values(block.x[1], block)).containsExactly(1, 0, 1, 0, 1);
        assertThat(values(block.x[2], block)).containsExactly(30, 31, 33, 34, 35);
        assertThat(values(block.y, block)).containsExactly(1, 2, 4, 5, 6);
        Grouping inner = spec.groupings().get(1);
        assertThat(Arrays.stream(block.runs.keys(1), 0, 5).mapToObj(inner::label))
                .containsExactly("r1:1", "r2:1", "r1:2", "r2:2", "r2:2");
        assertThat(block.z[0][0]).isInstanceOf(Numbers.One.class);
    }

    @Test
    void slopesShareTheFixedColumn() {
        ModelSpec spec = spec("y ~ age + (age | center) + (0 + reason || rep)");
        Block block = fill(spec);
        assertThat(block.z[0][1]).isSameAs(block.x[1]);
        assertThat(spec.groupings().get(0).terms()).containsExactly(new RandomTerm(List.of("(Intercept)", "age")));
        assertThat(spec.groupings().get(1).terms()).containsExactly(new RandomTerm(List.of("reason[a]", "reason[b]")));
    }

    @Test
    void termsOfOneFactorAreMerged() {
        assertThat(spec("y ~ age + (age || center) + (reason | center)").groupings())
                .singleElement()
                .satisfies(grouping -> assertThat(grouping.terms())
                        .containsExactly(
                                new RandomTerm(List.of("(Intercept)")),
                                new RandomTerm(List.of("age")),
                                new RandomTerm(List.of("(Intercept)", "reason[b]"))));
    }

    @Test
    void aRandomTermGivenTwiceCountsOnce() {
        ModelSpec spec = spec("y ~ 1 + (1 | center/rep) + (1 | center) + (age | rep:center)");
        assertThat(spec.groupings().get(0).terms()).containsExactly(new RandomTerm(List.of("(Intercept)")));
        assertThat(spec.groupings().get(1).terms())
                .containsExactly(new RandomTerm(List.of("(Intercept)")), new RandomTerm(List.of("(Intercept)", "age")));
    }

    @Test
    void weightsOfZeroLeaveRowsOutAndOffsetIsSubtracted() {
        ModelSpec spec = spec("y ~ 1 + offset(age)").withWeights("w");
        Block block = fill(spec);
        assertThat(block.zeroWeightRows).isEqualTo(1);
        assertThat(block.droppedRows).isEqualTo(1);
        assertThat(values(block.y, block)).containsExactly(-29, -29, -29, -29);
        assertThat(IntStream.range(0, 4).map(block::row)).containsExactly(0, 1, 4, 5);
    }

    @Test
    void rebuiltFromItsDescriptionItIsEqual() {
        ModelSpec spec = spec("y ~ scale(age) + poly(w, 2) + reason + (1 | center)");
        ModelSpec again = ModelSpec.of(spec.formula(), spec.schema(), spec.constants(), spec.roles());
        assertThat(again).isEqualTo(spec);
        assertThat(again.fixedNames()).isEqualTo(spec.fixedNames());
        assertThat(again.rows(ROWS).x()).isDeepEqualTo(spec.rows(ROWS).x());
    }
}
