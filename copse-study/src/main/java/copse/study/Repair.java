package copse.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A way in which ids come to be written differently, and how to write them alike.
///
/// @param cause in what they differ, in words
/// @param rewrite an id of the data as the assignment writes it
/// @param sql the same as an expression, `%s` being the column
record Repair(String cause, UnaryOperator<String> rewrite, String sql) {
    /// @param strange ids of the data that the assignment does not have
    /// @param wanted ids of the assignment that the data do not have
    /// @return the first rewriting that turns one into the other, if there is one
    static Optional<Repair> of(Collection<String> strange, Set<String> wanted) {
        return all(wanted).stream()
                .filter(repair -> strange.stream()
                        .anyMatch(id -> wanted.contains(repair.rewrite().apply(id))))
                .findFirst();
    }

    private static List<Repair> all(Set<String> wanted) {
        List<Repair> repairs = new ArrayList<>(List.of(
                new Repair("blanks at the ends", String::strip, "trim(%s)"),
                new Repair("upper and lower case", id -> id.toLowerCase(java.util.Locale.ROOT), "lower(%s)"),
                new Repair("upper and lower case", id -> id.toUpperCase(java.util.Locale.ROOT), "upper(%s)"),
                new Repair("a `.0` behind whole numbers", id -> id.replaceFirst("\\.0+$", ""), "CAST(%s AS BIGINT)"),
                new Repair("zeros in front", id -> id.replaceFirst("^0+(?=.)", ""), "ltrim(%s, '0')")));
        String any = wanted.isEmpty() ? "" : wanted.iterator().next();
        int width = any.length();
        if (wanted.stream().allMatch(id -> id.length() == width && id.matches("\\d+"))) {
            repairs.add(new Repair(
                    "zeros in front",
                    id -> "0".repeat(Math.max(0, width - id.length())) + id,
                    "lpad(CAST(%s AS VARCHAR), " + width + ", '0')"));
        }
        String prefix = any.replaceFirst("\\d+$", "");
        if (!prefix.isEmpty() && wanted.stream().allMatch(id -> id.startsWith(prefix))) {
            repairs.add(new Repair(
                    "`" + prefix + "` in front", id -> prefix + id, "'" + prefix.replace("'", "") + "' || %s"));
        }
        repairs.add(new Repair(
                "letters in front", id -> id.replaceFirst("^\\D+", ""), "regexp_replace(%s, '^[^0-9]+', '')"));
        return repairs;
    }

    /// @param column of the ids in the data
    /// @param data what the data are called
    /// @return the option that reads the data with ids written alike, to be pasted into a shell
    String option(String column, String data) {
        String name = column.matches("[A-Za-z_]\\w*") ? column : "\\\"" + column + "\\\"";
        String expression = sql.replace("%s", name);
        return "--sql \"SELECT * REPLACE (" + expression + " AS " + name + ") FROM '" + data + "'\"";
    }
}
