package copse.model;

import copse.formula.FormulaCode;
import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the levels of columns that are used as factors.
///
/// A factor's levels come from the schema. Numbers, text and dates have none there: one pass over the rows
/// collects them. In a [Frame] levels without a complete row are then dropped; for other sources that would
/// cost another pass, and the column of an empty level is dropped as aliased instead.
final class LevelScan {
    private static final int FIRST_CHUNK = 64;
    private static final int CHUNK = 4096;

    private final Uses uses;

    LevelScan(Uses uses) {
        this.uses = uses;
    }

    /// @param data the rows, null if every factor's levels are in the schema
    /// @return the levels by column
    Map<String, Levels> levels(@Nullable RowSource data) {
        Map<String, Levels> levels = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : uses.factors()) {
            ColumnSchema column = uses.schema().find(name).orElseThrow();
            Levels known = column.levels();
            if (known == null && column.type() == ColumnType.LOGICAL) {
                known = Levels.of("false", "true");
            }
            if (known == null) {
                unknown.add(name);
            } else {
                levels.put(name, known);
            }
        }
        if (!unknown.isEmpty()) {
            if (data == null) {
                throw new IllegalArgumentException("the schema has no levels for " + unknown);
            }
            levels.putAll(collect(unknown, data));
        }
        if (data instanceof Frame frame) {
            dropUnused(levels, frame);
            levels.forEach((name, own) -> checkDifferent(name, own, frame.rows()));
        }
        return levels;
    }

    private Map<String, Levels> collect(List<String> names, RowSource data) {
        Map<String, Set<String>> labels = new HashMap<>();
        Map<String, NumberSet> numbers = new HashMap<>();
        try (RowSource.Chunks chunks = data.open()) {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                for (String name : names) {
                    Column column = chunk.find(name).orElseThrow();
                    if (column instanceof NumericColumn values) {
                        numbers.computeIfAbsent(name, key -> new NumberSet()).addAll(values);
                    } else {
                        add(column, labels.computeIfAbsent(name, key -> new TreeSet<>()));
                    }
                }
            }
        }
        Map<String, Levels> levels = new HashMap<>();
        for (String name : names) {
            NumberSet set = numbers.get(name);
            if (set != null) {
                checkWhole(name, set);
                levels.put(
                        name,
                        Levels.of(Arrays.stream(set.sorted())
                                .mapToObj(NumericColumn::format)
                                .toList()));
            } else {
                levels.put(name, Levels.sorted(labels.getOrDefault(name, Set.of())));
            }
        }
        return levels;
    }

    private static void add(Column column, Set<String> labels) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                labels.add(column.text(row));
            }
        }
    }

    private void checkWhole(String name, NumberSet set) {
        if (!uses.of(name).group) {
            return;
        }
        Double measured = set.firstFraction();
        if (measured != null) {
            throw FormulaCode.CONTINUOUS_GROUP.at(
                    "the group `" + name + "` is a measurement: its values are not whole, such as "
                            + NumericColumn.format(measured),
                    "hardly two rows would share a group",
                    "put the group right of the bar and the measurement left of it: `" + uses.turned(name) + "`",
                    uses.formula().place(uses.of(name).span));
        }
    }

    private void dropUnused(Map<String, Levels> levels, Frame frame) {
        List<Column> all = uses.columns().stream()
                .map(name -> frame.find(name).orElseThrow())
                .filter(column -> !column.missing().isEmpty())
                .toList();
        for (Map.Entry<String, Levels> entry : levels.entrySet()) {
            Uses.Use use = uses.of(entry.getKey());
            // the other level of an outcome that is the same in all rows is worth knowing
            boolean outcome = use.responseFactor && entry.getValue().size() > 2;
            if (!use.fixedFactor && !outcome) {
                continue; // groups without rows never get into the cross-products
            }
            FactorInput input = new FactorInput(entry.getKey(), entry.getValue(), false);
            boolean[] used = used(frame.find(entry.getKey()).orElseThrow(), input, all);
            List<String> kept = new ArrayList<>();
            for (int code = 0; code < used.length; code++) {
                if (used[code]) {
                    kept.add(entry.getValue().label(code));
                }
            }
            // no complete row at all is another problem than an unused level, and is told elsewhere
            if (!kept.isEmpty() && kept.size() < used.length) {
                entry.setValue(Levels.of(kept));
            }
        }
    }

    private static boolean[] used(Column column, FactorInput input, List<Column> withMissing) {
        boolean[] used = new boolean[input.levels().size()];
        int left = used.length;
        int[] codes = new int[CHUNK];
        FactorInput.Recoding recoding = new FactorInput.Recoding();
        // most often every level has been met after a few rows
        int chunk = FIRST_CHUNK;
        int count;
        for (int from = 0; from < column.size() && left > 0; from += count) {
            count = Math.min(chunk, column.size() - from);
            chunk = Math.min(CHUNK, 2 * chunk);
            input.load(column, from, count, codes, recoding);
            for (int i = 0; i < count; i++) {
                int code = codes[i];
                if (code >= 0 && !used[code] && isComplete(withMissing, from + i)) {
                    used[code] = true;
                    left--;
                }
            }
        }
        return used;
    }

    private static boolean isComplete(List<Column> withMissing, int row) {
        for (int c = 0; c < withMissing.size(); c++) {
            if (withMissing.get(c).isMissing(row)) {
                return false;
            }
        }
        return true;
    }

    // fewer rows may well be all different
    private static final int FEW_ROWS = 10;

    private void checkDifferent(String name, Levels levels, int rows) {
        if (uses.of(name).fixedFactor && levels.size() == rows && rows >= FEW_ROWS) {
            throw FormulaCode.ALL_DIFFERENT.at(
                    "`" + name + "` is different in each of the " + rows + " rows",
                    "as a category it would have one coefficient per row",
                    "leave it out; if it holds numbers, read it as such: `--numeric " + name + "`",
                    uses.formula().place(uses.of(name).span));
        }
    }
}
