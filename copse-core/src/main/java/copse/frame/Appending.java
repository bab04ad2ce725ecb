package copse.frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts frames with the same columns one below the other. Cost: O(rows), each value copied once.
final class Appending {
    private Appending() {}

    static Frame of(List<Frame> frames) {
        Frame first = frames.getFirst();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Frame frame : frames) {
            requireSameNames(first, frame);
        }
        for (String name : first.names()) {
            List<Column> parts = new ArrayList<>();
            for (Frame frame : frames) {
                Column part = frame.column(name);
                requireSameType(name, first.column(name), part);
                parts.add(part);
            }
            columns.put(name, stack(parts));
        }
        return Frame.of(columns);
    }

    private static void requireSameNames(Frame first, Frame other) {
        List<String> lacking = new ArrayList<>(first.names());
        lacking.removeAll(other.names());
        List<String> surplus = new ArrayList<>(other.names());
        surplus.removeAll(first.names());
        if (!lacking.isEmpty() || !surplus.isEmpty()) {
            throw FrameCode.UNLIKE_FRAMES.error(
                    "the tables do not have the same columns",
                    (lacking.isEmpty() ? "" : "only the first has " + Problems.list(lacking))
                            + (lacking.isEmpty() || surplus.isEmpty() ? "" : "; ")
                            + (surplus.isEmpty() ? "" : "only the other has " + Problems.list(surplus)),
                    "`rename`, `drop` or `with` make them the same");
        }
    }

    private static void requireSameType(String name, Column first, Column other) {
        if (first.type() != other.type()) {
            throw FrameCode.UNLIKE_FRAMES.error(
                    "column `" + name + "` is " + Problems.word(first.type()) + " in the first table and "
                            + Problems.word(other.type()) + " in the other",
                    "a column holds one type",
                    "convert one: `asFactor(\"" + name + "\")` or `asNumeric(\"" + name + "\")`");
        }
    }

    private static Column stack(List<Column> parts) {
        int rows = Math.toIntExact(parts.stream().mapToLong(Column::size).sum());
        return switch (parts.getFirst()) {
            case NumericColumn _ -> numeric(parts, rows);
            case FactorColumn _ -> factor(parts, rows);
            case TextColumn _ -> text(parts, rows);
            case LogicalColumn _ -> logical(parts, rows);
            case TimeColumn time -> time(parts, rows, time.type());
        };
    }

    private static NumericColumn numeric(List<Column> parts, int rows) {
        double[] values = new double[rows];
        int at = 0;
        for (Column part : parts) {
            ((NumericColumn) part).copy(0, part.size(), values, at);
            at += part.size();
        }
        return NumericColumn.wrap(values, missing(parts, rows));
    }

    private static FactorColumn factor(List<Column> parts, int rows) {
        Levels levels = ((FactorColumn) parts.getFirst()).levels();
        for (Column part : parts) {
            levels = levels.union(((FactorColumn) part).levels());
        }
        int[] codes = new int[rows];
        int at = 0;
        for (Column part : parts) {
            FactorColumn factor = (FactorColumn) part;
            Factors.withLevels("", factor, levels).copy(0, factor.size(), codes, at);
            at += factor.size();
        }
        return FactorColumn.wrap(codes, levels);
    }

    private static TextColumn text(List<Column> parts, int rows) {
        @Nullable String[] values = new String[rows];
        int at = 0;
        for (Column part : parts) {
            for (int row = 0; row < part.size(); row++) {
                values[at++] = part.isMissing(row) ? null : part.text(row);
            }
        }
        return TextColumn.of(values);
    }

    private static LogicalColumn logical(List<Column> parts, int rows) {
        return LogicalColumn.of(
                stacked(
                        parts.stream()
                                .map(part -> ((LogicalColumn) part).trueRows())
                                .toList(),
                        rows),
                missing(parts, rows));
    }

    private static TimeColumn time(List<Column> parts, int rows, ColumnType type) {
        long[] values = new long[rows];
        int at = 0;
        for (Column part : parts) {
            for (int row = 0; row < part.size(); row++) {
                values[at++] = ((TimeColumn) part).value(row);
            }
        }
        Mask missing = missing(parts, rows);
        return type == ColumnType.DATE ? TimeColumn.dates(values, missing) : TimeColumn.timestamps(values, missing);
    }

    private static Mask missing(List<Column> parts, int rows) {
        return stacked(parts.stream().map(Column::missing).toList(), rows);
    }

    private static Mask stacked(List<Mask> parts, int rows) {
        long[] words = new long[(rows + 63) >>> 6];
        int at = 0;
        for (Mask part : parts) {
            int start = at;
            part.forEach(row -> words[start + row >>> 6] |= 1L << start + row);
            at += part.size();
        }
        return Mask.wrap(rows, words);
    }
}
