package copse.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.function.LongToIntFunction;
import java.util.function.ToIntFunction;

/// For each row of one frame the row of another with the same key, which is unique there; made by
/// [Frame#match(Frame, String...)]. From it follow the joins, and who found no partner.
///
/// Keys are compared by value: numbers as numbers, dates as dates, factors and text by label whatever their
/// levels. A missing key matches nothing, not even another missing one.
///
/// ```java
/// Match match = pupils.match(schools, "school");
/// match.left();                          // every pupil, school's columns missing where there is no such
/// school
/// match.inner();                         // pupils of known schools
/// pupils.where(match.unmatched());       // the others
/// schools.where(match.unused());         // schools without pupils
/// ```
public final class Match {
    private static final int NONE = -1;

    /// Repeated keys named in an error.
    private static final int NAMED = 3;

    private final Frame left;
    private final Frame right;
    private final List<String> keys;
    private final int[] partner;

    /// Cost: O(rows of both); a hash per row for numbers and text, a table look-up for factors.
    Match(Frame left, Frame right, List<String> keys) {
        if (keys.isEmpty()) {
            throw FrameCode.BAD_REQUEST.error("a join without a key", "", "name the columns that both tables share");
        }
        this.left = left;
        this.right = right;
        this.keys = keys;
        KeyPair codes = keys.stream()
                .map(key -> KeyPair.of(key, left.column(key), right.column(key)))
                .reduce(KeyPair::and)
                .orElseThrow();
        int[] holder = holders(codes.right(), codes.count());
        this.partner = new int[left.rows()];
        for (int row = 0; row < partner.length; row++) {
            int code = codes.left()[row];
            partner[row] = code == NONE ? NONE : holder[code];
        }
    }

    /// The row of the right side that holds each key.
    private int[] holders(int[] there, int count) {
        int[] holder = new int[count];
        Arrays.fill(holder, NONE);
        Map<Integer, List<Integer>> repeated = new TreeMap<>();
        for (int row = 0; row < there.length; row++) {
            if (there[row] == NONE) {
                continue;
            }
            if (holder[there[row]] == NONE) {
                holder[there[row]] = row;
            } else {
                int first = holder[there[row]];
                repeated.computeIfAbsent(first, key -> new ArrayList<>(List.of(key)))
                        .add(row);
            }
        }
        if (!repeated.isEmpty()) {
            throw duplicates(repeated);
        }
        return holder;
    }

    private RuntimeException duplicates(Map<Integer, List<Integer>> repeated) {
        StringJoiner named = new StringJoiner("; ");
        repeated.entrySet().stream().limit(NAMED).forEach(entry -> {
            StringJoiner rows = new StringJoiner(", ");
            entry.getValue().stream().limit(NAMED).forEach(row -> rows.add(Integer.toString(row + 1)));
            int more = entry.getValue().size() - NAMED;
            named.add(keyText(entry.getKey()) + " in rows " + rows + (more > 0 ? " and " + more + " more" : ""));
        });
        int more = repeated.size() - NAMED;
        return FrameCode.DUPLICATE_KEY.error(
                "the key " + String.join(", ", keys) + " is not unique in the other table: " + named
                        + (more > 0 ? "; and " + Words.count(more, "more key") : ""),
                "a join takes one row per key from the other table, and cannot choose",
                "make it one row per key: `other.groupBy(" + quoted() + ").summarise(…)`, or" + " `other.distinct("
                        + quoted() + ")` to keep the first");
    }

    private String keyText(int row) {
        StringJoiner text = new StringJoiner(", ");
        keys.forEach(key -> text.add(key + " = " + right.column(key).text(row)));
        return text.toString();
    }

    private String quoted() {
        return String.join(", ", keys.stream().map(key -> '"' + key + '"').toList());
    }

    /// @return rows of the first frame that have a partner
    public Mask matched() {
        return unmatched().not();
    }

    /// @return rows of the first frame without a partner
    public Mask unmatched() {
        return Mask.of(partner.length, row -> partner[row] == NONE);
    }

    /// @return rows of the other frame that are nobody's partner
    public Mask unused() {
        boolean[] used = new boolean[right.rows()];
        for (int row : partner) {
            if (row != NONE) {
                used[row] = true;
            }
        }
        return Mask.of(used.length, row -> !used[row]);
    }

    /// @return every row of the first frame in its order, with the other's columns; these are missing where
    ///     there is no partner
    /// @throws copse.error.InputException `I103` if both frames have a column that is no key
    public Frame left() {
        Map<String, Column> columns = new LinkedHashMap<>();
        left.names().forEach(name -> columns.put(name, left.column(name)));
        for (String name : right.names()) {
            if (keys.contains(name)) {
                continue;
            }
            if (columns.put(name, right.column(name).select(partner)) != null) {
                throw FrameCode.DUPLICATE_COLUMN.error(
                        "both tables have a column `" + name + "`",
                        "it is none of the keys (" + String.join(", ", keys) + "), so one would hide the other",
                        "rename or drop it in one: `other.rename(\"" + name + "\", \"" + name + "_2\")` or"
                                + " `other.drop(\"" + name + "\")`");
            }
        }
        return Frame.of(columns);
    }

    /// @return the rows that have a partner, in the order of the first frame, with the other's columns
    /// @throws copse.error.InputException `I103` if both frames have a column that is no key
    public Frame inner() {
        return left().where(matched());
    }

    /// Keys of both frames in one dictionary, that of the right side; [#NONE] where missing or not in it.
    ///
    /// @param left one per row of the first frame
    /// @param right one per row of the other
    /// @param count number of codes
    private record KeyPair(int[] left, int[] right, int count) {
        static KeyPair of(String name, Column left, Column right) {
            return switch (left) {
                case FactorColumn _, TextColumn _
                when right instanceof FactorColumn || right instanceof TextColumn -> byLabel(left, right);
                case NumericColumn a
                when right instanceof NumericColumn b ->
                    byValue(a, row -> Codes.ascending(a.value(row)), b, row -> Codes.ascending(b.value(row)));
                case TimeColumn a
                when right instanceof TimeColumn b && a.type() == b.type() -> byValue(a, a::value, b, b::value);
                case LogicalColumn a
                when right instanceof LogicalColumn b ->
                    byValue(a, row -> a.value(row) ? 1 : 0, b, row -> b.value(row) ? 1 : 0);
                case FactorColumn _, TextColumn _, NumericColumn _, TimeColumn _, LogicalColumn _ ->
                    throw FrameCode.KEY_TYPES.error(
                            "key `" + name + "` is " + Problems.word(left.type()) + " here and "
                                    + Problems.word(right.type()) + " in the other table",
                            "values of different types are never equal",
                            "convert both: `frame.asFactor(\"" + name + "\")` and `other.asFactor(\"" + name + "\")`");
            };
        }

        /// This key and one more, in codes of the combinations that the right side has.
        KeyPair and(KeyPair next) {
            Distinct distinct = new Distinct();
            int[] there = joint(right, next.right, next.count, distinct::code);
            int[] here = joint(left, next.left, next.count, distinct::find);
            return new KeyPair(here, there, distinct.size());
        }

        private static int[] joint(int[] first, int[] second, int width, LongToIntFunction code) {
            int[] joint = new int[first.length];
            for (int row = 0; row < joint.length; row++) {
                boolean known = first[row] != NONE && second[row] != NONE;
                joint[row] = known ? code.applyAsInt((long) first[row] * width + second[row]) : NONE;
            }
            return joint;
        }

        private static KeyPair byValue(Column left, IntToLongFunction a, Column right, IntToLongFunction b) {
            Distinct distinct = new Distinct();
            int[] there = new int[right.size()];
            for (int row = 0; row < there.length; row++) {
                there[row] = right.isMissing(row) ? NONE : distinct.code(b.applyAsLong(row));
            }
            int[] here = new int[left.size()];
            for (int row = 0; row < here.length; row++) {
                here[row] = left.isMissing(row) ? NONE : distinct.find(a.applyAsLong(row));
            }
            return new KeyPair(here, there, distinct.size());
        }

        private static KeyPair byLabel(Column left, Column right) {
            Map<String, Integer> codes = new HashMap<>();
            int[] there = labelled(right, label -> codes.computeIfAbsent(label, key -> codes.size()));
            int[] here = labelled(left, label -> codes.getOrDefault(label, NONE));
            return new KeyPair(here, there, codes.size());
        }

        private static int[] labelled(Column column, ToIntFunction<String> code) {
            int[] codes = new int[column.size()];
            if (column instanceof FactorColumn factor) {
                int[] ofLevel = factor.levels().labels().stream().mapToInt(code).toArray();
                for (int row = 0; row < codes.length; row++) {
                    codes[row] = factor.code(row) < 0 ? NONE : ofLevel[factor.code(row)];
                }
            } else {
                for (int row = 0; row < codes.length; row++) {
                    codes[row] = column.isMissing(row) ? NONE : code.applyAsInt(column.text(row));
                }
            }
            return codes;
        }
    }
}
