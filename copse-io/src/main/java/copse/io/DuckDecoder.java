package copse.io;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.Arrays;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// Turns vectors of one DuckDB type into a column. Holds no rows itself: a [Sink] does.
sealed interface DuckDecoder {
    /// @param capacity number of rows that will come at most
    /// @return a place for them
    Sink sink(int capacity);

    /// Rows of one column on their way into it.
    interface Sink {
        /// Copies the rows of a vector and does no more: what else there is to do waits for [#column], which
        /// another thread may call.
        ///
        /// @param vector of the decoder's type; read only
        /// @param at row at which its first row is put
        /// @param count number of rows
        /// @param row0 number of rows of the source before the first, for messages
        void put(DuckDBReadableVector vector, int at, int count, long row0);

        /// @param rows number of rows put
        /// @return the column; the sink is spent
        Column column(int rows);
    }

    /// DOUBLE; null and NaN are missing, infinite values are refused.
    ///
    /// @param name of the column
    record Doubles(String name) implements DuckDecoder {
        @Override
        public Sink sink(int capacity) {
            return new Sink() {
                private final double[] values = new double[capacity];
                private long before;

                @Override
                public void put(DuckDBReadableVector vector, int at, int count, long row0) {
                    VectorMemory.copy(vector, count, Double.NaN, values, at);
                    before = row0 - at;
                }

                private void refuseInfinite(int rows) {
                    for (int i = 0; i < rows; i++) {
                        if (Double.isInfinite(values[i])) {
                            throw IoCode.INFINITE.exception(
                                    "`" + name + "` is " + (values[i] > 0 ? "" : "minus ") + "infinite in row "
                                            + (before + i + 1),
                                    "an infinite value has no mean, so that nothing could be estimated",
                                    "leave such rows out: --where 'isfinite(" + Sql.name(name) + ")'");
                        }
                    }
                }

                @Override
                public Column column(int rows) {
                    double[] all = rows == values.length ? values : Arrays.copyOf(values, rows);
                    return NumericColumn.wrapFinite(all).orElseGet(() -> {
                        refuseInfinite(rows);
                        return NumericColumn.wrap(all, Mask.of(rows, row -> Double.isNaN(all[row])));
                    });
                }
            };
        }
    }

    /// INTEGER codes of a factor; null is missing.
    ///
    /// @param levels of the factor
    /// @param table by value the code of the level, or null if values are codes
    record Codes(Levels levels, int @Nullable [] table) implements DuckDecoder {
        @Override
        public Sink sink(int capacity) {
            return new Sink() {
                private final int[] codes = new int[capacity];

                @Override
                public void put(DuckDBReadableVector vector, int at, int count, long row0) {
                    VectorMemory.copy(vector, count, FactorColumn.MISSING, codes, at);
                }

                @Override
                public Column column(int rows) {
                    int[] all = rows == codes.length ? codes : Arrays.copyOf(codes, rows);
                    int[] map = table;
                    if (map != null) {
                        for (int i = 0; i < rows; i++) {
                            all[i] = all[i] < 0 ? FactorColumn.MISSING : map[all[i]];
                        }
                    }
                    return FactorColumn.wrap(all, levels);
                }
            };
        }
    }

    /// BOOLEAN.
    record Booleans() implements DuckDecoder {
        @Override
        public Sink sink(int capacity) {
            return new Sink() {
                private final byte[] values = new byte[capacity];

                @Override
                public void put(DuckDBReadableVector vector, int at, int count, long row0) {
                    for (int i = 0; i < count; i++) {
                        values[at + i] = vector.isNull(i)
                                ? LogicalText.NONE
                                : vector.getBoolean(i) ? LogicalText.TRUE : LogicalText.FALSE;
                    }
                }

                @Override
                public Column column(int rows) {
                    return LogicalColumn.of(
                            Mask.of(rows, row -> values[row] == LogicalText.TRUE),
                            Mask.of(rows, row -> values[row] == LogicalText.NONE));
                }
            };
        }
    }

    /// BIGINT days or microseconds since 1970.
    ///
    /// @param days whether they are days
    record Times(boolean days) implements DuckDecoder {
        @Override
        public Sink sink(int capacity) {
            return new Sink() {
                private final long[] values = new long[capacity];

                @Override
                public void put(DuckDBReadableVector vector, int at, int count, long row0) {
                    for (int i = 0; i < count; i++) {
                        values[at + i] = vector.getLong(i, TimeText.NONE);
                    }
                }

                @Override
                public Column column(int rows) {
                    long[] all = rows == values.length ? values : Arrays.copyOf(values, rows);
                    Mask missing = Mask.of(rows, row -> all[row] == TimeText.NONE);
                    return days ? TimeColumn.dates(all, missing) : TimeColumn.timestamps(all, missing);
                }
            };
        }
    }

    /// VARCHAR.
    record Texts() implements DuckDecoder {
        @Override
        public Sink sink(int capacity) {
            return new Sink() {
                private final @Nullable String[] values = new String[capacity];

                @Override
                public void put(DuckDBReadableVector vector, int at, int count, long row0) {
                    for (int i = 0; i < count; i++) {
                        values[at + i] = vector.isNull(i) ? null : vector.getString(i);
                    }
                }

                @Override
                public Column column(int rows) {
                    return TextColumn.of(Arrays.copyOf(values, rows));
                }
            };
        }
    }
}
