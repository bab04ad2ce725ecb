package copse.frame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/// One column as another type.
final class Conversions {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d++\\.?\\d*+|\\.\\d++)([eE][-+]?\\d++)?");

    private Conversions() {}

    /// The column as a factor whose levels are the values seen.
    ///
    /// Order: labels as [Levels#sorted], numbers and times ascending, false before true.
    static FactorColumn factor(String name, Column column) {
        return switch (column) {
            case FactorColumn factor -> factor;
            case TextColumn text -> fromText(text);
            case NumericColumn numeric -> fromNumeric(name, numeric);
            case TimeColumn time -> fromWhole(time, time::value, time::label);
            case LogicalColumn logical -> fromLogical(logical);
        };
    }

    /// The text as a factor whose levels are the values seen, as [Levels#sorted].
    static FactorColumn fromText(TextColumn text) {
        Map<String, Integer> seen = new HashMap<>();
        int[] codes = new int[text.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = text.isMissing(row)
                    ? FactorColumn.MISSING
                    : seen.computeIfAbsent(text.text(row), label -> seen.size());
        }
        Levels levels = Levels.sorted(seen.keySet());
        int[] sorted = new int[seen.size()];
        seen.forEach((label, code) -> sorted[code] = levels.code(label).orElseThrow());
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? FactorColumn.MISSING : sorted[codes[row]];
        }
        return FactorColumn.wrap(codes, levels);
    }

    private static FactorColumn fromNumeric(String name, NumericColumn numeric) {
        if (!numeric.isWhole()) {
            throw Problems.wrongType(
                    name,
                    numeric,
                    "whole numbers, so its values cannot name groups",
                    "make bins of it: `frame.cut(\"" + name + "_bin\", \"" + name
                            + "\", Bins.quantiles(frame.numeric(\"" + name + "\"), 4))`");
        }
        return fromWhole(numeric, row -> (long) numeric.value(row), Long::toString);
    }

    // Both levels whether seen or not: the share of true is asked for by name also where it is nought.
    static FactorColumn fromLogical(LogicalColumn logical) {
        int[] codes = new int[logical.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = logical.isMissing(row) ? FactorColumn.MISSING : logical.value(row) ? 1 : 0;
        }
        return FactorColumn.wrap(codes, Levels.of("false", "true"));
    }

    private static FactorColumn fromWhole(Column column, IntToLongFunction value, LongFunction<String> label) {
        Codes codes = Codes.of(column, value);
        int[] code = codes.code();
        column.missing().forEach(row -> code[row] = FactorColumn.MISSING);
        return FactorColumn.wrap(
                code, Levels.of(Arrays.stream(codes.values()).mapToObj(label).toList()));
    }

    /// The column as a factor with given levels.
    ///
    /// @throws copse.error.InputException `I106` if a value is none of the levels
    static FactorColumn factor(String name, Column column, Levels levels) {
        if (column instanceof FactorColumn factor) {
            return Factors.withLevels(name, factor, levels);
        }
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            String label = column.text(row);
            codes[row] = column.isMissing(row)
                    ? FactorColumn.MISSING
                    : levels.code(label).orElseThrow(() -> Problems.noLevel("column `" + name + "`", label, levels));
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

    private static double parse(String name, int row, String text) {
        return number(text)
                .orElseThrow(() -> FrameCode.NOT_A_NUMBER.error(
                        "column `" + name + "` has the value `" + text + "` in row " + (row + 1)
                                + ", which is not a number",
                        "",
                        "repair the value, or, if it stands for missing, say so when reading: `--na '" + text + "'`"));
    }

    /// A decimal number, with an exponent if need be, with blanks around it.
    ///
    /// [Double#parseDouble(String)] alone would also take `NaN`, `Infinity`, `1d` and hexadecimal floats, none of
    /// which is a number in a table.
    static OptionalDouble number(String text) {
        String bare = text.strip();
        if (!DECIMAL.matcher(bare).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(bare);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
