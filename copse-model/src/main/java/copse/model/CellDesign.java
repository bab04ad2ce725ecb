package copse.model;

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
    static CellDesign of(ModelSpec spec, RawPredictors raw) {
        int n = raw.count();
        Block block = spec.newBlock(PartReader.BLOCK);
        Map<Numbers, double[]> made = new IdentityHashMap<>();
        for (int s = 0; s < raw.slots().length; s++) {
            made.put(block.workspace.numbers[raw.slots()[s]], raw.numbers()[s]);
        }
        List<Numbers> calculated = new ArrayList<>();
        for (Numbers column : columns(block)) {
            made.computeIfAbsent(column, _ -> {
                calculated.add(column);
                return new double[n];
            });
        }
        double[] offset = new double[n];
        double[] buffer = new double[PartReader.BLOCK];
        for (int from = 0; from < n; from += PartReader.BLOCK) {
            int count = Math.min(PartReader.BLOCK, n - from);
            spec.filler().fill(raw, from, from + count, block);
            for (Numbers column : calculated) {
                column.read(count, 0, buffer);
                System.arraycopy(buffer, 0, made.get(column), from, count);
            }
            if (block.offset != null) {
                System.arraycopy(block.offset, 0, offset, from, count);
            }
        }
        Map<String, double[][]> parts = new LinkedHashMap<>();
        block.parts.forEach((name, columns) -> parts.put(name, values(columns, made)));
        return new CellDesign(
                values(block.x, made),
                parts,
                Arrays.stream(block.z).map(columns -> values(columns, made)).toArray(double[][][]::new),
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
