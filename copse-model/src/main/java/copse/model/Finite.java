package copse.model;

import copse.error.FormulaException;
import copse.formula.FormulaCode;
import copse.frame.NumericColumn;
import java.util.List;

/// Refuses values of expressions that are no finite numbers.
final class Finite {
    private Finite() {}

    /// @param value the value
    /// @param label the expression it is of
    /// @param columns the columns it is calculated from
    /// @param inputs their values
    /// @param row index into the inputs
    /// @return to be thrown
    static FormulaException problem(double value, String label, List<String> columns, double[][] inputs, int row) {
        StringBuilder at = new StringBuilder();
        for (int c = 0; c < columns.size(); c++) {
            at.append(c == 0 ? " where " : " and ")
                    .append(columns.get(c))
                    .append(" is ")
                    .append(NumericColumn.format(inputs[c][row]));
        }
        String what = Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinity";
        String fix = columns.isEmpty()
                ? "change the expression"
                : "leave such rows out (`--where '" + columns.getFirst() + " > 0'`, say), or change the expression";
        return FormulaCode.NOT_FINITE.at("`" + label + "` is " + what + at, "", fix, null);
    }
}
