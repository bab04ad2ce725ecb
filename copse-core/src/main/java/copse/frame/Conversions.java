package copse.frame;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;

/// One column as another type.
final class Conversions {
    private static final double MICROS_PER_SECOND = 1e6;

    private Conversions() {}

    /// The column as a factor whose levels are the values seen.
    ///
    /// Order: labels as [Levels#sorted], numbers and times ascending, false before true.
    static FactorColumn factor(String name, Column column) {
        return switch (column) {
            case FactorColumn factor -> factor;
            case TextColumn text -> fromText(text);
            case NumericColumn numeric -> fromNumeric(name, numeric);
            case TimeColumn time -> fromLongs(time.size(), time.missing(), time::value, time::label);
            case LogicalColumn logical ->
                fromLongs(
                        logical.size(),
                        logical.missing(),
                        row -> logical.value(row) ? 1 : 0,
                        value -> Boolean.toString(value == 1));
        };
    }

    private static FactorColumn fromText(TextColumn text) {
        TreeSet<String> seen = new TreeSet<>();
        for (int row = 0; row < text.size(); row++) {
            if (!text.isMissing(row)) {
                seen.add(text.text(row));
            }
        }
        return coded(text, Levels.sorted(seen), text::text, "text");
    }

    private static FactorColumn fromNumeric(String name, NumericColumn numeric) {
        if (!numeric.isWhole()) {
            throw Problems.wrongType(
                    name,
                    numeric,
                    "whole numbers, so its values cannot name groups",
                    "make bins of it: `frame.cut(\"" + name + "\", Bins.quantiles(frame.numeric(\"" + name
                            + "\"), 4))`");
        }
        return fromLongs(numeric.size(), numeric.missing(), row -> (long) numeric.value(row), Long::toString);
    }

    private static FactorColumn fromLongs(int size, Mask missing, IntToLongFunction value, LongFunction<String> label) {
        Distinct distinct = new Distinct();
        int[] codes = new int[size];
        for (int row = 0; row < size; row++) {
            codes[row] = missing.get(row) ? FactorColumn.MISSING : distinct.code(value.applyAsLong(row));
        }
        long[] values = distinct.values();
        long[] ascending = values.clone();
        Arrays.sort(ascending);
        int[] rank = new int[values.length];
        for (int i = 0; i < rank.length; i++) {
            rank[i] = Arrays.binarySearch(ascending, values[i]);
        }
        for (int row = 0; row < size; row++) {
            codes[row] = codes[row] < 0 ? FactorColumn.MISSING : rank[codes[row]];
        }
        return FactorColumn.wrap(
                codes, Levels.of(Arrays.stream(ascending).mapToObj(label).toList()));
    }

    /// The column as a factor with given levels.
    ///
    /// @throws copse.error.InputException `I106` if a value is none of the levels
    static FactorColumn factor(String name, Column column, Levels levels) {
        if (column instanceof FactorColumn factor) {
            return Factors.withLevels(name, factor, levels);
        }
        return coded(column, levels, column::text, "column `" + name + "`");
    }

    private static FactorColumn coded(Column column, Levels levels, IntFunction<String> label, String what) {
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            String text = label.apply(row);
            codes[row] = column.isMissing(row)
                    ? FactorColumn.MISSING
                    : levels.code(text).orElseThrow(() -> Problems.noLevel(what, text, levels));
        }
        return FactorColumn.wrap(codes, levels);
    }

    /// The column as numbers.
    static NumericColumn numeric(String name, Column column) {
        return switch (column) {
            case NumericColumn numeric -> numeric;
            case LogicalColumn logical -> numbers(logical, row -> logical.value(row) ? 1 : 0);
            case TimeColumn time -> {
                double unit = time.type() == ColumnType.DATE ? 1 : MICROS_PER_SECOND;
                yield numbers(time, row -> time.value(row) / unit);
            }
            case FactorColumn factor -> {
                double[] numbers = new double[factor.levels().size()];
                Arrays.fill(numbers, Double.NaN);
                yield numbers(factor, row -> {
                    int code = factor.code(row);
                    if (Double.isNaN(numbers[code])) {
                        numbers[code] = parse(name, row, factor.levels().label(code));
                    }
                    return numbers[code];
                });
            }
            case TextColumn text -> numbers(text, row -> parse(name, row, text.text(row)));
        };
    }

    private static NumericColumn numbers(Column column, IntToDoubleFunction value) {
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            if (!column.isMissing(row)) {
                values[row] = value.applyAsDouble(row);
            }
        }
        return NumericColumn.wrap(values, column.missing());
    }

    // Double.parseDouble also takes "NaN", "Infinity", "1d" and hexadecimal floats, none of which is a number in a
    // table.
    private static double parse(String name, int row, String text) {
        String bare = text.strip();
        boolean plain = !bare.isEmpty() && bare.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0);
        try {
            double value = plain ? Double.parseDouble(bare) : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through: the text is named below
        }
        throw FrameCode.NOT_A_NUMBER.error(
                "column `" + name + "` has the value `" + text + "` in row " + (row + 1) + ", which is not a number",
                "",
                "repair the value, or, if it stands for missing, say so when reading: `--na '" + text + "'`");
    }
}
