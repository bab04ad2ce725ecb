package copse.design;

import copse.error.DesignException;
import copse.error.InputException;
import copse.error.Suggestion;
import copse.frame.Bins;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/// The strata that columns make of units.
///
/// @param code stratum of each unit; not to be changed
/// @param labels of the strata, parts joined by `:`
record Strata(int[] code, List<String> labels) {

    /// @param by columns whose combinations are the strata; empty makes one stratum
    /// @param units those who are randomised
    /// @throws copse.error.DesignException `D112` if a value is missing, `D114` if a column makes no strata
    static Strata of(List<Stratifier> by, Units units) {
        if (by.isEmpty()) {
            return new Strata(new int[units.size()], List.of("all"));
        }
        Strata strata = of(by.getFirst(), units);
        for (Stratifier each : by.subList(1, by.size())) {
            strata = strata.by(of(each, units));
        }
        if (new LinkedHashSet<>(strata.labels()).size() < strata.size()) {
            throw DesignCode.BAD_STRATA.error(
                    "two strata of " + columns(by) + " would both be called `" + repeated(strata.labels()) + "`",
                    "names of strata are joined by `:`, which occurs in their levels",
                    "rename the levels");
        }
        return strata;
    }

    private static String columns(List<Stratifier> by) {
        return String.join(", ", by.stream().map(s -> "`" + s.column() + "`").toList());
    }

    private static String repeated(List<String> labels) {
        List<String> once = new ArrayList<>(labels);
        new LinkedHashSet<>(labels).forEach(once::remove);
        return once.getFirst();
    }

    private static Strata of(Stratifier by, Units units) {
        return of(factor(by, units), units.size());
    }

    private static FactorColumn factor(Stratifier by, Units units) {
        String name = by.column();
        Column column = units.column(name);
        requireComplete(name, column, units, "stratum");
        return switch (by) {
            case Stratifier.Values values -> values(name, column);
            case Stratifier.Cut cut -> cut(name, numeric(name, units), cut.bins());
            case Stratifier.Quantiles quantiles -> quantiles(name, numeric(name, units), quantiles.count());
        };
    }

    /// @param purpose what the column gives the unit
    static void requireComplete(String name, Column column, Units units, String purpose) {
        if (column.missing().isEmpty()) {
            return;
        }
        int first = column.missing().rows()[0];
        int more = column.missing().count() - 1;
        throw DesignCode.NO_STRATUM.error(
                "unit `" + units.id(first) + "` has no `" + name + "`" + Words.andMore(more, "unit"),
                "without it the unit's " + purpose + " is not known",
                "fill in the value, or leave such units out: " + Suggestion.whereNotMissing(name));
    }

    private static NumericColumn numeric(String name, Units units) {
        return Frame.of(name, units.column(name)).numeric(name);
    }

    private static FactorColumn values(String name, Column column) {
        if (column instanceof NumericColumn numeric && !numeric.isWhole()) {
            double odd = notWhole(numeric);
            int distinct = (int) Arrays.stream(numeric.present()).distinct().count();
            throw DesignCode.BAD_STRATA.error(
                    "column `" + name + "` has " + Words.count(distinct, "different number") + ", such as "
                            + NumericColumn.format(odd),
                    "a stratum per number would leave units with nobody to be compared with",
                    "cut it: `quantiles(" + name + ", 4)`, or give cut points: `cut(" + name + ", "
                            + NumericColumn.format(median(numeric)) + ")`");
        }
        return Frame.of(name, column).asFactor(name).factor(name);
    }

    /// A number with a fraction, or beyond those that are told apart as whole ones.
    private static double notWhole(NumericColumn column) {
        double[] present = column.present();
        return Arrays.stream(present)
                .filter(v -> v != Math.rint(v))
                .findFirst()
                .orElseGet(() -> Arrays.stream(present).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a));
    }

    private static double median(NumericColumn column) {
        double[] sorted = column.present();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static FactorColumn cut(String name, NumericColumn column, Bins bins) {
        if (bins.limited()) {
            throw DesignCode.BAD_STRATA.error(
                    "limited cut points of `" + name + "`",
                    "a unit beyond them would be in no stratum",
                    "leave out `.within()`: the outer intervals are then open");
        }
        return bins.cut(name, column);
    }

    private static FactorColumn quantiles(String name, NumericColumn column, int count) {
        // one cut point per unit tells all units apart: more of them cost memory and give nothing
        if (count - 1 > column.size()) {
            throw noQuantiles(name, column, count, "there are more bins than units");
        }
        try {
            return Bins.quantiles(column, count).cut(name, column);
        } catch (InputException notDistinct) {
            throw noQuantiles(
                    name,
                    column,
                    count,
                    count < 2 ? "strata are at least two" : "a number is so frequent that it would fill more than one");
        }
    }

    private static DesignException noQuantiles(String name, NumericColumn column, int count, String why) {
        int distinct = (int) Arrays.stream(column.present()).distinct().count();
        return DesignCode.BAD_STRATA.error(
                count + " quantile bins of `" + name + "`, which has " + Words.count(distinct, "different number"),
                why,
                (count > 2
                                ? "ask for fewer: `quantiles(" + name + ", "
                                        + Math.min(count - 1, Math.max(2, distinct)) + ")`, or give"
                                : "give")
                        + " cut points: `cut(" + name + ", " + NumericColumn.format(median(column)) + ")`");
    }

    /// The levels that occur, as strata.
    private static Strata of(FactorColumn factor, int units) {
        int[] rank = new int[factor.levels().size()];
        for (int unit = 0; unit < units; unit++) {
            rank[factor.code(unit)] = 1;
        }
        List<String> labels = new ArrayList<>();
        for (int level = 0; level < rank.length; level++) {
            if (rank[level] > 0) {
                rank[level] = labels.size();
                labels.add(factor.levels().label(level));
            }
        }
        int[] code = new int[units];
        for (int unit = 0; unit < code.length; unit++) {
            code[unit] = rank[factor.code(unit)];
        }
        return new Strata(code, labels);
    }

    /// The combinations that occur, the first part changing slowest.
    private Strata by(Strata part) {
        int width = part.size();
        long[] key = new long[code.length];
        for (int unit = 0; unit < key.length; unit++) {
            key[unit] = (long) code[unit] * width + part.code[unit];
        }
        long[] sorted = key.clone();
        Arrays.parallelSort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (distinct == 0 || sorted[i] != sorted[distinct - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        List<String> joined = new ArrayList<>();
        for (int s = 0; s < distinct; s++) {
            joined.add(labels.get((int) (sorted[s] / width)) + ":" + part.labels.get((int) (sorted[s] % width)));
        }
        int[] finer = new int[code.length];
        for (int unit = 0; unit < finer.length; unit++) {
            finer[unit] = Arrays.binarySearch(sorted, 0, distinct, key[unit]);
        }
        return new Strata(finer, joined);
    }

    /// @return number of strata
    int size() {
        return labels.size();
    }

    /// @return number of units by stratum
    int[] sizes() {
        return Urn.sizes(code, size());
    }

    /// @return the strata as a column of the assignment
    Membership membership() {
        return new Membership("stratum", FactorColumn.wrap(code, Levels.of(labels)));
    }

    /// @return units stratum after stratum, in unit order within each
    int[] order() {
        int[] next = new int[size() + 1];
        int[] sizes = sizes();
        for (int s = 0; s < sizes.length; s++) {
            next[s + 1] = next[s] + sizes[s];
        }
        int[] order = new int[code.length];
        for (int unit = 0; unit < code.length; unit++) {
            order[next[code[unit]]++] = unit;
        }
        return order;
    }
}
