package copse.frame;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Categories out of a list of levels, stored as codes.
public final class FactorColumn implements Column {
    /// The code of a missing value.
    public static final int MISSING = -1;

    private final int[] codes;
    private final Levels levels;
    private final Mask missing;

    private FactorColumn(int[] codes, Levels levels) {
        this.codes = codes;
        this.levels = levels;
        this.missing = allPresent(codes, levels.size()) ? Mask.none(codes.length) : missing(codes, levels.size());
    }

    // Either number is negative only outside of the levels: one pass without a branch, which the compiler turns into
    // vectors, over columns that mostly have nothing missing.
    private static boolean allPresent(int[] codes, int levels) {
        int outside = 0;
        for (int code : codes) {
            outside |= code | levels - 1 - code;
        }
        return outside >= 0;
    }

    private static Mask missing(int[] codes, int levels) {
        long[] words = new long[(codes.length + 63) >>> 6];
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= levels) {
                throw FrameCode.NO_LEVEL.error(
                        "code " + codes[row] + " with " + Words.count(levels, "level"),
                        "codes run from 0 to the number of levels less one",
                        "make the codes from the same levels");
            }
            words[row >>> 6] |= (long) (codes[row] >>> 31) << row;
        }
        return Mask.wrap(codes.length, words);
    }

    /// @param labels one per row, null if missing; levels are the labels seen, sorted
    /// @return the column
    public static FactorColumn of(@Nullable String... labels) {
        return Conversions.fromText(TextColumn.of(labels));
    }

    /// @param levels the levels
    /// @param labels one per row, each one of the levels or null if missing
    /// @return the column
    /// @throws copse.error.InputException `I106` if a label is none of the levels
    public static FactorColumn of(Levels levels, @Nullable String... labels) {
        int[] codes = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            String label = labels[row];
            codes[row] = label == null
                    ? MISSING
                    : levels.code(label).orElseThrow(() -> Problems.noLevel("the factor", label, levels));
        }
        return wrap(codes, levels);
    }

    /// A factor computed row by row; levels are the labels that come out, sorted.
    ///
    /// ```java
    /// TimeColumn day = …;
    /// frame.with("month", FactorColumn.of(frame.rows(), row -> day.isMissing(row) ? null :
    /// month(day.date(row))));
    /// ```
    ///
    /// @param rows number of rows
    /// @param label of a row, null if missing
    /// @return the column
    public static FactorColumn of(int rows, IntFunction<@Nullable String> label) {
        @Nullable String[] labels = new String[rows];
        Arrays.setAll(labels, label);
        return of(labels);
    }

    /// The column that keeps the array it is given, for readers that made it.
    ///
    /// @param codes one per row, below the number of levels, [#MISSING] if missing; kept, must not change any
    ///     more
    /// @param levels the levels
    /// @return the column
    public static FactorColumn wrap(int[] codes, Levels levels) {
        return new FactorColumn(codes, levels);
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public ColumnType type() {
        return ColumnType.FACTOR;
    }

    @Override
    public Mask missing() {
        return missing;
    }

    /// @return the levels, used or not
    public Levels levels() {
        return levels;
    }

    /// @param row from 0
    /// @return the level's code, [#MISSING] if missing
    public int code(int row) {
        return codes[row];
    }

    /// Copies a range of rows, the fast way into a kernel.
    ///
    /// @param from first row
    /// @param count number of rows
    /// @param into filled from `at` on. *Modified.*
    /// @param at index of the first row in `into`
    public void copy(int from, int count, int[] into, int at) {
        System.arraycopy(codes, from, into, at, count);
    }

    @Override
    public FactorColumn select(int[] rows) {
        int[] taken = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = rows[i] < 0 ? MISSING : codes[rows[i]];
        }
        return new FactorColumn(taken, levels);
    }

    @Override
    public FactorColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, codes.length);
        return new FactorColumn(Arrays.copyOfRange(codes, from, to), levels);
    }

    @Override
    public String text(int row) {
        return codes[row] < 0 ? "" : levels.label(codes[row]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FactorColumn column
                && column.levels.equals(levels)
                && Arrays.equals(column.codes, codes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(codes) + levels.hashCode();
    }
}
