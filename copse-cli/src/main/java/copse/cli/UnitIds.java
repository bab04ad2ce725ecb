package copse.cli;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ids as they stand in the file: `007` is not 7, but what is a whole number in every row is kept as one.
final class UnitIds {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,14}");

    private UnitIds() {}

    /// Text in a file of text can have zeros in front, which are lost in a number.
    ///
    /// @param options how the data are to be read
    /// @param source a file or a query
    /// @param id the id column, if it was named
    /// @return the options, with the ids as labels where that matters
    static ReadOptions options(ReadOptions options, DataSource source, @Nullable String id) {
        boolean text = source instanceof DataSource.DataFile file
                && file.path().toString().matches("(?i).*\\.(csv|tsv|tab)(\\.gz)?");
        return text && id != null && Data.columns(source).contains(id) ? options.withFactors(id) : options;
    }

    /// @param frame data
    /// @param id the id column, if it was named
    /// @return the same with whole numbers as ids, if all of them are
    static Frame plain(Frame frame, @Nullable String id) {
        Column column = id == null ? null : frame.find(id).orElse(null);
        if (!(column instanceof FactorColumn ids)
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
