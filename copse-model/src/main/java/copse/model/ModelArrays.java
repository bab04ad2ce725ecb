package copse.model;

import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.Operator;
import copse.formula.Response;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A model and its rows made of arrays, for callers who have no table. Immutable.
///
/// ```java
/// ModelArrays model = ModelArrays.of(y).column("dose", dose).column("age", age).group("clinic", clinic, "dose");
/// Lmm.of(model.formula()).fit(model.frame());     // y ~ dose + age + (1 + dose | clinic)
/// ```
public final class ModelArrays {
    private static final String RESPONSE = "y";

    private final Map<String, Column> columns;
    private final List<Expr> summands;
    private final boolean intercept;

    private ModelArrays(Map<String, Column> columns, List<Expr> summands, boolean intercept) {
        this.columns = columns;
        this.summands = summands;
        this.intercept = intercept;
    }

    /// @param y the response, called `y`; copied
    /// @return a model with the mean only
    /// @throws copse.error.InputException if a value is NaN or infinite
    public static ModelArrays of(double... y) {
        return new ModelArrays(Map.of(RESPONSE, NumericColumn.of(y)), List.of(), true);
    }

    /// @return this model without the constant column
    public ModelArrays withoutIntercept() {
        return new ModelArrays(columns, summands, false);
    }

    /// @param name a new name
    /// @param values one per row; copied
    /// @return this model with a column of X more
    /// @throws copse.error.InputException if a value is NaN or infinite
    /// @throws IllegalArgumentException if the name is taken or the length differs
    public ModelArrays column(String name, double... values) {
        return with(name, NumericColumn.of(values), Expr.name(name));
    }

    /// Adds all columns of a matrix.
    ///
    /// @param names one new name per column
    /// @param values per column one value per row; copied
    /// @return this model with the columns of X
    public ModelArrays columns(List<String> names, double[][] values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException(names.size() + " names for " + values.length + " columns");
        }
        ModelArrays model = this;
        for (int j = 0; j < values.length; j++) {
            model = model.column(names.get(j), values[j]);
        }
        return model;
    }

    /// Adds a random intercept, and slopes that correlate with it.
    ///
    /// @param name a new name
    /// @param labels the group of each row; copied
    /// @param slopes names of columns of X that vary by group too
    /// @return this model with the random term
    public ModelArrays group(String name, String[] labels, String... slopes) {
        TreeSet<String> seen = new TreeSet<>(List.of(labels));
        return with(name, FactorColumn.of(Levels.sorted(seen), labels), random(name, slopes));
    }

    /// Adds a random intercept, and slopes that correlate with it.
    ///
    /// @param name a new name
    /// @param numbers the group of each row, any whole numbers; copied
    /// @param slopes names of columns of X that vary by group too
    /// @return this model with the random term
    public ModelArrays group(String name, int[] numbers, String... slopes) {
        double[] values = new double[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i];
        }
        return with(name, NumericColumn.of(values), random(name, slopes));
    }

    private static Expr random(String group, String... slopes) {
        Expr terms = Expr.number(1);
        for (String slope : slopes) {
            terms = terms.with(Operator.PLUS, Expr.name(slope));
        }
        return terms.by(Expr.name(group));
    }

    private ModelArrays with(String name, Column column, Expr summand) {
        if (columns.containsKey(name)) {
            throw new IllegalArgumentException("two columns called " + name);
        }
        Map<String, Column> nextColumns = new LinkedHashMap<>(columns);
        nextColumns.put(name, column);
        List<Expr> nextSummands = new ArrayList<>(summands);
        nextSummands.add(summand);
        return new ModelArrays(nextColumns, nextSummands, intercept);
    }

    /// @return the formula that the parts make
    public Formula formula() {
        List<Expr> all = new ArrayList<>(summands);
        all.addFirst(Expr.number(intercept ? 1 : 0));
        return Formula.of(new Response.Value(Expr.name(RESPONSE)), all.toArray(Expr[]::new));
    }

    /// @return the rows
    public Frame frame() {
        return Frame.of(columns);
    }
}
