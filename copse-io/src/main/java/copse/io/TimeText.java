package copse.io;

import java.time.LocalDate;
import java.time.Year;

/// Dates (`2026-01-31`) and time stamps (`2026-01-31 13:45:00.25`, `T` instead of the blank, `Z` behind) from
/// bytes.
final class TimeText {
    /// What a text that is neither date nor time stamp becomes; no date is that far away.
    static final long NONE = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private TimeText() {}

    /// @param data the bytes; not modified
    /// @param from first byte of the cell
    /// @param to one past its last byte
    /// @return days since 1970-01-01, or [#NONE]
    static long date(byte[] data, int from, int to) {
        if (to - from != DATE_LENGTH || data[from + 4] != '-' || data[from + 7] != '-') {
            return NONE;
        }
        int year = number(data, from, from + 4);
        int month = number(data, from + 5, from + 7);
        int day = number(data, from + 8, from + 10);
        boolean exists = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= java.time.Month.of(month).length(Year.isLeap(year));
        return exists ? LocalDate.of(year, month, day).toEpochDay() : NONE;
    }

    /// @param data the bytes; not modified
    /// @param from first byte of the cell
    /// @param to one past its last byte
    /// @return microseconds since 1970-01-01T00:00, midnight for a bare date, or [#NONE]
    static long timestamp(byte[] data, int from, int to) {
        int dateEnd = from + DATE_LENGTH;
        long days = to < dateEnd ? NONE : date(data, from, dateEnd);
        if (days == NONE || to == dateEnd) {
            return days == NONE ? NONE : days * MICROS_PER_DAY;
        }
        int end = data[to - 1] == 'Z' ? to - 1 : to;
        boolean minutes = end - dateEnd >= 6
                && (data[dateEnd] == ' ' || data[dateEnd] == 'T')
                && data[dateEnd + 3] == ':'
                && (end - dateEnd == 6 || end - dateEnd >= 9 && data[dateEnd + 6] == ':');
        if (!minutes) {
            return NONE;
        }
        int hour = number(data, dateEnd + 1, dateEnd + 3);
        int minute = number(data, dateEnd + 4, dateEnd + 6);
        int second = end - dateEnd == 6 ? 0 : number(data, dateEnd + 7, dateEnd + 9);
        long micros = end - dateEnd <= 9 ? 0 : fraction(data, dateEnd + 9, end);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || micros < 0) {
            return NONE;
        }
        return days * MICROS_PER_DAY + ((hour * 60L + minute) * 60L + second) * 1_000_000L + micros;
    }

    private static long fraction(byte[] data, int from, int to) {
        if (data[from] != '.' || to - from < 2 || to - from > 10) {
            return -1;
        }
        long micros = 0;
        for (int i = 1; i <= 6; i++) {
            int digit = from + i < to ? data[from + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            micros = 10 * micros + digit;
        }
        return from + 7 < to && number(data, from + 7, to) < 0 ? -1 : micros;
    }

    private static int number(byte[] data, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
