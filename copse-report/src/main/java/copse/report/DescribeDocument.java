package copse.report;

import copse.frame.ClusterSummary;
import copse.frame.ColumnSummary;
import copse.frame.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// A description of data laid out for people.
public final class DescribeDocument {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    /// Digits of means and quantiles.
    private static final int DIGITS = 4;

    /// As many levels as fit beside the rest of a line.
    private static final int LEVELS_SHOWN = 5;

    private DescribeDocument() {}

    /// @param description what is in the data
    /// @return a sentence, then one table per kind of column, then clusters
    public static Document of(Description description) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(summary(description)));
        Table numbers = numbers(description);
        Table factors = factors(description);
        Table others = others(description);
        for (Table table : List.of(numbers, factors, others)) {
            if (!table.rows().isEmpty()) {
                parts.add(table);
            }
        }
        if (!description.clusters().isEmpty()) {
            parts.add(new Part.Heading("Clusters"));
            parts.add(sizes(description));
            parts.add(new Part.Heading("Intraclass correlation (one-way analysis of variance)"));
            parts.add(correlations(description));
        }
        return new Document(parts);
    }

    /// @param description what is in the data
    /// @return one table of all columns, for programs
    public static Document flat(Description description) {
        Table table = Table.of(
                "columns",
                TableColumn.left("column"),
                TableColumn.left("type"),
                TableColumn.right("n"),
                TableColumn.right("missing"),
                TableColumn.right("distinct"),
                TableColumn.right("mean"),
                TableColumn.right("sd"),
                TableColumn.left("min"),
                TableColumn.right("q25"),
                TableColumn.right("median"),
                TableColumn.right("q75"),
                TableColumn.left("max"));
        for (ColumnSummary column : description.columns()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(column.name()),
                    Cell.text(type(column)),
                    Cell.count(column.rows() - column.missing()),
                    Cell.count(column.missing())));
            row.addAll(
                    switch (column) {
                        case ColumnSummary.Numeric numeric -> {
                            List<Cell> cells = new ArrayList<>(List.of(Cell.empty()));
                            cells.addAll(spread(numeric));
                            yield cells;
                        }
                        case ColumnSummary.Factor factor -> only(Cell.count(used(factor)));
                        case ColumnSummary.Text text -> only(Cell.count(text.distinct()));
                        case ColumnSummary.Logical logical -> {
                            int n = logical.rows() - logical.missing();
                            List<Cell> cells = only(Cell.empty());
                            cells.set(1, number(n == 0 ? Double.NaN : (double) logical.count() / n));
                            yield cells;
                        }
                        case ColumnSummary.Time time -> {
                            List<Cell> cells = only(Cell.count(time.distinct()));
                            cells.set(3, Cell.text(time.first()));
                            cells.set(7, Cell.text(time.last()));
                            yield cells;
                        }
                    });
            table.row(row);
        }
        return new Document(List.of(table));
    }

    /// The columns after `missing`, all empty but the first.
    private static List<Cell> only(Cell distinct) {
        List<Cell> cells = new ArrayList<>(java.util.Collections.nCopies(8, Cell.empty()));
        cells.set(0, distinct);
        return cells;
    }

    private static String summary(Description description) {
        long holes = description.columns().stream()
                .filter(column -> column.missing() > 0)
                .count();
        String missing = holes == 0
                ? "nothing is missing"
                : Numbers.count(description.missing()) + " values are missing, in " + holes
                        + (holes == 1 ? " column" : " columns");
        return description.source() + ": " + Numbers.count(description.rows()) + " rows, "
                + description.columns().size() + " columns; " + missing + ".";
    }

    private static Table numbers(Description description) {
        Table table = Table.of(
                "numbers",
                TableColumn.left("number"),
                TableColumn.right("missing"),
                TableColumn.right("mean"),
                TableColumn.right("sd"),
                TableColumn.right("min"),
                TableColumn.right("25%"),
                TableColumn.right("median"),
                TableColumn.right("75%"),
                TableColumn.right("max"),
                TableColumn.left("histogram"));
        for (ColumnSummary column : description.columns()) {
            if (column instanceof ColumnSummary.Numeric numeric) {
                List<Cell> row = new ArrayList<>(List.of(Cell.text(column.name()), Cell.count(column.missing())));
                row.addAll(spread(numeric));
                row.add(Cell.text(numeric.spread()
                        .map(spread -> histogram(spread.histogram()))
                        .orElse("")));
                table.row(row);
            }
        }
        return table;
    }

    private static List<Cell> spread(ColumnSummary.Numeric numeric) {
        if (numeric.spread().isEmpty()) {
            return java.util.Collections.nCopies(7, Cell.empty());
        }
        Spread spread = numeric.spread().get();
        return List.of(
                number(spread.mean()),
                number(spread.sd().orElse(Double.NaN)),
                number(spread.min()),
                number(spread.q25()),
                number(spread.median()),
                number(spread.q75()),
                number(spread.max()));
    }

    private static Cell number(double value) {
        return Cell.number(value, Numbers.brief(value, DIGITS));
    }

    /// One block per bin; a bin without rows is blank, the fullest has the full block.
    static String histogram(List<Integer> counts) {
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (int count : counts) {
            int height = most == 0 ? 0 : (int) ((long) count * (BLOCKS.length() - 1) / most);
            out.append(count == 0 ? ' ' : BLOCKS.charAt(height));
        }
        return out.toString();
    }

    private static Table factors(Description description) {
        Table table = Table.of(
                "factors",
                TableColumn.left("factor"),
                TableColumn.right("missing"),
                TableColumn.right("levels"),
                TableColumn.left("most frequent"));
        for (ColumnSummary column : description.columns()) {
            if (column instanceof ColumnSummary.Factor factor) {
                table.row(
                        Cell.text(column.name()),
                        Cell.count(column.missing()),
                        Cell.count(factor.levels().size()),
                        Cell.text(frequent(factor)));
            }
        }
        return table;
    }

    private static String frequent(ColumnSummary.Factor factor) {
        int n = factor.rows() - factor.missing();
        String shown = factor.levels().stream()
                .filter(level -> level.count() > 0)
                .sorted(Comparator.comparingInt((ColumnSummary.LevelCount level) -> level.count())
                        .reversed())
                .limit(LEVELS_SHOWN)
                .map(level -> level.label() + " " + Numbers.percent((double) level.count() / n))
                .collect(Collectors.joining(", "));
        return used(factor) > LEVELS_SHOWN ? shown + ", …" : shown;
    }

    private static long used(ColumnSummary.Factor factor) {
        return factor.levels().stream().filter(level -> level.count() > 0).count();
    }

    private static Table others(Description description) {
        Table table = Table.of(
                "others",
                TableColumn.left("column"),
                TableColumn.left("type"),
                TableColumn.right("missing"),
                TableColumn.left("values"));
        for (ColumnSummary column : description.columns()) {
            String values = switch (column) {
                case ColumnSummary.Numeric _, ColumnSummary.Factor _ -> "";
                case ColumnSummary.Text text -> Numbers.count(text.distinct()) + " distinct";
                case ColumnSummary.Logical logical ->
                    logical.rows() == logical.missing()
                            ? ""
                            : Numbers.percent((double) logical.count() / (logical.rows() - logical.missing()))
                                    + " true";
                case ColumnSummary.Time time ->
                    Numbers.count(time.distinct()) + " distinct, " + time.first() + " to " + time.last();
            };
            if (!values.isEmpty()) {
                table.row(
                        Cell.text(column.name()),
                        Cell.text(type(column)),
                        Cell.count(column.missing()),
                        Cell.text(values));
            }
        }
        return table;
    }

    static String type(ColumnSummary column) {
        return switch (column) {
            case ColumnSummary.Numeric _ -> "numeric";
            case ColumnSummary.Factor _ -> "factor";
            case ColumnSummary.Text _ -> "text";
            case ColumnSummary.Logical _ -> "logical";
            case ColumnSummary.Time time -> time.type().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static Table sizes(Description description) {
        Table table = Table.of(
                "clusters",
                TableColumn.left("by"),
                TableColumn.right("clusters"),
                TableColumn.right("rows"),
                TableColumn.right("min"),
                TableColumn.right("median"),
                TableColumn.right("mean"),
                TableColumn.right("max"),
                TableColumn.right("CV"));
        for (Description.Clusters clusters : description.clusters()) {
            ClusterSummary sizes = clusters.sizes();
            table.row(
                    Cell.text(clusters.name()),
                    Cell.count(sizes.clusters()),
                    Cell.count(sizes.rows()),
                    Cell.count(sizes.min()),
                    number(sizes.median()),
                    number(sizes.mean()),
                    Cell.count(sizes.max()),
                    Cell.number(sizes.cv(), Numbers.fixed(sizes.cv(), 2)));
        }
        return table;
    }

    private static Table correlations(Description description) {
        List<TableColumn> heads = new ArrayList<>(List.of(TableColumn.left("number")));
        description.clusters().forEach(clusters -> heads.add(TableColumn.right(clusters.name())));
        Table table = Table.of("icc", heads);
        for (String name : description.clusters().getFirst().anova().keySet()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(name)));
            for (Description.Clusters clusters : description.clusters()) {
                OptionalDouble icc = java.util.Objects.requireNonNull(
                                clusters.anova().get(name))
                        .icc();
                row.add(Cell.number(
                        icc.orElse(Double.NaN), icc.isPresent() ? Numbers.fixed(icc.getAsDouble(), 4) : ""));
            }
            table.row(row);
        }
        return table;
    }
}
