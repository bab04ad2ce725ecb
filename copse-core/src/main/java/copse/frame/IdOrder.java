package copse.frame;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;

/// The order of ids: whole numbers by number, others by code point.
///
/// Ids are whole numbers if every one of them reads like the shortest text of one: the order is the same
/// whether a reader took the column for numbers, for a factor or for text. `007` is no such text, so that it
/// stays apart from `7`.
///
/// Cost: one pass where ids ascend already. Otherwise whole numbers are sorted by their digits (radix), n at a
/// time per 11 bits of the largest difference between two ids; texts by seven of their bytes at a time.
public final class IdOrder {
    private static final int[] AS_THEY_ARE = {};

    /// Longer numbers may pass the range of a `long`.
    private static final int LONGEST = 18;

    private IdOrder() {}

    /// @param ids a column in which nothing is missing; numbers are whole
    /// @return rows in the order of their ids, equal ids in the order of rows; empty if ids ascend strictly, so
    ///     that nothing needs to be put in order
    public static int[] of(Column ids) {
        return switch (ids) {
            case NumericColumn numbers -> byNumber(numbers.size(), row -> (long) numbers.value(row));
            case FactorColumn factor -> byLevel(factor);
            default -> byText(ids);
        };
    }

    /// @param ids a column
    /// @return rows that have no id: it is missing, or the empty text, which would come back from a file as
    ///     missing
    public static Mask nameless(Column ids) {
        return ids instanceof NumericColumn
                ? ids.missing()
                : Mask.of(ids.size(), row -> ids.text(row).isEmpty());
    }

    /// Numbers that are measured, or longer than 2^53, cannot be told apart safely.
    ///
    /// @param ids numbers
    /// @return the first row whose number cannot be an id, if there is one
    public static OptionalInt notWhole(NumericColumn ids) {
        for (int row = 0; row < ids.size(); row++) {
            double value = ids.value(row);
            if ((value != Math.rint(value) || Math.abs(value) > 0x1p53) && !ids.isMissing(row)) {
                return OptionalInt.of(row);
            }
        }
        return OptionalInt.empty();
    }

    /// Ids equal to one another come out next to one another.
    private static int[] byNumber(int n, IntToLongFunction number) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long before = Long.MIN_VALUE;
        boolean ascending = true;
        for (int row = 0; row < n; row++) {
            long value = number.applyAsLong(row);
            ascending &= value > before;
            before = value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (ascending) {
            return AS_THEY_ARE;
        }
        long[] keys = new long[n];
        for (int row = 0; row < n; row++) {
            keys[row] = number.applyAsLong(row) - least;
        }
        return RadixSort.order(keys, most - least);
    }

    // Levels that no row has do not count: a reader that took the ids for text would not know of them.
    private static int[] byLevel(FactorColumn factor) {
        int levels = factor.levels().size();
        boolean[] seen = new boolean[levels];
        int count = 0;
        for (int row = 0; row < factor.size(); row++) {
            int code = factor.code(row);
            count += seen[code] ? 0 : 1;
            seen[code] = true;
        }
        int[] used = new int[count];
        String[] labels = new String[count];
        int next = 0;
        for (int code = 0; code < levels; code++) {
            if (seen[code]) {
                used[next] = code;
                labels[next++] = factor.levels().label(code);
            }
        }
        int[] order = byText(TextColumn.of(labels));
        long[] rank = new long[levels];
        for (int i = 0; i < count; i++) {
            rank[used[order.length == 0 ? i : order[i]]] = i;
        }
        return byNumber(factor.size(), row -> rank[factor.code(row)]);
    }

    private static int[] byText(Column ids) {
        long[] numbers = new long[ids.size()];
        for (int row = 0; row < numbers.length; row++) {
            OptionalLong number = whole(ids.text(row));
            if (number.isEmpty()) {
                return byCodePoint(ids);
            }
            numbers[row] = number.getAsLong();
        }
        return byNumber(numbers.length, row -> numbers[row]);
    }

    private static int[] byCodePoint(Column ids) {
        String[] texts = new String[ids.size()];
        boolean ascending = true;
        for (int row = 0; row < texts.length; row++) {
            texts[row] = ids.text(row);
            ascending &= row == 0 || Levels.byCodePoint(texts[row - 1], texts[row]) < 0;
        }
        return ascending ? AS_THEY_ARE : TextOrder.of(texts);
    }

    /// @param text an id
    /// @return the whole number that it is the shortest text of
    private static OptionalLong whole(String text) {
        int sign = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - sign;
        if (digits == 0 || digits > LONGEST || text.charAt(sign) == '0' && text.length() > 1) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = sign; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = 10 * number + digit;
        }
        return OptionalLong.of(sign == 0 ? number : -number);
    }

    /// @param order rows in some order
    /// @return whether that is the order they are in
    public static boolean ascends(int[] order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }
}
