package copse.frame;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Free text.
public final class TextColumn implements Column {
    private final @Nullable String[] values;
    private final Mask missing;

    private TextColumn(@Nullable String[] values) {
        this.values = values;
        this.missing = Mask.of(values.length, row -> values[row] == null);
    }

    /// @param values one per row, null if missing; copied
    /// @return the column
    public static TextColumn of(@Nullable String... values) {
        return new TextColumn(values.clone());
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public ColumnType type() {
        return ColumnType.TEXT;
    }

    @Override
    public Mask missing() {
        return missing;
    }

    @Override
    public TextColumn select(int[] rows) {
        @Nullable String[] taken = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = rows[i] < 0 ? null : values[rows[i]];
        }
        return new TextColumn(taken);
    }

    @Override
    public TextColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        return new TextColumn(Arrays.copyOfRange(values, from, to));
    }

    @Override
    public String text(int row) {
        String value = values[row];
        return value == null ? "" : value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextColumn column && Arrays.equals(column.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
