package copse.report;

import copse.mcmc.DrawSummary;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/// Parameters of a posterior, one per row: where their draws lie, and how well the chains know it.
public final class ParameterTable {
    private ParameterTable() {}

    /// @param rows one per parameter
    /// @param members whether the effects of the groups' levels are meant too
    /// @return the rows to show
    public static List<DrawSummary> shown(List<DrawSummary> rows, boolean members) {
        return rows.stream().filter(row -> members || !isMember(row.name())).toList();
    }

    /// @param rows one per parameter
    /// @return a table named `parameters`
    public static Table of(List<DrawSummary> rows) {
        Table table = Table.of(
                "parameters",
                TableColumn.left("parameter"),
                TableColumn.right("mean"),
                TableColumn.right("sd"),
                TableColumn.right("2.5%"),
                TableColumn.right("50%"),
                TableColumn.right("97.5%"),
                TableColumn.right("mcse"),
                TableColumn.right("R-hat"),
                TableColumn.right("ESS bulk"),
                TableColumn.right("ESS tail"));
        for (DrawSummary row : rows) {
            table.row(
                    Cell.text(row.name()),
                    number(row.mean(), row.sd()),
                    number(row.sd(), row.sd()),
                    number(row.q2_5(), row.sd()),
                    number(row.q50(), row.sd()),
                    number(row.q97_5(), row.sd()),
                    number(row.mcseMean(), value -> Numbers.significant(value, 2)),
                    number(row.rhat(), value -> Numbers.fixed(value, 3)),
                    number(row.essBulk(), value -> Numbers.count(Math.round(value))),
                    number(row.essTail(), value -> Numbers.count(Math.round(value))));
        }
        return table;
    }

    private static boolean isMember(String parameter) {
        return parameter.startsWith("r(") && parameter.contains(")[");
    }

    private static Cell number(double value, double sd) {
        return Cell.number(value, Numbers.byError(value, sd));
    }

    private static Cell number(OptionalDouble value, DoubleFunction<String> shown) {
        return value.isEmpty() ? Cell.empty() : Cell.number(value.getAsDouble(), shown.apply(value.getAsDouble()));
    }
}
