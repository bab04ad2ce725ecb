package copse.io;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Random frames that files can hold: every type, missing values, texts that need quotes.
final class Frames {
    private static final List<String> LABELS = List.of(
            "a",
            "B",
            "comma, here",
            "say \"no\"",
            "two\nlines",
            "tab\there",
            "größe",
            "\uD83D\uDE00",
            " blank ",
            "NA",
            "d'or",
            "back\\slash");

    private Frames() {}

    /// @param random source of all choices
    /// @param rows number of rows
    /// @return a frame of seven columns, each with some missing values
    static Frame random(SplittableRandom random, int rows) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", numbers(random, rows));
        columns.put(
                "id", NumericColumn.of(random.ints(rows, 1, 40).asDoubleStream().toArray()));
        @Nullable String[] labels = new String[rows];
        Arrays.setAll(labels, row -> random.nextInt(10) == 0 ? null : LABELS.get(random.nextInt(LABELS.size())));
        columns.put("g", FactorColumn.of(labels));
        @Nullable String[] texts = new String[rows];
        Arrays.setAll(
                texts,
                row -> row > 0 && random.nextInt(10) == 0
                        ? null
                        : row + " " + LABELS.get(random.nextInt(LABELS.size())));
        columns.put("text, free", TextColumn.of(texts));
        columns.put("flag", LogicalColumn.of(mask(random, rows), mask(random, rows)));
        long[] days = random.longs(rows, -30_000, 30_000).toArray();
        columns.put("day", TimeColumn.dates(days, mask(random, rows)));
        long[] micros = random.longs(rows, -2_000_000_000_000_000L, 2_000_000_000_000_000L)
                .toArray();
        columns.put("when", TimeColumn.timestamps(micros, Mask.none(rows)));
        return Frame.of(columns);
    }

    private static NumericColumn numbers(SplittableRandom random, int rows) {
        double[] values = IntStream.range(0, rows)
                .mapToDouble(row -> switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(-5, 6);
                    case 1 -> random.nextInt(-5_000_000, 5_000_000) / 1e6;
                    case 2 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-300, 300));
                    default -> random.nextDouble();
                })
                .toArray();
        return NumericColumn.of(values, mask(random, rows));
    }

    // never the first row: a column of missing values alone has no type of its own in a file of text
    private static Mask mask(SplittableRandom random, int rows) {
        return Mask.of(rows, row -> row > 0 && random.nextInt(8) == 0);
    }
}
