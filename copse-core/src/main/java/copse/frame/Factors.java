package copse.frame;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Other levels for the same rows.
final class Factors {
    private Factors() {}

    /// The factor with other levels, matched by label.
    ///
    /// @throws copse.error.InputException `I106` if a row's label is none of the new levels
    static FactorColumn withLevels(String name, FactorColumn factor, Levels levels) {
        int[] recoded = new int[factor.levels().size()];
        for (int code = 0; code < recoded.length; code++) {
            recoded[code] = levels.code(factor.levels().label(code)).orElse(FactorColumn.MISSING);
        }
        int[] codes = new int[factor.size()];
        for (int row = 0; row < codes.length; row++) {
            int old = factor.code(row);
            if (old >= 0 && recoded[old] < 0) {
                throw Problems.noLevel("column `" + name + "`", factor.levels().label(old), levels);
            }
            codes[row] = old < 0 ? FactorColumn.MISSING : recoded[old];
        }
        return FactorColumn.wrap(codes, levels);
    }

    /// The factor with the level moved to the front.
    static FactorColumn relevel(String name, FactorColumn factor, String reference) {
        Levels levels = factor.levels();
        levels.code(reference).orElseThrow(() -> Problems.noLevel("column `" + name + "`", reference, levels));
        Set<String> labels = new LinkedHashSet<>();
        labels.add(reference);
        labels.addAll(levels.labels());
        return withLevels(name, factor, Levels.of(List.copyOf(labels)));
    }

    /// The factor with some labels renamed; a new label that occurs already, or twice, merges levels.
    ///
    /// Each new label takes the place of the first level that carries it.
    static FactorColumn recode(String name, FactorColumn factor, Map<String, String> labels) {
        Levels levels = factor.levels();
        for (String label : labels.keySet()) {
            if (levels.code(label).isEmpty()) {
                throw Problems.noLevel("column `" + name + "`", label, levels);
            }
        }
        List<String> renamed = levels.labels().stream()
                .map(label -> labels.getOrDefault(label, label))
                .toList();
        Levels merged = Levels.of(renamed.stream().distinct().toList());
        int[] recoded = renamed.stream()
                .mapToInt(label -> merged.code(label).orElseThrow())
                .toArray();
        return recoded(factor, recoded, merged);
    }

    /// The factor with the levels that occur.
    static FactorColumn dropUnused(FactorColumn factor) {
        int[] recoded = new int[factor.levels().size()];
        for (int row = 0; row < factor.size(); row++) {
            if (factor.code(row) >= 0) {
                recoded[factor.code(row)] = 1;
            }
        }
        List<String> used = new ArrayList<>();
        for (int code = 0; code < recoded.length; code++) {
            if (recoded[code] == 1) {
                recoded[code] = used.size();
                used.add(factor.levels().label(code));
            }
        }
        return used.size() == recoded.length ? factor : recoded(factor, recoded, Levels.of(used));
    }

    private static FactorColumn recoded(FactorColumn factor, int[] recoded, Levels levels) {
        int[] codes = new int[factor.size()];
        for (int row = 0; row < codes.length; row++) {
            int old = factor.code(row);
            codes[row] = old < 0 ? FactorColumn.MISSING : recoded[old];
        }
        return FactorColumn.wrap(codes, levels);
    }
}
