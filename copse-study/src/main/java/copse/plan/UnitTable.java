package copse.plan;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The units of a first plan: a query over the data of the past that leaves out what no unit can know of itself
/// before the experiment.
///
/// @param plan of the units
/// @param past column of the outcome of the past
/// @param reason in a sentence
record UnitTable(UnitsPlan plan, String past, String reason) {
    private static final String BEFORE = "_before";

    /// @param data of the past
    /// @param file their path
    /// @param id column that tells rows apart, if there is one
    /// @param cluster column of groups, if rows come in some
    /// @param arm column of arms that were handed out before
    /// @param outcome column
    /// @return one row per unit
    static UnitTable of(
            Frame data,
            String file,
            Optional<String> id,
            Optional<String> cluster,
            Optional<String> arm,
            String outcome) {
        String past = free(data, outcome + BEFORE);
        String from = " FROM '" + file.replace("'", "''") + "'";
        List<String> gone = new ArrayList<>(List.of(column(outcome)));
        arm.ifPresent(name -> gone.add(column(name)));
        String rows = "* EXCLUDE (" + String.join(", ", gone) + "), " + column(outcome) + " AS " + column(past);
        if (id.isPresent()) {
            return new UnitTable(
                    new UnitsPlan(Optional.of(TableSource.sql("SELECT " + rows + from)), id.get(), cluster),
                    past,
                    "The units are the rows of " + file + "; `" + outcome
                            + "` of the past is a covariate under another name, since no treatment can change it.");
        }
        if (cluster.isEmpty()) {
            String number = free(data, "unit");
            return new UnitTable(
                    new UnitsPlan(
                            Optional.of(TableSource.sql(
                                    "SELECT row_number() OVER () AS " + column(number) + ", " + rows + from)),
                            number,
                            Optional.empty()),
                    past,
                    "The units are the rows of " + file + ", numbered in their order.");
        }
        return new UnitTable(
                new UnitsPlan(
                        Optional.of(TableSource.sql(grouped(data, cluster.get(), arm, outcome, past) + from
                                + " GROUP BY " + column(cluster.get()) + " ORDER BY " + column(cluster.get()))),
                        cluster.get(),
                        Optional.empty()),
                past,
                "The units are the groups `" + cluster.get() + "`, with means of what was measured in " + file + ".");
    }

    private static String grouped(Frame data, String cluster, Optional<String> arm, String outcome, String past) {
        List<String> columns = new ArrayList<>(List.of(column(cluster), "count(*) AS " + column(free(data, "size"))));
        for (String name : data.names()) {
            Column values = data.column(name);
            boolean other = !name.equals(cluster)
                    && !arm.equals(Optional.of(name))
                    && !ColumnRole.TIME.isNamed(name)
                    && !name.toLowerCase(Locale.ROOT).endsWith("id");
            boolean number = values instanceof NumericColumn || values instanceof LogicalColumn;
            if (other && number) {
                String mean = values instanceof LogicalColumn ? column(name) + "::INT" : column(name);
                columns.add("avg(" + mean + ") AS " + column(name.equals(outcome) ? past : name));
            } else if (other && values instanceof FactorColumn && isConstant(data, cluster, name)) {
                columns.add("any_value(" + column(name) + ") AS " + column(name));
            }
        }
        return "SELECT " + String.join(", ", columns);
    }

    private static boolean isConstant(Frame data, String cluster, String name) {
        return data.distinct(cluster, name).rows() == data.distinct(cluster).rows();
    }

    private static String free(Frame data, String wanted) {
        String name = wanted;
        for (int i = 2; data.find(name).isPresent(); i++) {
            name = wanted + i;
        }
        return name;
    }

    /// As SQL takes it.
    private static String column(String name) {
        return name.matches("[A-Za-z_]\\w*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    String id() {
        return plan.id();
    }
}
