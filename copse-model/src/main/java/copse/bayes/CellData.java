package copse.bayes;

import copse.family.Outcomes;
import copse.model.Cells;
import copse.model.internal.StandardColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Cells as a posterior wants them: standard columns of X, columns of Z, levels, outcomes. Immutable; shared by
/// threads.
///
/// Arrays are the cells' own where nothing changes, and must not be changed.
final class CellData {
    final int n;
    /// Standard columns of X, p by cells.
    final double[][] x;
    /// Columns of the second linear predictor (zero inflation, log sigma) by cells; none without.
    final double[][] zeta;
    final double[] offset;
    final Outcomes outcomes;
    final List<Group> groups;
    /// Pairs of levels that meet in a cell, for groupings g < h at `g * groups + h`.
    private final Meeting[] meetings;

    /// One grouping factor.
    ///
    /// @param levels how many
    /// @param level of each cell
    /// @param z columns of Z by cells
    /// @param isConstant per column of Z, whether it is the constant 1
    record Group(int levels, int[] level, double[][] z, boolean[] isConstant) {
        /// @return columns of Z
        int q() {
            return z.length;
        }

        /// @return number of effects
        int effects() {
            return levels * z.length;
        }

        double z(int column, int cell) {
            return z[column][cell];
        }
    }

    /// Which levels of two groupings meet.
    ///
    /// @param entry of each cell
    /// @param row level of the first grouping, by entry
    /// @param column level of the second grouping, by entry
    record Meeting(int[] entry, int[] row, int[] column) {
        /// @return number of pairs
        int count() {
            return row.length;
        }
    }

    /// @param x standard columns of X by cells
    /// @param zeta columns of the second linear predictor by cells; none without
    /// @param offset per cell
    /// @param outcomes what was observed
    /// @param factors the groupings
    CellData(double[][] x, double[][] zeta, double[] offset, Outcomes outcomes, List<Cells.Factor> factors) {
        this.n = outcomes.count();
        this.x = x;
        this.zeta = zeta;
        this.offset = offset;
        this.outcomes = outcomes;
        this.groups = factors.stream()
                .map(factor -> new Group(factor.keys().length, factor.level(), factor.z(), constant(factor.z())))
                .toList();
        int count = groups.size();
        this.meetings = new Meeting[count * count];
        for (int g = 0; g < count; g++) {
            for (int h = g + 1; h < count; h++) {
                meetings[g * count + h] = meet(groups.get(g), groups.get(h));
            }
        }
    }

    /// The data of a model with the way back to its coefficients.
    ///
    /// @param data in standard coordinates
    /// @param fixed of the linear predictor
    /// @param parts of further linear predictors, by name
    /// @param factors the groupings, in the order of the data's
    record Prepared(CellData data, FixedMap fixed, Map<String, FixedMap> parts, List<Cells.Factor> factors) {}

    /// Brings cells into standard coordinates: columns centred at the means of the rows, scaled, without those
    /// that depend on earlier ones.
    ///
    /// @param cells the rows
    /// @param part name of the second linear predictor; empty if the family has none
    static Prepared of(Cells cells, Optional<String> part) {
        int[] order = IntStream.range(0, cells.count()).toArray();
        StandardColumns fixed = StandardColumns.of(cells.x(), order, cells.rowsOf());
        double[][] zeta = {};
        Map<String, FixedMap> parts = Map.of();
        if (part.isPresent()) {
            StandardColumns second = StandardColumns.of(cells.part(part.get()), order, cells.rowsOf());
            zeta = second.columns();
            parts = Map.of(part.get(), map(second, cells.spec().partNames(part.get())));
        }
        CellData data = new CellData(fixed.columns(), zeta, cells.offset(), cells.outcomes(), cells.factors());
        return new Prepared(data, map(fixed, cells.spec().fixedNames()), parts, cells.factors());
    }

    private static FixedMap map(StandardColumns columns, List<String> names) {
        return new FixedMap(
                Arrays.stream(columns.kept()).mapToObj(names::get).toList(),
                columns.back(),
                new double[columns.kept().length]);
    }

    private static boolean[] constant(double[][] columns) {
        boolean[] constant = new boolean[columns.length];
        for (int c = 0; c < columns.length; c++) {
            constant[c] = true;
            for (double value : columns[c]) {
                constant[c] &= value == 1;
            }
        }
        return constant;
    }

    /// @param g a grouping
    /// @param h another, g < h
    /// @return which of their levels meet
    Meeting meeting(int g, int h) {
        return meetings[g * groups.size() + h];
    }

    /// @return effects of all groupings together
    int effects() {
        return groups.stream().mapToInt(Group::effects).sum();
    }

    private static Meeting meet(Group first, Group second) {
        int n = first.level().length;
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = (long) first.level()[i] * second.levels() + second.level()[i];
        }
        long[] distinct = Arrays.stream(keys).sorted().distinct().toArray();
        int[] entry = new int[n];
        for (int i = 0; i < n; i++) {
            entry[i] = Arrays.binarySearch(distinct, keys[i]);
        }
        int[] row = new int[distinct.length];
        int[] column = new int[distinct.length];
        for (int k = 0; k < distinct.length; k++) {
            row[k] = (int) (distinct[k] / second.levels());
            column[k] = (int) (distinct[k] % second.levels());
        }
        return new Meeting(entry, row, column);
    }

    /// Adds Σ columns times coefficients.
    ///
    /// @param columns by cells
    /// @param coefficients one per column
    /// @param into per cell. *Modified.*
    static void addColumns(double[][] columns, double[] coefficients, double[] into) {
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            double factor = coefficients[j];
            for (int i = 0; i < into.length; i++) {
                into[i] += factor * column[i];
            }
        }
    }

    // four sums side by side: one alone waits for each addition
    static double dot(double[] a, double[] b) {
        int n = b.length;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static double sum(double[] values) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < values.length - 3; i += 4) {
            s0 += values[i];
            s1 += values[i + 1];
            s2 += values[i + 2];
            s3 += values[i + 3];
        }
        for (; i < values.length; i++) {
            s0 += values[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
