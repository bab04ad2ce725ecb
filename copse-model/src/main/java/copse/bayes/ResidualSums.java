package copse.bayes;

import copse.math.DenseCholesky;
import copse.math.Dots;
import copse.math.Matrix;
import copse.model.CrossProducts;
import java.util.Arrays;
import java.util.List;

/// What a Gaussian likelihood needs of the residuals `y − Xβ` at any β, from cross-products alone: their sum of
/// squares, and their sums `Zᵀ(y − Xβ)` per level.
///
/// The sum of squares may be that within the levels of the first grouping, each about its own mean: then
/// nothing is left of a column that is constant within levels.
///
/// Everything is kept about the least-squares β̂, so that the sum of squares is that of the residuals plus a
/// square form in `β − β̂` and nothing cancels near the mode.
///
/// - Cost: p² + levels × q × p for one β.
/// - Work arrays are made once; an instance belongs to one thread.
final class ResidualSums {
    // A column whose sum of squares within levels is this small against all of it is constant there: rounding of the
    // difference makes 1e-15.
    private static final double CONSTANT = 1e-13;

    private final int p;
    private final double[] gram; // of [X, y − Xβ̂], (p+1)×(p+1)
    private final double[] least; // β̂
    private final double[][][] columns; // per grouping, per column of [X, y − Xβ̂]: Zᵀ of it, levels×q
    private final double[] away; // β − β̂
    private final double[] gradient; // Xᵀ(y − Xβ)
    private final double[][] sums;
    private double squares;

    private ResidualSums(int p, double[] gram, double[] least, double[][][] columns) {
        this.p = p;
        this.gram = gram;
        this.least = least;
        this.columns = columns;
        this.away = new double[p];
        this.gradient = new double[p];
        this.sums = Arrays.stream(columns).map(own -> new double[own[p].length]).toArray(double[][]::new);
    }

    /// @param products in standard coordinates, no column of X depending on others
    /// @param groupings how many of the groupings, from the first on, are wanted
    /// @param within whether the sum of squares is that within the levels of the first grouping, whose Z is a
    ///     constant
    static ResidualSums of(CrossProducts products, int groupings, boolean within) {
        int p = products.p();
        double[] least = leastSquares(products.gram(), p);
        double[] map = Matrix.identity(p + 1).toArray();
        for (int j = 0; j < p; j++) {
            map[j + p * (p + 1)] = -least[j];
        }
        CrossProducts residual = products.transformed(Matrix.wrap(p + 1, p + 1, map));
        List<CrossProducts.Products> wanted = residual.groupings().subList(0, groupings);
        double[][][] columns = new double[groupings][p + 1][];
        for (int g = 0; g < groupings; g++) {
            double[] ztx = wanted.get(g).ztx();
            int rows = ztx.length / (p + 1);
            for (int j = 0; j <= p; j++) {
                columns[g][j] = new double[rows];
                for (int row = 0; row < rows; row++) {
                    columns[g][j][row] = ztx[row * (p + 1) + j];
                }
            }
        }
        double[] gram = residual.gram().toArray();
        if (within) {
            subtractMeans(gram, p + 1, wanted.getFirst());
        }
        return new ResidualSums(p, gram, least, columns);
    }

    private static void subtractMeans(double[] gram, int width, CrossProducts.Products levels) {
        double[] total = new double[width];
        Arrays.setAll(total, j -> gram[j + j * width]);
        double[] ztx = levels.ztx();
        for (int level = 0; level < levels.levels(); level++) {
            for (int j = 0; j < width; j++) {
                double mean = ztx[level * width + j] / levels.ztz()[level];
                for (int i = 0; i < width; i++) {
                    gram[i + j * width] -= ztx[level * width + i] * mean;
                }
            }
        }
        for (int j = 0; j < width; j++) {
            if (gram[j + j * width] <= CONSTANT * total[j]) {
                for (int i = 0; i < width; i++) {
                    gram[i + j * width] = 0;
                    gram[j + i * width] = 0;
                }
            }
        }
    }

    private static double[] leastSquares(Matrix gram, int p) {
        double[][] l = new double[p + 1][p + 1];
        for (int j = 0; j <= p; j++) {
            for (int i = j; i <= p; i++) {
                l[j][i] = gram.at(i, j);
            }
        }
        double[] beta = new double[p];
        if (DenseCholesky.factor(l, p, p + 1) >= 0) {
            return beta;
        }
        for (int j = p - 1; j >= 0; j--) {
            double sum = l[j][p];
            for (int i = j + 1; i < p; i++) {
                sum -= l[j][i] * beta[i];
            }
            beta[j] = sum / l[j][j];
        }
        return beta;
    }

    /// The same with work arrays of its own.
    ResidualSums copy() {
        return new ResidualSums(p, gram, least, columns);
    }

    /// @return β̂; a view
    double[] leastSquares() {
        return least;
    }

    /// Moves to another β.
    ///
    /// @param beta length p; not modified
    void at(double[] beta) {
        int width = p + 1;
        for (int j = 0; j < p; j++) {
            away[j] = beta[j] - least[j];
        }
        squares = gram[width * width - 1];
        for (int j = 0; j < p; j++) {
            double form = 0;
            for (int i = 0; i < p; i++) {
                form += gram[i + j * width] * away[i];
            }
            double cross = gram[j + p * width];
            squares += away[j] * (form - 2 * cross);
            gradient[j] = cross - form;
        }
        for (int g = 0; g < sums.length; g++) {
            double[] own = sums[g];
            double[][] of = columns[g];
            System.arraycopy(of[p], 0, own, 0, own.length);
            for (int j = 0; j < p; j++) {
                double factor = away[j];
                double[] column = of[j];
                for (int i = 0; i < own.length; i++) {
                    own[i] -= factor * column[i];
                }
            }
        }
    }

    /// @return `‖y − Xβ‖²`, or what of it is within levels
    double squares() {
        return squares;
    }

    /// @param g a grouping
    /// @return `Zᵀ(y − Xβ)`, levels×q; a view
    double[] sums(int g) {
        return sums[g];
    }

    /// The slope by β of `−φ/2 ` [#squares()] ` + f(Zᵀ(y − Xβ))`.
    ///
    /// @param precision φ
    /// @param bySums derivatives of f by [#sums(int)]
    /// @param byBeta filled. *Modified.*
    void slope(double precision, double[][] bySums, double[] byBeta) {
        for (int j = 0; j < p; j++) {
            byBeta[j] = precision * gradient[j];
            for (int g = 0; g < sums.length; g++) {
                byBeta[j] -= Dots.dot(columns[g][j], bySums[g], sums[g].length);
            }
        }
    }
}
