package copse.frame;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// Days or points in time.
public final class TimeColumn implements Column {
    private static final long MICROS = 1_000_000L;

    private final long[] values;
    private final ColumnType type;
    private final Mask missing;

    private TimeColumn(long[] values, ColumnType type, Mask missing) {
        if (values.length != missing.size()) {
            throw new IllegalArgumentException(values.length + " values with a mask of " + missing.size());
        }
        this.values = values;
        this.type = type;
        this.missing = missing;
    }

    /// @param days days since 1970-01-01, one per row; copied
    /// @param missing the rows that are missing
    /// @return a column of dates
    public static TimeColumn dates(long[] days, Mask missing) {
        return new TimeColumn(days.clone(), ColumnType.DATE, missing);
    }

    /// @param micros microseconds since 1970-01-01T00:00, one per row; copied
    /// @param missing the rows that are missing
    /// @return a column of time stamps
    public static TimeColumn timestamps(long[] micros, Mask missing) {
        return new TimeColumn(micros.clone(), ColumnType.TIMESTAMP, missing);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Mask missing() {
        return missing;
    }

    /// @param row from 0
    /// @return days (dates) or microseconds (time stamps) since 1970; without meaning if missing
    public long value(int row) {
        return values[row];
    }

    @Override
    public TimeColumn select(int[] rows) {
        long[] taken = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = values[rows[i]];
        }
        return new TimeColumn(taken, type, missing.select(rows));
    }

    @Override
    public String text(int row) {
        if (isMissing(row)) {
            return "";
        }
        long value = values[row];
        return type == ColumnType.DATE
                ? LocalDate.ofEpochDay(value).toString()
                : LocalDateTime.ofEpochSecond(
                                Math.floorDiv(value, MICROS), (int) Math.floorMod(value, MICROS) * 1000, ZoneOffset.UTC)
                        .toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeColumn column
                && column.type == type
                && column.missing.equals(missing)
                && Arrays.equals(column.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
