package copse.design;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextBuffer;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import copse.record.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Fingerprints of what arms follow from, and of the arms: each by itself, so that a difference can be told by
/// name, and all together.
///
/// A column's is SHA-256 over its cells as a CSV file has them, each with a line feed behind it, in the order
/// of ids, in UTF-8. It does not depend on the order of rows, nor on whether a reader took the column for
/// numbers, labels or text, and anybody can make it: for a file of assignments in the order of ids, whose third
/// column is the arm and whose cells hold no commas, `tail -n +2 arms.csv | cut -d, -f3 | sha256sum`. The parts
/// of an arm stand in one cell, joined by `:`.
///
/// @param algorithm how seeds become arms, [Assignment#ALGORITHM]
/// @param design of the design's short form in UTF-8
/// @param seed the seed itself
/// @param columns by name: of the id column, which comes first, and of the columns that the design reads
/// @param arms of the arms, an empty line for a unit without
public record Digests(String algorithm, String design, long seed, SequencedMap<String, String> columns, String arms) {
    /// Rows whose text is put together before it is hashed: the buffer stays in the second-level cache.
    private static final int ROWS = 1 << 14;

    /// Copies the map.
    public Digests {
        columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
    }

    /// @param assignment any
    /// @return its fingerprints
    public static Digests of(Assignment assignment) {
        Units units = assignment.units();
        Design design = assignment.randomisation().design();
        List<String> names = names(design, units);
        String[] found = IntStream.rangeClosed(0, names.size())
                .parallel()
                .mapToObj(i -> i < names.size() ? ofColumn(units.column(names.get(i))) : ofArms(assignment))
                .toArray(String[]::new);
        SequencedMap<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), found[i]);
        }
        return new Digests(
                Assignment.ALGORITHM,
                Digest.sha256(design.print()),
                assignment.seed().value(),
                columns,
                found[names.size()]);
    }

    /// The fingerprints of the columns alone, to find what changed in the data.
    ///
    /// @param design whose columns are read
    /// @param units in the order of their ids
    /// @return by name, the id column first
    public static SequencedMap<String, String> ofColumns(Design design, Units units) {
        SequencedMap<String, String> columns = new LinkedHashMap<>();
        names(design, units).forEach(name -> columns.put(name, ofColumn(units.column(name))));
        return columns;
    }

    private static List<String> names(Design design, Units units) {
        List<String> names = new ArrayList<>(List.of(units.idColumn()));
        design.columns().stream().filter(name -> !names.contains(name)).forEach(names::add);
        return names;
    }

    /// The fingerprint of the whole: SHA-256 over these lines, each with a line feed behind it. Numbers in
    /// braces are fingerprints as 64 hexadecimal digits; there is one `column` line for each.
    ///
    /// ```text
    /// copse-assign/1
    /// seed 20260101
    /// design {…}
    /// column {…} school
    /// column {…} region
    /// arms {…}
    /// ```
    ///
    /// @return 64 hexadecimal digits
    public String assignment() {
        TextBuffer lines = new TextBuffer(1024);
        lines.put(algorithm + "\nseed " + seed + "\ndesign " + design + "\n");
        columns.forEach((name, digest) -> lines.put("column " + digest + " " + name.replace("\n", "\\n") + "\n"));
        lines.put("arms " + arms + "\n");
        return Digest.sha256(lines.toString());
    }

    /// @param column in the order of ids
    /// @return its fingerprint
    public static String ofColumn(Column column) {
        Cell cell = cell(column);
        return hash(column.size(), (buffer, row) -> {
            if (!column.isMissing(row)) {
                cell.put(buffer, row);
            }
            buffer.put('\n');
        });
    }

    private static String ofArms(Assignment assignment) {
        List<String> labels = assignment.arms().labels();
        byte[][] lines = new byte[labels.size() + 1][];
        lines[0] = new byte[] {'\n'};
        for (int arm = 0; arm < labels.size(); arm++) {
            lines[arm + 1] = (encoded(labels.get(arm)) + "\n").getBytes(StandardCharsets.UTF_8);
        }
        return hash(assignment.size(), (buffer, unit) -> buffer.put(lines[assignment.arm(unit) + 1]));
    }

    /// Writes one cell.
    @FunctionalInterface
    private interface Cell {
        void put(TextBuffer buffer, int row);
    }

    private static String hash(int rows, Cell line) {
        MessageDigest digest = Digest.sha256();
        TextBuffer buffer = new TextBuffer(1 << 18);
        for (int from = 0; from < rows; from += ROWS) {
            int to = Math.min(rows, from + ROWS);
            for (int row = from; row < to; row++) {
                line.put(buffer, row);
            }
            buffer.addTo(digest);
            buffer.clear();
        }
        return Digest.hex(digest);
    }

    private static Cell cell(Column column) {
        return switch (column) {
            case NumericColumn numbers -> (buffer, row) -> buffer.put(numbers.value(row));
            case LogicalColumn logicals -> (buffer, row) -> buffer.put(Boolean.toString(logicals.value(row)));
            case TimeColumn times -> (buffer, row) -> buffer.put(times.text(row));
            case TextColumn text -> (buffer, row) -> buffer.putCell(text.text(row), ',');
            case FactorColumn factor -> {
                byte[][] labels = factor.levels().labels().stream()
                        .map(label -> encoded(label).getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
                yield (buffer, row) -> buffer.put(labels[factor.code(row)]);
            }
        };
    }

    private static String encoded(String label) {
        TextBuffer buffer = new TextBuffer(2 * label.length());
        buffer.putCell(label, ',');
        return buffer.toString();
    }
}
