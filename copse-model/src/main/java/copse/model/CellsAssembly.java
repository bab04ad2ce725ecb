package copse.model;

import copse.math.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Makes cells of what a pass has found: numbers the levels, puts the cells in order, calculates predictors.
final class CellsAssembly {
    // below so many cells starting a thread costs more than it saves
    private static final int PARALLEL = 1 << 16;

    private final ModelSpec spec;
    private final CellShape shape;
    private final CellColumns columns;
    private final int threads;

    private CellsAssembly(ModelSpec spec, CellShape shape, CellColumns columns, int threads) {
        this.spec = spec;
        this.shape = shape;
        this.columns = columns;
        this.threads = columns.count() < PARALLEL ? 1 : threads;
    }

    /// @param spec the model
    /// @param shape what the columns are
    /// @param columns of cells or rows, in any order
    /// @param tally what is known of all rows together
    /// @param threads how many share the work
    /// @return the cells level by level of the first factor, within a level by their first row
    static Cells of(ModelSpec spec, CellShape shape, CellColumns columns, Cells.Tally tally, int threads) {
        return new CellsAssembly(spec, shape, columns, threads).cells(tally);
    }

    private Cells cells(Cells.Tally tally) {
        int[][] codes = new int[shape.factors.length][];
        Tasks.run(codes.length, threads, f -> codes[f] = shape.codes(f, columns));
        double[] rows = columns.rows();
        List<CellLevels> levels = CellLevels.all(spec, shape.factors, codes, rows);
        long[] first = columns.first();
        int[] order = order(first, levels);
        double[][] numbers = new double[shape.slots.length][];
        int[][] sortedCodes = new int[codes.length][];
        CellLevels[] sortedLevels = new CellLevels[levels.size()];
        List<Runnable> jobs = new ArrayList<>();
        for (int s = 0; s < numbers.length; s++) {
            int slot = s;
            jobs.add(() -> numbers[slot] = shape.numbers(slot, columns, order));
        }
        for (int f = 0; f < codes.length; f++) {
            int factor = f;
            jobs.add(() -> sortedCodes[factor] = Gather.ints(codes[factor], order));
        }
        for (int g = 0; g < sortedLevels.length; g++) {
            int grouping = g;
            jobs.add(() -> sortedLevels[grouping] = levels.get(grouping).inOrder(order));
        }
        Tasks.run(jobs.size(), threads, job -> jobs.get(job).run());
        int[] row = new int[order.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (int) Math.min(first[order[i]], Integer.MAX_VALUE - 1);
        }
        return Cells.of(
                spec,
                new RawPredictors(shape.slots, shape.factors, numbers, sortedCodes, row),
                List.of(sortedLevels),
                new Cells.Content(
                        shape.additive,
                        shape.outcomes(columns, order),
                        columns.isSingle() ? rows : Gather.doubles(rows, order),
                        columns.squares().map(squares -> Gather.doubles(squares, order))),
                tally,
                threads);
    }

    private static int[] order(long[] first, List<CellLevels> levels) {
        int[] met = byFirstRow(first);
        return levels.isEmpty() ? met : levels.getFirst().order(met);
    }

    private static int[] byFirstRow(long[] first) {
        int n = first.length;
        boolean ascending = IntStream.range(1, n).allMatch(i -> first[i - 1] < first[i]);
        if (ascending) {
            return IntStream.range(0, n).toArray();
        }
        LevelIndex cells = new LevelIndex(Long.MAX_VALUE);
        for (long row : first) {
            cells.locate(row);
        }
        long[] sorted = first.clone();
        Arrays.sort(sorted);
        return Arrays.stream(sorted).mapToInt(cells::locate).toArray();
    }
}
