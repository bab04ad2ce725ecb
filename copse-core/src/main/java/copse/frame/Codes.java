package copse.frame;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// The values of a column as codes from 0 that ascend with the values; missing rows carry the code [#count()].
///
/// @param code one per row
/// @param count number of codes, the one of missing rows not counted; a factor's unused levels are
/// @param values what the codes stand for where they were made from whole numbers, else empty
record Codes(int[] code, int count, long[] values) {
    private static final long[] NO_VALUES = {};

    /// Order: numbers and times ascending, false before true, levels as they are, text as [Levels#sorted].
    ///
    /// Cost: O(n), plus sorting the distinct values.
    static Codes of(Column column) {
        return switch (column) {
            case FactorColumn factor -> of(factor);
            case TextColumn text -> of(Conversions.fromText(text));
            case NumericColumn numeric -> of(numeric, row -> ascending(numeric.value(row)));
            case TimeColumn time -> of(time, time::value);
            case LogicalColumn logical -> of(logical, row -> logical.value(row) ? 1 : 0);
        };
    }

    private static Codes of(FactorColumn factor) {
        int[] code = new int[factor.size()];
        factor.copy(0, code.length, code, 0);
        int count = factor.levels().size();
        if (!factor.missing().isEmpty()) {
            for (int row = 0; row < code.length; row++) {
                code[row] = code[row] < 0 ? count : code[row];
            }
        }
        return new Codes(code, count, NO_VALUES);
    }

    /// @param column whose missing rows are left out
    /// @param value of a row that is there
    /// @return codes that ascend with the values
    static Codes of(Column column, IntToLongFunction value) {
        Distinct distinct = new Distinct();
        int[] code = new int[column.size()];
        for (int row = 0; row < code.length; row++) {
            code[row] = column.isMissing(row) ? -1 : distinct.code(value.applyAsLong(row));
        }
        int[] rank = distinct.ranks();
        for (int row = 0; row < code.length; row++) {
            code[row] = code[row] < 0 ? rank.length : rank[code[row]];
        }
        long[] values = distinct.values();
        Arrays.sort(values);
        return new Codes(code, rank.length, values);
    }

    /// A whole number that orders like the double; the two zeros, which are equal, share one.
    ///
    /// Doubles of one sign order like their bits; those of negative ones run backwards.
    static long ascending(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }
}
