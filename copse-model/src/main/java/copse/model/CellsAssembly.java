package copse.model;

import copse.family.Outcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Makes cells of what a pass has found: sorts them, numbers the levels, calculates predictors.
final class CellsAssembly {
    private CellsAssembly() {}

    /// What is known of all rows together.
    ///
    /// @param rows used
    /// @param dropped left out
    /// @param constant of the log likelihood
    record Tally(long rows, CrossProducts.Dropped dropped, double constant) {}

    /// Cells that sum up their rows.
    static Cells of(ModelSpec spec, boolean additive, CellPart part, Tally tally) {
        int n = part.count();
        long[][] key = new long[CellRows.width(spec, additive)][n];
        for (int cell = 0; cell < n; cell++) {
            for (int w = 0; w < key.length; w++) {
                key[w][cell] = part.key(cell, w);
            }
        }
        double[] rows = sums(part, CellPart.ROWS);
        double[] y = additive ? sums(part, CellPart.Y) : numbers(key[key.length - 2]);
        double[] size = additive ? sums(part, CellPart.SIZE) : numbers(key[key.length - 1]);
        double[] multiplicity = sums(part, CellPart.MULTIPLICITY);
        if (additive) {
            Arrays.fill(multiplicity, 1);
        }
        int[] first = IntStream.range(0, n).map(part::firstRow).toArray();
        return sorted(
                spec,
                additive,
                raw(spec, key, first),
                new Outcomes(y, size, multiplicity),
                rows,
                sums(part, CellPart.SQUARE),
                tally);
    }

    /// Cells that are rows.
    static Cells of(ModelSpec spec, boolean additive, List<CellRows> stretches, Tally tally) {
        int n = stretches.stream().mapToInt(rows -> rows.count).sum();
        CellRows all = new CellRows(spec, additive, n);
        stretches.forEach(all::append);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            squares[i] = all.multiplicity[i] * all.y[i] * all.y[i] / all.size[i];
        }
        return sorted(
                spec,
                additive,
                raw(spec, all.key, all.row),
                new Outcomes(all.y, all.size, all.multiplicity),
                ones,
                squares,
                tally);
    }

    private static double[] sums(CellPart part, int sum) {
        double[] values = new double[part.count()];
        Arrays.setAll(values, cell -> part.sum(cell, sum));
        return values;
    }

    private static double[] numbers(long[] bits) {
        double[] values = new double[bits.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(bits[i]);
        }
        return values;
    }

    private static RawPredictors raw(ModelSpec spec, long[][] key, int[] row) {
        int[] slots = spec.filler().predictorInputs();
        int[] factors = spec.filler().predictorFactors();
        double[][] numbers = new double[slots.length][];
        for (int s = 0; s < slots.length; s++) {
            numbers[s] = numbers(key[s]);
        }
        int[][] codes = new int[factors.length][row.length];
        for (int f = 0; f < factors.length; f++) {
            long[] from = key[slots.length + f];
            for (int i = 0; i < row.length; i++) {
                codes[f][i] = (int) from[i];
            }
        }
        return new RawPredictors(slots, factors, numbers, codes, row);
    }

    /// Sorts cells by the level of the factor with most of them, so that a level's cells stand together.
    private static Cells sorted(
            ModelSpec spec,
            boolean additive,
            RawPredictors raw,
            Outcomes outcomes,
            double[] rows,
            double[] squares,
            Tally tally) {
        List<CellLevels> levels = levels(spec, raw, rows);
        if (levels.isEmpty() || levels.getFirst().isSorted()) {
            return make(spec, additive, raw, outcomes, rows, squares, levels, tally);
        }
        int[] order = levels.getFirst().order();
        return make(
                spec,
                additive,
                raw.inOrder(order),
                new Outcomes(
                        Gather.doubles(outcomes.y(), order),
                        Gather.doubles(outcomes.size(), order),
                        Gather.doubles(outcomes.multiplicity(), order)),
                Gather.doubles(rows, order),
                Gather.doubles(squares, order),
                levels.stream().map(own -> own.inOrder(order)).toList(),
                tally);
    }

    /// Levels of every grouping, most first.
    static List<CellLevels> levels(ModelSpec spec, RawPredictors raw, double[] rows) {
        List<CellLevels> all = new ArrayList<>();
        for (int g = 0; g < spec.groupings().size(); g++) {
            all.add(CellLevels.of(spec, g, raw, rows));
        }
        all.sort(Comparator.comparingInt(levels -> -levels.keys().length));
        return all;
    }

    /// @param raw sorted
    static Cells make(
            ModelSpec spec,
            boolean additive,
            RawPredictors raw,
            Outcomes outcomes,
            double[] rows,
            double[] squares,
            List<CellLevels> levels,
            Tally tally) {
        CellDesign design = CellDesign.of(spec, raw);
        List<Cells.Factor> factors = levels.stream()
                .map(own -> new Cells.Factor(
                        spec.groupings().get(own.grouping()),
                        own.keys(),
                        own.counts(),
                        own.level(),
                        design.z()[own.grouping()]))
                .toList();
        return new Cells(spec, additive, raw, design, factors, outcomes, rows, squares, tally);
    }
}
