package copse.design;

import copse.frame.Column;

/// The order of ids: whole numbers by number, others by code point.
final class IdOrder {
    private IdOrder() {}

    /// @param ids a column of distinct ids
    /// @param name of the column, for messages
    /// @return rows in the order of their ids; empty if they are in order already
    static int[] of(Column ids, String name) {
        throw new UnsupportedOperationException("UNITS helper");
    }
}
