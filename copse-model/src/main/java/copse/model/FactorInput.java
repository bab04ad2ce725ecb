package copse.model;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import org.jspecify.annotations.Nullable;

/// A column read as codes of the model's levels, whatever its type in the data at hand: a factor with other
/// levels, numbers, text.
///
final class FactorInput {
    /// Code of a missing value.
    static final int MISSING = FactorColumn.MISSING;
    /// Code of a level that the model does not have.
    static final int UNKNOWN = -2;

    private final String column;
    private final Levels levels;
    private final boolean fixed;
    // made when a numeric column comes; threads that race make equal ones
    private volatile @Nullable NumberCodes numbers;

    /// @param column its name
    /// @param levels the model's levels
    /// @param fixed whether a level outside the model's is an error, as it is in the fixed part
    FactorInput(String column, Levels levels, boolean fixed) {
        this.column = column;
        this.levels = levels;
        this.fixed = fixed;
    }

    String column() {
        return column;
    }

    Levels levels() {
        return levels;
    }

    boolean fixed() {
        return fixed;
    }

    private NumberCodes numbers() {
        NumberCodes made = numbers;
        if (made == null) {
            made = new NumberCodes(levels);
            numbers = made;
        }
        return made;
    }

    /// @param data the column
    /// @param from first row
    /// @param count number of rows
    /// @param into the codes. *Modified.*
    /// @param recoding of factor columns with other levels; kept between calls
    /// @return whether any code may be [#UNKNOWN]
    boolean load(Column data, int from, int count, int[] into, Recoding recoding) {
        switch (data) {
            case FactorColumn factor -> {
                factor.copy(from, count, into, 0);
                int[] map = recoding.map(factor.levels(), levels);
                if (map.length > 0) {
                    for (int i = 0; i < count; i++) {
                        into[i] = into[i] < 0 ? MISSING : map[into[i]];
                    }
                }
                return map.length > 0;
            }
            case NumericColumn number -> {
                numbers().load(number, from, count, into);
                blank(number.missing(), from, count, into);
                return true;
            }
            case LogicalColumn logical -> {
                int whenFalse = levels.code("false").orElse(UNKNOWN);
                int whenTrue = levels.code("true").orElse(UNKNOWN);
                for (int i = 0; i < count; i++) {
                    into[i] = logical.value(from + i) ? whenTrue : whenFalse;
                }
                blank(logical.missing(), from, count, into);
                return true;
            }
            case TextColumn _, TimeColumn _ -> {
                for (int i = 0; i < count; i++) {
                    into[i] = data.isMissing(from + i)
                            ? MISSING
                            : levels.code(data.text(from + i)).orElse(UNKNOWN);
                }
                return true;
            }
        }
    }

    private static void blank(Mask missing, int from, int count, int[] into) {
        if (!missing.isEmpty()) {
            for (int i = 0; i < count; i++) {
                if (missing.get(from + i)) {
                    into[i] = MISSING;
                }
            }
        }
    }

    /// From the codes of a column's levels to those of the model's, made once per list of levels.
    static final class Recoding {
        private static final int[] SAME = {};

        private @Nullable Levels last;
        private int[] map = SAME;

        @SuppressWarnings("ReferenceEquality") // the same list or one to be compared label by label
        int[] map(Levels from, Levels to) {
            if (from != last) {
                map = from.equals(to)
                        ? SAME
                        : from.labels().stream()
                                .mapToInt(label -> to.code(label).orElse(UNKNOWN))
                                .toArray();
                last = from;
            }
            return map;
        }
    }
}
