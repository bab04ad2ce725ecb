package copse.model;

import copse.frame.Column;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The columns that predictors and groups are calculated from, before anything is calculated: numbers as read,
/// factors as codes of the model's levels. Complete rows only.
///
/// @param slots slots of the [Layout] that the numbers belong to
/// @param factors factor inputs of the [Layout] that the codes belong to
/// @param numbers per slot one number per row
/// @param codes per factor one code per row
/// @param row of each row the number in its source, for messages
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawPredictors(int[] slots, int[] factors, double[][] numbers, int[][] codes, int[] row) {
    int count() {
        return row.length;
    }

    /// @param order the rows wanted, some perhaps more than once
    /// @return those rows in that order
    RawPredictors inOrder(int[] order) {
        return new RawPredictors(
                slots,
                factors,
                Arrays.stream(numbers)
                        .map(column -> Gather.doubles(column, order))
                        .toArray(double[][]::new),
                Arrays.stream(codes).map(column -> Gather.ints(column, order)).toArray(int[][]::new),
                Gather.ints(row, order));
    }

    /// The columns as a table. Arrays are shared: none of them may be changed.
    Frame frame(ModelSpec spec) {
        Layout layout = spec.layout();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int f = 0; f < factors.length; f++) {
            FactorInput input = layout.factors.get(factors[f]);
            columns.put(input.column(), FactorColumn.wrap(codes[f], input.levels()));
        }
        for (int s = 0; s < slots.length; s++) {
            String name = layout.raw.get(slots[s]);
            double[] values = numbers[s];
            boolean logical = spec.schema().find(name).orElseThrow().type() == ColumnType.LOGICAL;
            columns.put(
                    name,
                    logical
                            ? LogicalColumn.of(Mask.of(values.length, i -> values[i] != 0), Mask.none(values.length))
                            : NumericColumn.wrap(values, Mask.none(values.length)));
        }
        return Frame.of(columns);
    }
}
