package copse.design;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/// The order of ids: whole numbers by number, others by code point.
///
/// Ids are whole numbers if every one of them reads like the shortest text of one: the order is the same
/// whether a reader took the column for numbers, for a factor or for text. `007` is no such text, so that it
/// stays apart from `7`.
///
/// Cost: one pass where ids ascend already. Otherwise whole numbers are sorted by their digits (radix), n at a
/// time per 11 bits of the largest difference between two ids; texts by seven of their bytes at a time.
final class IdOrder {
    /// Ids that follow one another strictly need no permutation.
    static final int[] AS_THEY_ARE = {};

    /// Longer numbers may pass the range of a `long`.
    private static final int LONGEST = 18;

    private final Column ids;
    private final String name;

    private IdOrder(Column ids, String name) {
        this.ids = ids;
        this.name = name;
    }

    /// @param ids a column of distinct ids
    /// @param name of the column, for messages
    /// @param twice what to say of ids that occur twice
    /// @return rows in the order of their ids; empty if they are in order already
    static int[] of(Column ids, String name, Repeats.Teller twice) {
        int[] missing = nameless(ids).rows();
        if (missing.length > 0) {
            throw DesignCode.MISSING_ID.error(
                    "no id in column `" + name + "`, row " + (missing[0] + 1)
                            + Words.andMore(missing.length - 1, "row"),
                    "arms are kept by id, so that a unit without one would never find its arm again",
                    "fill in the id, or leave such rows out: " + Suggestion.whereNotMissing(name));
        }
        int[] order = new IdOrder(ids, name).order();
        Repeats.of(ids, order).ifPresent(repeats -> {
            throw twice.error(repeats);
        });
        return ascends(order) ? AS_THEY_ARE : order;
    }

    // An empty text would come back from a file as missing.
    private static Mask nameless(Column ids) {
        return ids instanceof NumericColumn
                ? ids.missing()
                : Mask.of(ids.size(), row -> ids.text(row).isEmpty());
    }

    /// @param ids a column
    /// @return whether it has a distinct id in each row
    static boolean wouldDo(Column ids) {
        if (!nameless(ids).isEmpty() || ids instanceof NumericColumn numbers && !numbers.isWhole()) {
            return false;
        }
        return Repeats.of(ids, new IdOrder(ids, "").order()).isEmpty();
    }

    private int[] order() {
        return switch (ids) {
            case NumericColumn numbers -> {
                requireWhole(numbers);
                yield byNumber(row -> (long) numbers.value(row));
            }
            case FactorColumn factor -> byLevel(factor);
            default -> byText();
        };
    }

    private void requireWhole(NumericColumn numbers) {
        for (int row = 0; row < numbers.size(); row++) {
            double value = numbers.value(row);
            if (value != Math.rint(value) || Math.abs(value) > 0x1p53) {
                throw DesignCode.NO_WHOLE_ID.error(
                        "id " + NumericColumn.format(value) + " in column `" + name + "`, row " + (row + 1)
                                + ", is no whole number",
                        "numbers that are measured, or longer than 2^53, are not told apart safely",
                        "choose another column, or read the ids as text: `--factor " + name + "`");
            }
        }
    }

    /// Ids equal to one another come out next to one another.
    private int[] byNumber(IntToLongFunction number) {
        int n = ids.size();
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
    private int[] byLevel(FactorColumn factor) {
        int[] used = IntStream.range(0, factor.size())
                .map(factor::code)
                .distinct()
                .sorted()
                .toArray();
        String[] labels = Arrays.stream(used).mapToObj(factor.levels()::label).toArray(String[]::new);
        int[] order = new IdOrder(TextColumn.of(labels), name).byText();
        long[] rank = new long[factor.levels().size()];
        for (int i = 0; i < used.length; i++) {
            rank[used[order.length == 0 ? i : order[i]]] = i;
        }
        return byNumber(row -> rank[factor.code(row)]);
    }

    private int[] byText() {
        long[] numbers = new long[ids.size()];
        for (int row = 0; row < numbers.length; row++) {
            OptionalLong number = whole(ids.text(row));
            if (number.isEmpty()) {
                return byCodePoint();
            }
            numbers[row] = number.getAsLong();
        }
        return byNumber(row -> numbers[row]);
    }

    private int[] byCodePoint() {
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

    private static boolean ascends(int[] order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }
}
