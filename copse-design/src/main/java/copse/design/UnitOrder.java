package copse.design;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.IdOrder;
import copse.frame.NumericColumn;
import copse.frame.Words;

/// The order of units: that of their ids ([IdOrder]), each of which occurs once.
final class UnitOrder {
    /// Ids that follow one another strictly need no permutation.
    static final int[] AS_THEY_ARE = {};

    private UnitOrder() {}

    /// @param ids a column of distinct ids
    /// @param name of the column, for messages
    /// @param twice what to say of ids that occur twice
    /// @return rows in the order of their ids; empty if they are in order already
    static int[] of(Column ids, String name, Repeats.Teller twice) {
        int[] missing = IdOrder.nameless(ids).rows();
        if (missing.length > 0) {
            throw DesignCode.MISSING_ID.error(
                    "no id in column `" + name + "`, row " + (missing[0] + 1)
                            + Words.andMore(missing.length - 1, "row"),
                    "arms are kept by id, so that a unit without one would never find its arm again",
                    "fill in the id, or leave such rows out: " + Suggestion.whereNotMissing(name));
        }
        if (ids instanceof NumericColumn numbers) {
            requireWhole(numbers, name);
        }
        int[] order = IdOrder.of(ids);
        Repeats.of(ids, order).ifPresent(repeats -> {
            throw twice.error(repeats);
        });
        return IdOrder.ascends(order) ? AS_THEY_ARE : order;
    }

    private static void requireWhole(NumericColumn numbers, String name) {
        IdOrder.notWhole(numbers).ifPresent(row -> {
            throw DesignCode.NO_WHOLE_ID.error(
                    "id " + numbers.text(row) + " in column `" + name + "`, row " + (row + 1) + ", is no whole number",
                    "numbers that are measured, or longer than 2^53, are not told apart safely",
                    "choose another column, or read the ids as text: `--factor " + name + "`");
        });
    }

    /// @param ids a column
    /// @return whether it has a distinct id in each row
    static boolean wouldDo(Column ids) {
        if (!IdOrder.nameless(ids).isEmpty() || ids instanceof NumericColumn numbers && !numbers.isWhole()) {
            return false;
        }
        return Repeats.of(ids, IdOrder.of(ids)).isEmpty();
    }
}
