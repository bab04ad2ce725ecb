package copse.estimate;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// The columns of a model of the arm by row, with the formula that grows with them.
final class ArmTable {
    private static final Levels ARMS = Levels.of(List.of("control", "treatment"));

    private final Family family;
    private final int rows;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final StringBuilder formula = new StringBuilder("y ~ arm");
    private int ofUnits = 2;

    /// @param arm of each row: 1 for the treatment, 0 for the control
    ArmTable(OutcomeKind kind, int rows, IntUnaryOperator arm) {
        this.family = kind == OutcomeKind.BINARY ? Family.binomial() : Family.poisson();
        this.rows = rows;
        columns.put("arm", factor(arm, ARMS));
    }

    /// @param value of each row
    /// @param isOfUnit whether rows of a unit have the same
    void covariate(IntToDoubleFunction value, boolean isOfUnit) {
        String name = "x" + columns.size();
        columns.put(name, numbers(value));
        formula.append(" + ").append(name);
        ofUnits += isOfUnit ? 1 : 0;
    }

    /// @param block of each row
    /// @param number of blocks, with rows or without
    void blocks(IntUnaryOperator block, int number) {
        columns.put("block", factor(block, numbered(number)));
        formula.append(" + block");
        ofUnits += (int) IntStream.range(0, rows).map(block).distinct().count() - 1;
    }

    /// @param unit of each row
    /// @param units their number, with rows or without
    /// @param outcome of each row
    /// @return rows with equal predictors of a unit together
    ArmCells cells(IntUnaryOperator unit, int units, IntToDoubleFunction outcome) {
        columns.put("y", numbers(outcome));
        columns.put(ArmCells.UNIT, factor(unit, numbered(units)));
        Frame frame = Frame.of(columns);
        ModelSpec spec = ModelSpec.of(
                Formula.parse(formula + " + (1 | " + ArmCells.UNIT + ")"),
                frame,
                Roles.defaults().withOutcome(family.outcome()));
        return new ArmCells(Cells.of(spec, frame, family), family, ofUnits);
    }

    private FactorColumn factor(IntUnaryOperator code, Levels levels) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, code);
        return FactorColumn.wrap(codes, levels);
    }

    private NumericColumn numbers(IntToDoubleFunction value) {
        double[] values = new double[rows];
        Arrays.setAll(values, value);
        return NumericColumn.wrap(values, Mask.none(rows));
    }

    private static Levels numbered(int count) {
        return Levels.of(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }
}
