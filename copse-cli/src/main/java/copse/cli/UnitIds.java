package copse.cli;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Ids as they stand in the file: `007` is not 7, but what is a whole number in every row is kept as one.
final class UnitIds {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,14}");

    /// Bytes of a file in which reading labels takes no time to speak of.
    private static final long LARGE = 32 << 20;

    /// The same for a list of edges, however small: ends that are numbers are compared as such in a condition.
    private static final long SOME_EDGES = 0;

    /// Rows that are looked at in a larger one.
    private static final int LOOKED_AT = 10_000;

    private UnitIds() {}

    /// Text in a file of text can have zeros in front, which are lost in a number.
    ///
    /// @param options how the data are to be read
    /// @param source a file or a query
    /// @param id the id column, if it was named
    /// @return the options, with the ids as labels where that matters
    static ReadOptions options(ReadOptions options, DataSource source, @Nullable String id) {
        return id == null ? options : options(options, source, LARGE, id);
    }

    /// The same for the ends of edges, which are many and short.
    ///
    /// @param options how the data are to be read
    /// @param source a file or a query
    /// @param from one end
    /// @param to the other
    /// @return the options, with the ends as labels where that matters
    static ReadOptions ofEdges(ReadOptions options, DataSource source, String from, String to) {
        return options(options, source, SOME_EDGES, from, to);
    }

    private static ReadOptions options(ReadOptions options, DataSource source, long large, String... ids) {
        boolean text = source instanceof DataSource.DataFile file
                && file.path().toString().matches("(?i).*\\.(csv|tsv|tab)(\\.gz)?");
        if (!text) {
            return options;
        }
        List<String> columns = Data.columns(source);
        List<String> there = Stream.of(ids).filter(columns::contains).toList();
        boolean plain = DataOptions.size(source) > large
                && source instanceof DataSource.DataFile(Path path)
                && there.stream().allMatch(id -> begins(path, columns.size(), columns.indexOf(id)));
        return plain ? options : options.withFactors(there.toArray(String[]::new));
    }

    /// Whether a large file begins with ids that are whole numbers without zeros in front. Ten million labels
    /// take ten times as long to read as numbers, and ids with zeros in front are as long as each other, so
    /// that the first show it.
    private static boolean begins(Path path, int columns, int column) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (column < 0 || name.endsWith(".gz")) {
            return false;
        }
        String divider = name.endsWith(".csv") ? "," : "\t";
        try (Stream<String> lines = Files.lines(path)) {
            return lines.skip(1).limit(LOOKED_AT).allMatch(line -> {
                String[] cells = line.split(divider, -1);
                return cells.length == columns && WHOLE.matcher(cells[column]).matches();
            });
        } catch (IOException | UncheckedIOException notPlain) {
            // another encoding, or no text at all: the reader will say so
            return false;
        }
    }

    /// @param frame data
    /// @param id the id column, if it was named
    /// @return the same with whole numbers as ids, if all of them are
    static Frame plain(Frame frame, @Nullable String id) {
        if (id == null
                || !(frame.find(id).orElse(null) instanceof FactorColumn ids)
                || !ids.levels().labels().stream()
                        .allMatch(label -> WHOLE.matcher(label).matches())) {
            return frame;
        }
        double[] byLevel =
                ids.levels().labels().stream().mapToDouble(Double::parseDouble).toArray();
        double[] values = new double[ids.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = ids.code(row) < 0 ? 0 : byLevel[ids.code(row)];
        }
        return frame.with(id, NumericColumn.of(values, Mask.of(values.length, row -> ids.code(row) < 0)));
    }
}
