package copse.lmm;

import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows with the columns of a model and any values: what is true of all rows can be read off them.
final class MadeUpRows {
    // Any seed does; a fixed one keeps results the same to the last bit.
    private static final long SEED = 1;

    private MadeUpRows() {}

    /// @param spec the model
    /// @param rows how many
    /// @param domain range of the numbers
    /// @return the rows
    static Frame of(ModelSpec spec, int rows, double[] domain) {
        RandomStream random = Seed.of(SEED).stream();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (ColumnSchema schema : spec.schema().columns()) {
            columns.put(schema.name(), column(schema, rows, domain, random));
        }
        return Frame.of(columns);
    }

    private static Column column(ColumnSchema schema, int rows, double[] domain, RandomStream random) {
        Levels levels = schema.levels();
        if (levels != null) {
            int[] codes = new int[rows];
            for (int i = 0; i < rows; i++) {
                codes[i] = random.nextInt(levels.size());
            }
            return switch (schema.type()) {
                case NUMERIC -> {
                    double[] values = new double[rows];
                    for (int i = 0; i < rows; i++) {
                        values[i] = Double.parseDouble(levels.label(codes[i]));
                    }
                    yield NumericColumn.of(values);
                }
                case FACTOR, TEXT, LOGICAL, DATE, TIMESTAMP -> FactorColumn.wrap(codes, levels);
            };
        }
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = domain[0] + (domain[1] - domain[0]) * random.nextDouble();
        }
        return switch (schema.type()) {
            case NUMERIC -> NumericColumn.of(values);
            case FACTOR, TEXT -> TextColumn.of(new String[rows]);
            case LOGICAL -> {
                boolean[] flags = new boolean[rows];
                for (int i = 0; i < rows; i++) {
                    flags[i] = random.nextBoolean(0.5);
                }
                yield LogicalColumn.of(flags);
            }
            case DATE -> TimeColumn.dates(whole(values, 1000), Mask.none(rows));
            case TIMESTAMP -> TimeColumn.timestamps(whole(values, 86_400e9), Mask.none(rows));
        };
    }

    private static long[] whole(double[] values, double unit) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.round(values[i] * unit);
        }
        return out;
    }
}
