package copse.lmm;

import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.model.ModelRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// New responses of given rows, drawn from a fitted model.
final class Simulation {
    // Children of the stream: the rows' own errors, then one per grouping whose children are the levels.
    private static final int ERRORS = 0;

    private Simulation() {}

    /// The response of every row, missing where a predictor is.
    ///
    /// @param fit the model
    /// @param rows with predictors, groups, offset and weights
    /// @param random where the numbers come from
    /// @return fixed part plus newly drawn effects of the groups plus errors
    static NumericColumn response(LmmFit fit, Frame rows, RandomStream random) {
        ModelRows data = fit.spec().predictors(rows);
        double[] weights = weights(fit, rows);
        double[] eta = data.offset().clone();
        int[] kept = fit.standard().kept();
        double[] beta = fit.beta();
        for (int j = 0; j < kept.length; j++) {
            for (int i = 0; i < eta.length; i++) {
                eta[i] += beta[j] * data.x()[kept[j]][i];
            }
        }
        for (int g = 0; g < fit.groups().size(); g++) {
            int from = fit.spec()
                    .groupings()
                    .indexOf(fit.crossProducts().groupings().get(g).grouping());
            Matrix factor = fit.factor(g).times(fit.sigma());
            RandomStream own = random.split(g + 1L);
            Map<Long, double[]> effects = new HashMap<>();
            for (int i = 0; i < eta.length; i++) {
                double[] b = effects.computeIfAbsent(data.keys()[from][i], key -> draw(factor, own.split(key)));
                for (int c = 0; c < b.length; c++) {
                    eta[i] += data.z()[from][c][i] * b[c];
                }
            }
        }
        double[] values = new double[rows.rows()];
        Arrays.fill(values, Double.NaN);
        RandomStream errors = random.split(ERRORS);
        for (int i = 0; i < eta.length; i++) {
            int row = data.source()[i];
            values[row] = eta[i] + fit.sigma() / Math.sqrt(weights[row]) * errors.nextGaussian();
        }
        Mask missing = Mask.of(values.length, row -> Double.isNaN(values[row]));
        for (int row = 0; row < values.length; row++) {
            values[row] = missing.get(row) ? 0 : values[row];
        }
        return NumericColumn.of(values, missing);
    }

    private static double[] draw(Matrix factor, RandomStream random) {
        double[] u = new double[factor.columns()];
        random.fillGaussian(u, 0, u.length);
        return factor.times(u);
    }

    private static double[] weights(LmmFit fit, Frame rows) {
        double[] weights = new double[rows.rows()];
        Arrays.fill(weights, 1);
        String column = fit.spec().roles().weights();
        if (column != null && rows.column(column) instanceof NumericColumn numbers) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = numbers.value(i);
            }
        }
        return weights;
    }
}
