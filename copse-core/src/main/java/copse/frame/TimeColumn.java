package copse.frame;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;

/// Days or points in time.
public final class TimeColumn implements Column {
    private static final long MICROS = 1_000_000L;

    private final long[] values;
    private final ColumnType type;
    private final Mask missing;

    private TimeColumn(long[] values, ColumnType type, Mask missing) {
        if (values.length != missing.size()) {
            throw Problems.unlikeMask(values.length, missing.size());
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

    /// @param row from 0
    /// @return the day, of a time stamp that it is in; without meaning if missing
    public LocalDate date(int row) {
        return dateTime(row).toLocalDate();
    }

    /// @param row from 0
    /// @return the point in time, of a date its beginning; without meaning if missing
    public LocalDateTime dateTime(int row) {
        return dateTime(type, values[row]);
    }

    private static LocalDateTime dateTime(ColumnType type, long value) {
        return type == ColumnType.DATE
                ? LocalDate.ofEpochDay(value).atStartOfDay()
                : LocalDateTime.ofEpochSecond(
                        Math.floorDiv(value, MICROS), (int) Math.floorMod(value, MICROS) * 1000, ZoneOffset.UTC);
    }

    @Override
    public TimeColumn select(int[] rows) {
        long[] taken = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = rows[i] < 0 ? 0 : values[rows[i]];
        }
        return new TimeColumn(taken, type, missing.selectMissing(rows));
    }

    @Override
    public TimeColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        return new TimeColumn(Arrays.copyOfRange(values, from, to), type, missing.slice(from, to));
    }

    @Override
    public String text(int row) {
        return isMissing(row) ? "" : label(values[row]);
    }

    /// @param value days or microseconds since 1970
    /// @return the day or time in ISO 8601
    String label(long value) {
        LocalDateTime time = dateTime(type, value);
        return type == ColumnType.DATE ? time.toLocalDate().toString() : time.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeColumn column
                && column.type == type
                && column.missing.equals(missing)
                && equalWhereThere(column.values);
    }

    private boolean equalWhereThere(long[] other) {
        for (int row = 0; row < values.length; row++) {
            if (!missing.get(row) && values[row] != other[row]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 31 * type.hashCode() + missing.hashCode();
        for (int row = 0; row < values.length; row++) {
            hash = 31 * hash + (missing.get(row) ? 0 : Long.hashCode(values[row]));
        }
        return hash;
    }
}
