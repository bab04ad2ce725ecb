package copse.model;

import copse.math.Matrix;

/// Weighted sums of squares and products of the columns of X: enough to tell their means, and how some depend
/// on others.
///
/// @param gram at least p×p: `Σ w (x_j − shift_j)(x_k − shift_k)`
/// @param shift taken off each column for precision; 0 for the constant column
public record DesignMoments(Matrix gram, double[] shift) {
    /// @param products of a linear model
    /// @return those of its X
    public static DesignMoments of(CrossProducts products) {
        return new DesignMoments(products.gram(), products.shift());
    }

    /// Cost: one pass over the cells for each pair of columns.
    ///
    /// @param cells of any model
    /// @param weights per cell, such as its number of units
    /// @return those of its X
    public static DesignMoments of(Cells cells, double[] weights) {
        double[][] x = cells.x();
        int p = x.length;
        double[] shift = new double[p];
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        for (int j = cells.spec().hasIntercept() ? 1 : p; j < p; j++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * x[j][i];
            }
            shift[j] = sum / total;
        }
        double[] gram = new double[p * p];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * (x[j][i] - shift[j]) * (x[k][i] - shift[k]);
                }
                gram[j + k * p] = sum;
                gram[k + j * p] = sum;
            }
        }
        return new DesignMoments(Matrix.wrap(p, p, gram), shift);
    }
}
