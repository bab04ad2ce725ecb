package copse.model;

import copse.error.FormulaException;
import copse.formula.FormulaCode;
import copse.frame.NumericColumn;
import java.util.List;

/// Refuses values of expressions that are no finite numbers.
final class Finite {
    private Finite() {}

    /// @param value the value
    /// @param where what to say before: the row, if it is known
    /// @param label the expression it is of
    /// @param columns the columns it is calculated from
    /// @param inputs their values
    /// @param row index into the inputs
    /// @return to be thrown
    static FormulaException problem(
            double value, String where, String label, List<String> columns, double[][] inputs, int row) {
        StringBuilder at = new StringBuilder();
        for (int c = 0; c < columns.size(); c++) {
            at.append(c == 0 ? " where " : " and ")
                    .append(columns.get(c))
                    .append(" is ")
                    .append(NumericColumn.format(inputs[c][row]));
        }
        String what = Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinity";
        String fix = columns.size() == 1
                ? fix(label, columns.getFirst(), inputs[0][row])
                : "leave such rows out with `--where`, or change the expression";
        return FormulaCode.NOT_FINITE.at(where + "`" + label + "` is " + what + at, "", fix, null);
    }

    /// A condition that leaves the row out, where it is plain which.
    private static String fix(String label, String column, double value) {
        String condition = "";
        if (label.equals("sqrt(" + column + ")")) {
            condition = " >= 0";
        } else if (LOGARITHMS.stream().anyMatch(log -> label.equals(log + "(" + column + ")"))) {
            condition = " > 0";
        } else if (value == 0) {
            condition = " <> 0";
        }
        return condition.isEmpty()
                ? "leave such rows out with `--where`, or change the expression"
                : "leave such rows out: `--where '" + column + condition + "'`";
    }

    private static final List<String> LOGARITHMS = List.of("log", "log2", "log10");
}
