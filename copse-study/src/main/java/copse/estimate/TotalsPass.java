package copse.estimate;

import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pass over rows that makes [UnitTotals].
///
/// A unit's rows are added up in their order by one thread: first means, then deviations from them, so that
/// large values close to each other keep their digits.
final class TotalsPass {
    private final UnitRows sorted;
    private final RandomisedUnits units;
    private final List<RowValues> columns;
    private final @Nullable NumericColumn weights;
    private final @Nullable Mask gone;
    private final long[] rows;
    private final double[] weight;
    private final double[] mean;
    private final double[] product;
    private final long[] lost;

    TotalsPass(UnitRows sorted, RandomisedUnits units, List<RowValues> columns, @Nullable NumericColumn weights) {
        this.sorted = sorted;
        this.units = units;
        this.columns = columns;
        this.weights = weights;
        Mask any = columns.getFirst().missing();
        for (RowValues column : columns) {
            any = any.or(column.missing());
        }
        if (weights != null) {
            NumericColumn given = weights;
            // a row of weight 0 is not there
            any = any.or(given.missing()).or(Mask.of(given.size(), row -> given.value(row) == 0));
        }
        this.gone = any.isEmpty() ? null : any;
        int n = units.size();
        this.rows = new long[n];
        this.weight = new double[n];
        this.mean = new double[n * columns.size()];
        this.lost = new long[n];
        boolean single = true;
        for (int unit = 0; unit < n && single; unit++) {
            single = sorted.start()[unit + 1] - sorted.start()[unit] <= 1;
        }
        this.product = single ? new double[0] : new double[n * UnitTotals.triangle(columns.size())];
    }

    UnitTotals run() {
        sorted.inParallel((from, to) -> {
            double[] deviation = new double[columns.size()];
            for (int unit = from; unit < to; unit++) {
                means(unit);
                if (product.length > 0 && rows[unit] > 1) {
                    products(unit, deviation);
                }
            }
        });
        long[] missing = new long[units.arms().size()];
        for (int unit = 0; unit < lost.length; unit++) {
            if (units.arm(unit) >= 0) {
                missing[units.arm(unit)] += lost[unit];
            }
        }
        List<String> names = columns.stream().map(RowValues::name).toList();
        return new UnitTotals(units, names, rows, weight, mean, product, missing);
    }

    private double weightOf(int row) {
        return weights == null ? 1 : weights.value(row);
    }

    private void means(int unit) {
        int c = columns.size();
        int at = unit * c;
        double total = 0;
        for (int place = sorted.start()[unit]; place < sorted.start()[unit + 1]; place++) {
            int row = sorted.row(place);
            if (gone != null && gone.get(row)) {
                lost[unit]++;
                continue;
            }
            double w = weightOf(row);
            rows[unit]++;
            total += w;
            for (int k = 0; k < c; k++) {
                // the running mean keeps its digits where values are large beside their spread
                mean[at + k] += w / total * (columns.get(k).value().applyAsDouble(row) - mean[at + k]);
            }
        }
        weight[unit] = total;
    }

    private void products(int unit, double[] deviation) {
        int c = columns.size();
        int at = unit * UnitTotals.triangle(c);
        for (int place = sorted.start()[unit]; place < sorted.start()[unit + 1]; place++) {
            int row = sorted.row(place);
            if (gone != null && gone.get(row)) {
                continue;
            }
            double w = weightOf(row);
            int entry = at;
            for (int k = 0; k < c; k++) {
                deviation[k] = columns.get(k).value().applyAsDouble(row) - mean[unit * c + k];
                double scaled = w * deviation[k];
                for (int j = 0; j <= k; j++) {
                    product[entry++] += scaled * deviation[j];
                }
            }
        }
    }
}
