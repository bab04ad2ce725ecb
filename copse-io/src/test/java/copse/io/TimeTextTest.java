package copse.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    private static long date(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TimeText.date(bytes, 0, bytes.length);
    }

    private static long timestamp(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TimeText.timestamp(bytes, 0, bytes.length);
    }

    @Test
    void everyDayOfFourCenturiesIsRead() {
        for (LocalDate day = LocalDate.of(1800, 1, 1); day.getYear() < 2200; day = day.plusDays(1)) {
            assertThat(date(day.toString())).isEqualTo(day.toEpochDay());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-01-32",
                "2026-1-01",
                "26-01-01",
                "2026/01/01",
                "x"
            })
    void noSuchDay(String text) {
        assertThat(date(text)).isEqualTo(TimeText.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31 12:34,2026-01-31T12:34:00",
        "2026-01-31T12:34:56,2026-01-31T12:34:56",
        "1969-12-31 23:59:59.999999,1969-12-31T23:59:59.999999",
        "2026-01-31 12:34:56.5Z,2026-01-31T12:34:56.500",
        "2026-01-31 12:34:56.123456789,2026-01-31T12:34:56.123456",
        "2026-01-31,2026-01-31T00:00:00"
    })
    void readsTimeStamps(String text, LocalDateTime expected) {
        long micros = ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), expected);
        assertThat(timestamp(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31 24:00",
                "2026-01-31 12:60",
                "2026-01-31 12:34:61",
                "2026-01-31 12",
                "2026-01-31 12:34:56.",
                "2026-01-31 12:34:56.x",
                "2026-01-31 12:34:56+02:00",
                "2026-01-31x12:34",
                "2026-01-31 12:34:5",
                "12:34"
            })
    void refusesOtherTexts(String text) {
        assertThat(timestamp(text)).isEqualTo(TimeText.NONE);
    }
}
