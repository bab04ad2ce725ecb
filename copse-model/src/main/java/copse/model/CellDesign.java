package copse.model;

import copse.math.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The columns that a model makes of raw predictors, in memory.
///
/// Columns that are the same take memory once: a plain column of X is that of the raw predictors, and a random
/// slope's is the column of X of that name.
///
/// @param x columns of X by rows
/// @param parts per further linear predictor its columns by rows
/// @param z per grouping of the model and column the values of Z
/// @param offset 0 where the model has none
@SuppressWarnings("ArrayRecordComponent") // never compared
record CellDesign(double[][] x, Map<String, double[][]> parts, double[][][] z, double[] offset) {
    /// Rows that one task takes: enough to be worth a block of its own.
    private static final int STRETCH = 16 * PartReader.BLOCK;

    /// @param spec the model
    /// @param raw predictors
    /// @param threads how many share the work; the result does not depend on it
    static CellDesign of(ModelSpec spec, RawPredictors raw, int threads) {
        int n = raw.count();
        Block layout = spec.newBlock(0);
        List<Numbers> columns = columns(layout);
        Map<Numbers, double[]> made = new IdentityHashMap<>();
        for (int s = 0; s < raw.slots().length; s++) {
            made.put(layout.workspace.numbers[raw.slots()[s]], raw.numbers()[s]);
        }
        // numbers of the calculated columns; a block made later has them at the same places
        List<Integer> calculated = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            if (!made.containsKey(columns.get(c))) {
                made.put(columns.get(c), new double[n]);
                calculated.add(c);
            }
        }
        double[] offset = new double[n];
        int tasks = (n + STRETCH - 1) / STRETCH;
        Tasks.run(tasks, threads, task -> {
            Block block = spec.newBlock(PartReader.BLOCK);
            List<Numbers> own = columns(block);
            double[] buffer = new double[PartReader.BLOCK];
            int end = Math.min(n, (task + 1) * STRETCH);
            for (int from = task * STRETCH; from < end; from += PartReader.BLOCK) {
                int count = Math.min(PartReader.BLOCK, end - from);
                spec.filler().fill(raw, from, from + count, block);
                for (int c : calculated) {
                    own.get(c).read(count, 0, buffer);
                    System.arraycopy(buffer, 0, made.get(columns.get(c)), from, count);
                }
                if (block.offset != null) {
                    System.arraycopy(block.offset, 0, offset, from, count);
                }
            }
        });
        Map<String, double[][]> parts = new LinkedHashMap<>();
        layout.parts.forEach((name, part) -> parts.put(name, values(part, made)));
        return new CellDesign(
                values(layout.x, made),
                parts,
                Arrays.stream(layout.z).map(group -> values(group, made)).toArray(double[][][]::new),
                offset);
    }

    private static List<Numbers> columns(Block block) {
        List<Numbers> all = new ArrayList<>(List.of(block.x));
        block.parts.values().forEach(columns -> all.addAll(List.of(columns)));
        for (Numbers[] columns : block.z) {
            all.addAll(List.of(columns));
        }
        return all;
    }

    private static double[][] values(Numbers[] columns, Map<Numbers, double[]> made) {
        return Arrays.stream(columns).map(made::get).toArray(double[][]::new);
    }
}
