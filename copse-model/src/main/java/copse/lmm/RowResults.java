package copse.lmm;

import copse.frame.Frame;
import copse.frame.RowSource;
import copse.model.CrossProducts;
import copse.model.ModelRows;
import copse.model.internal.RowBuffer;
import copse.model.internal.Vectors;
import java.util.Arrays;

/// Fitted values and residuals of rows, which a fit does not keep: one pass over the data.
///
/// @param row index of each complete row in the source, from 0
/// @param fitted `xᵀβ + Σ zᵀb + offset`
/// @param residual response less fitted value
/// @param pearson residual times √weight over σ
public record RowResults(long[] row, double[] fitted, double[] residual, double[] pearson) {
    /// @return number of rows
    public int count() {
        return row.length;
    }

    static RowResults of(LmmFit fit, RowSource source) {
        RowBuffer out = new RowBuffer(3);
        long first = 0;
        try (RowSource.Chunks chunks = source.open()) {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                ModelRows rows = fit.spec().rows(chunk);
                double[] eta = linearPredictor(fit, rows);
                double[] response = rows.response();
                double[] weights = rows.weights();
                for (int i = 0; i < rows.count(); i++) {
                    double residual = (response == null ? Double.NaN : response[i]) - eta[i];
                    double root = weights == null ? 1 : Math.sqrt(weights[i]);
                    out.add(first + rows.source()[i], eta[i], residual, residual * root / fit.sigma());
                }
                first += chunk.rows();
            }
        }
        return new RowResults(out.rows(), out.column(0), out.column(1), out.column(2));
    }

    /// Fixed part, modes and offset of every row; a group that the fit has not seen counts as average.
    static double[] linearPredictor(LmmFit fit, ModelRows rows) {
        double[] eta = rows.offset().clone();
        Vectors.addColumns(rows.x(), fit.standard().kept(), fit.beta(), eta);
        for (int g = 0; g < fit.groups().size(); g++) {
            CrossProducts.Products products = fit.crossProducts().groupings().get(g);
            GroupEffects effects = fit.effects().get(g);
            int from = fit.spec().groupings().indexOf(products.grouping());
            for (int i = 0; i < eta.length; i++) {
                int level = Arrays.binarySearch(products.keys(), rows.keys()[from][i]);
                if (level >= 0) {
                    for (int c = 0; c < products.q(); c++) {
                        eta[i] += rows.z()[from][c][i] * effects.mode(level, c);
                    }
                }
            }
        }
        return eta;
    }
}
