package copse.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The distinct ids of some columns in the order of ids ([IdOrder]), and the place of any id among them.
///
/// Two ids are the same if they read the same, whatever the types of their columns: the number 7 is the label
/// `7`, and neither is `007`. Rows without an id ([IdOrder#nameless(Column)]) do not count.
///
/// Cost: numbers within a range of a few times as many go through a table, others through a hash table; labels
/// are looked up once per level, texts once per row.
///
/// Memory: 4 bytes per number of the range, or 24 per distinct id; of texts some 100 per distinct id.
public final class Ids {
    /// The place of an id that is none of these, or missing.
    public static final int NONE = -1;

    /// Ranges of numbers up to this many times the rows are indexed directly.
    private static final long SPARSEST = 4;

    /// Every range this short is.
    private static final long SHORT_RANGE = 1 << 16;

    private final Column ids;
    private final @Nullable Numbers numbers;
    private @Nullable Map<String, Integer> places;

    private Ids(Column ids, @Nullable Numbers numbers) {
        this.ids = ids;
        this.numbers = numbers;
    }

    /// @param columns at least one; their numbers are whole ([IdOrder#notWhole(NumericColumn)])
    /// @return the ids that occur in any of them: numbers if all columns are, else text
    public static Ids of(Column... columns) {
        List<NumericColumn> numeric = new ArrayList<>();
        for (Column column : columns) {
            if (column instanceof NumericColumn numbers) {
                numeric.add(numbers);
            }
        }
        return numeric.size() == columns.length ? ofNumbers(numeric) : ofTexts(columns);
    }

    private static Ids ofNumbers(List<NumericColumn> columns) {
        Numbers numbers = Numbers.of(columns);
        return new Ids(NumericColumn.of(numbers.ascending()), numbers);
    }

    private static Ids ofTexts(Column... columns) {
        Set<String> distinct = new LinkedHashSet<>();
        for (Column column : columns) {
            coded(column, text -> {
                distinct.add(text);
                return 0;
            });
        }
        distinct.remove("");
        TextColumn texts = TextColumn.of(distinct.toArray(String[]::new));
        int[] order = IdOrder.of(texts);
        return new Ids(order.length == 0 ? texts : texts.select(order), null);
    }

    /// @return how many distinct ids there are
    public int size() {
        return ids.size();
    }

    /// @return the ids in their order: numbers, or text
    public Column column() {
        return ids;
    }

    /// @param column of ids, with others among them or not
    /// @return place of the id of each row in `[0, size)`, [#NONE] if it is none of these or missing
    public int[] places(Column column) {
        if (numbers != null && column instanceof NumericColumn numeric) {
            return numbers.places(numeric);
        }
        Map<String, Integer> known = byText();
        return coded(column, text -> known.getOrDefault(text, NONE));
    }

    /// @param text of an id
    /// @return its place, [#NONE] if it is none of these
    public int place(String text) {
        return byText().getOrDefault(text, NONE);
    }

    // Made at most twice if two threads ask at once, with the same answer.
    private Map<String, Integer> byText() {
        Map<String, Integer> known = places;
        if (known == null) {
            known = HashMap.newHashMap(ids.size());
            for (int place = 0; place < ids.size(); place++) {
                known.put(ids.text(place), place);
            }
            places = known;
        }
        return known;
    }

    /// @param code of an id's text; asked once per level or distinct number, once per row of texts
    private static int[] coded(Column column, ToIntFunction<String> code) {
        int[] codes = new int[column.size()];
        switch (column) {
            case FactorColumn factor -> {
                int[] ofLevel = new int[factor.levels().size()];
                boolean[] asked = new boolean[ofLevel.length];
                for (int row = 0; row < codes.length; row++) {
                    int level = factor.code(row);
                    if (level >= 0 && !asked[level]) {
                        asked[level] = true;
                        ofLevel[level] = code.applyAsInt(factor.levels().label(level));
                    }
                    codes[row] = level < 0 ? NONE : ofLevel[level];
                }
            }
            case NumericColumn numeric -> {
                Codes distinct = Codes.of(numeric);
                int[] ofNumber = new int[distinct.count()];
                boolean[] asked = new boolean[ofNumber.length];
                for (int row = 0; row < codes.length; row++) {
                    int number = distinct.code()[row];
                    if (number < ofNumber.length && !asked[number]) {
                        asked[number] = true;
                        ofNumber[number] = code.applyAsInt(numeric.text(row));
                    }
                    codes[row] = number < ofNumber.length ? ofNumber[number] : NONE;
                }
            }
            case TextColumn _, LogicalColumn _, TimeColumn _ -> {
                for (int row = 0; row < codes.length; row++) {
                    codes[row] = column.isMissing(row) ? NONE : code.applyAsInt(column.text(row));
                }
            }
        }
        return codes;
    }

    /// Whole numbers and their places, by a table over their range or a hash table.
    ///
    /// @param least of the range
    /// @param table place of each number of the range; empty if the range is too wide for one
    /// @param distinct the numbers where there is no table
    /// @param rank place of each of those
    /// @param ascending all numbers
    private record Numbers(long least, int[] table, Distinct distinct, int[] rank, double[] ascending) {
        static Numbers of(List<NumericColumn> columns) {
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            long rows = 0;
            for (NumericColumn column : columns) {
                boolean all = column.missing().isEmpty();
                for (int row = 0; row < column.size(); row++) {
                    if (all || !column.isMissing(row)) {
                        long value = (long) column.value(row);
                        least = Math.min(least, value);
                        most = Math.max(most, value);
                        rows++;
                    }
                }
            }
            if (rows == 0) {
                return new Numbers(0, new int[0], new Distinct(), new int[0], new double[0]);
            }
            long range = most - least;
            return range < Math.max(SHORT_RANGE, SPARSEST * rows) && range < Integer.MAX_VALUE - 8
                    ? direct(columns, least, (int) range + 1)
                    : hashed(columns);
        }

        private static Numbers direct(List<NumericColumn> columns, long least, int range) {
            int[] table = new int[range];
            for (NumericColumn column : columns) {
                boolean all = column.missing().isEmpty();
                for (int row = 0; row < column.size(); row++) {
                    if (all || !column.isMissing(row)) {
                        table[(int) ((long) column.value(row) - least)] = 1;
                    }
                }
            }
            int count = 0;
            for (int i = 0; i < range; i++) {
                table[i] = table[i] == 0 ? NONE : count++;
            }
            double[] ascending = new double[count];
            for (int i = 0; i < range; i++) {
                if (table[i] != NONE) {
                    ascending[table[i]] = least + i;
                }
            }
            return new Numbers(least, table, new Distinct(), new int[0], ascending);
        }

        private static Numbers hashed(List<NumericColumn> columns) {
            Distinct distinct = new Distinct();
            for (NumericColumn column : columns) {
                for (int row = 0; row < column.size(); row++) {
                    if (!column.isMissing(row)) {
                        distinct.code((long) column.value(row));
                    }
                }
            }
            double[] ascending =
                    Arrays.stream(distinct.values()).sorted().asDoubleStream().toArray();
            return new Numbers(0, new int[0], distinct, distinct.ranks(), ascending);
        }

        int[] places(NumericColumn column) {
            int[] places = new int[column.size()];
            boolean all = column.missing().isEmpty();
            for (int row = 0; row < places.length; row++) {
                double value = column.value(row);
                long whole = (long) value;
                places[row] = whole == value && (all || !column.isMissing(row)) ? place(whole) : NONE;
            }
            return places;
        }

        private int place(long value) {
            if (table.length > 0) {
                long at = value - least;
                return at >= 0 && at < table.length ? table[(int) at] : NONE;
            }
            int code = distinct.find(value);
            return code < 0 ? NONE : rank[code];
        }
    }
}
