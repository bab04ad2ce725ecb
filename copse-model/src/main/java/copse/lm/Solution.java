package copse.lm;

import copse.math.Matrix;
import copse.model.internal.CompensatedSums;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Least squares from cross-products, and the coordinates in which everything else is computed.
///
/// Columns that depend on earlier ones are left out; of those that are left, r, the Gram matrix is `LLᵀ`, and
/// in the coordinates `X̃ = X L⁻ᵀ` it is the identity. With a factor absorbed X is within its levels. A
/// coefficient is `β = T β̃ + t`, where T also undoes the shift of the columns, so that `cᵀβ = (Tᵀc)ᵀβ̃ + cᵀt`.
final class Solution {
    // Squared length of what is left of a column after the earlier ones, against the column's own: sums of products of
    // columns near their mean are good to about 1e-15 times a small factor.
    private static final double ALIASED = 1e-11;

    private final ClusterProducts products;
    private final int[] kept;
    private final int r;
    private final double[][] l; // row k: the factor's entries 0..k
    private final double[] coefficients; // β̃
    private final double[] shifted; // of the kept columns, in shifted coordinates
    private final double[] map; // T, r×r column-major
    private final double[] offset; // t
    private final double residualSquares;
    private final double responseSquares; // about the mean if there is a constant
    private final double @Nullable [] levelWeight;
    private final double @Nullable [] levelMeans; // p + 1 per level

    private Solution(ClusterProducts products) {
        this.products = products;
        int p = products.names().size();
        ClusterProducts.Cells cells = products.cells();
        double[] gram = total(products);
        double[] before = diagonal(gram, p + 1);
        if (cells == null) {
            levelWeight = null;
            levelMeans = null;
        } else {
            levelWeight = new double[cells.levels()];
            levelMeans = new double[cells.levels() * (p + 1)];
            means(cells, p + 1, levelWeight, levelMeans);
            takeOff(gram, p + 1, levelWeight, levelMeans);
        }
        int[] columns = new int[p];
        double[][] rows = new double[p][];
        int rank = 0;
        for (int j = 0; j < p; j++) {
            double[] row = new double[rank + 1];
            double left = eliminate(gram, columns, rows, rank, j, row);
            if (left > ALIASED * before[j]) {
                row[rank] = Math.sqrt(left);
                rows[rank] = row;
                columns[rank++] = j;
            }
        }
        kept = Arrays.copyOf(columns, rank);
        r = rank;
        l = Arrays.copyOf(rows, rank);
        double[] response = new double[rank + 1];
        double left = eliminate(gram, columns, rows, rank, p, response);
        residualSquares = Math.max(0, left);
        coefficients = Arrays.copyOf(response, rank);
        boolean centred = products.intercept() && rank > 0 && kept[0] == 0;
        responseSquares = gram[index(p, p)] - (centred ? response[0] * response[0] : 0);
        shifted = backward(coefficients);
        map = new double[r * r];
        offset = new double[r];
        fillMap(centred);
    }

    static Solution of(ClusterProducts products) {
        return new Solution(products);
    }

    static int index(int i, int j) {
        return i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
    }

    private static double[] total(ClusterProducts products) {
        int triangle = products.triangle();
        double[] own = products.products(1);
        CompensatedSums sums = new CompensatedSums();
        sums.ensure(triangle);
        for (int g = 0; g < products.size(); g++) {
            for (int k = 0; k < triangle; k++) {
                sums.add(k, own[g * triangle + k]);
            }
        }
        double[] total = new double[triangle];
        sums.copy(0, total, 0, triangle);
        return total;
    }

    private static double[] diagonal(double[] gram, int k) {
        double[] diagonal = new double[k];
        for (int j = 0; j < k; j++) {
            diagonal[j] = gram[index(j, j)];
        }
        return diagonal;
    }

    private static void means(ClusterProducts.Cells cells, int k, double[] weight, double[] means) {
        CompensatedSums sums = new CompensatedSums();
        sums.ensure(means.length);
        for (int c = 0; c < cells.level().length; c++) {
            weight[cells.level()[c]] += cells.weight()[c];
            for (int j = 0; j < k; j++) {
                sums.add(cells.level()[c] * k + j, cells.sums()[c * k + j]);
            }
        }
        for (int at = 0; at < means.length; at++) {
            means[at] = sums.value(at) / weight[at / k];
        }
    }

    private static void takeOff(double[] gram, int k, double[] weight, double[] means) {
        for (int level = 0; level < weight.length; level++) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j <= i; j++) {
                    gram[index(i, j)] -= weight[level] * means[level * k + i] * means[level * k + j];
                }
            }
        }
    }

    /// Row j of the factor: fills the entries before the diagonal, returns what is left on it.
    private static double eliminate(double[] gram, int[] columns, double[][] l, int rank, int j, double[] row) {
        double left = gram[index(j, j)];
        for (int k = 0; k < rank; k++) {
            double value = gram[index(columns[k], j)];
            for (int i = 0; i < k; i++) {
                value -= l[k][i] * row[i];
            }
            row[k] = value / l[k][k];
            left -= row[k] * row[k];
        }
        return left;
    }

    /// `L⁻ᵀ v`
    private double[] backward(double[] v) {
        double[] x = v.clone();
        for (int j = r - 1; j >= 0; j--) {
            for (int k = j + 1; k < r; k++) {
                x[j] -= l[k][j] * x[k];
            }
            x[j] /= l[j][j];
        }
        return x;
    }

    /// `L⁻¹ v`, in place.
    private void forward(double[] v) {
        for (int k = 0; k < r; k++) {
            for (int j = 0; j < k; j++) {
                v[k] -= l[k][j] * v[j];
            }
            v[k] /= l[k][k];
        }
    }

    private void fillMap(boolean centred) {
        double[] unit = new double[r];
        for (int k = 0; k < r; k++) {
            Arrays.fill(unit, 0);
            unit[k] = 1;
            System.arraycopy(backward(unit), 0, map, k * r, r);
        }
        if (centred) {
            double[] shift = products.shift();
            offset[0] = shift[shift.length - 1];
            for (int k = 0; k < r; k++) {
                for (int j = 1; j < r; j++) {
                    map[k * r] -= shift[kept[j]] * map[j + k * r];
                }
            }
        }
    }

    ClusterProducts products() {
        return products;
    }

    int[] kept() {
        return kept;
    }

    /// @return coefficients that are left
    int rank() {
        return r;
    }

    /// @return levels absorbed, 0 if none are
    int absorbed() {
        return levelWeight == null ? 0 : levelWeight.length;
    }

    double residualSquares() {
        return residualSquares;
    }

    double responseSquares() {
        return responseSquares;
    }

    double[] coefficients() {
        return coefficients;
    }

    /// @return β
    double[] beta() {
        double[] beta = offset.clone();
        for (int k = 0; k < r; k++) {
            for (int j = 0; j < r; j++) {
                beta[j] += map[j + k * r] * coefficients[k];
            }
        }
        return beta;
    }

    /// @return T
    Matrix map() {
        return Matrix.wrap(r, r, map);
    }

    /// `Tᵀc`: the combination in these coordinates.
    double[] combination(double[] c) {
        double[] out = new double[r];
        for (int k = 0; k < r; k++) {
            for (int j = 0; j < r; j++) {
                out[k] += map[j + k * r] * c[j];
            }
        }
        return out;
    }

    /// `T V Tᵀ`, symmetric.
    Matrix covariance(double[] v) {
        double[] half = new double[r * r];
        for (int k = 0; k < r; k++) {
            for (int m = 0; m < r; m++) {
                double factor = v[m + k * r];
                for (int j = 0; j < r; j++) {
                    half[j + k * r] += map[j + m * r] * factor;
                }
            }
        }
        double[] out = new double[r * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < r; k++) {
                    sum += half[i + k * r] * map[j + k * r];
                }
                out[i + j * r] = sum;
                out[j + i * r] = sum;
            }
        }
        return Matrix.wrap(r, r, out);
    }

    /// `(TTᵀ)` times a variance is the covariance of the coefficients if rows are independent with that
    /// variance.
    Matrix unscaled() {
        return covariance(Matrix.identity(r).toArray());
    }

    /// Columns of a row in these coordinates: shifted or within its level, times `L⁻ᵀ`, and its residual.
    ///
    /// @param x columns of X
    /// @param y the response
    /// @param i which row
    /// @param level of the absorbed factor, -1 if there is none
    /// @param out r numbers. *Modified.*
    /// @return the residual
    double row(double[][] x, double[] y, int i, int level, double[] out) {
        double[] shift = products.shift();
        int k = shift.length;
        double residual = y[i] - shift[k - 1] - mean(level, k - 1);
        for (int j = 0; j < r; j++) {
            out[j] = x[kept[j]][i] - shift[kept[j]] - mean(level, kept[j]);
            residual -= out[j] * shifted[j];
        }
        forward(out);
        return residual;
    }

    private double mean(int level, int column) {
        return levelMeans == null || level < 0 ? 0 : levelMeans[level * products.shift().length + column];
    }

    double levelWeight(int level) {
        if (levelWeight == null) {
            throw new IllegalStateException("nothing absorbed");
        }
        return levelWeight[level];
    }

    /// `X̃_gᵀWX̃_g` of a cluster, with the absorbed means taken off.
    ///
    /// @param cluster which
    /// @param power of the weights
    /// @param out r×r, both triangles. *Modified.*
    /// @param cross `X̃_gᵀW e_g`, r numbers. *Modified.*
    /// @return `e_gᵀWe_g`
    double cluster(int cluster, int power, double[] out, double[] cross) {
        int triangle = products.triangle();
        double[] all = products.products(power);
        double[] own = Arrays.copyOfRange(all, cluster * triangle, (cluster + 1) * triangle);
        ClusterProducts.Cells cells = products.cells();
        if (cells != null && levelMeans != null) {
            within(own, cells, cluster, levelMeans);
        }
        int last = products.shift().length - 1;
        double squares = own[index(last, last)];
        for (int i = 0; i < r; i++) {
            double residual = own[index(last, kept[i])];
            for (int j = 0; j < r; j++) {
                out[i + j * r] = own[index(kept[i], kept[j])];
                residual -= out[i + j * r] * shifted[j];
            }
            squares -= shifted[i] * (own[index(last, kept[i])] + residual);
            cross[i] = residual;
        }
        forward(cross);
        congruence(out);
        return Math.max(0, squares);
    }

    private static void within(double[] own, ClusterProducts.Cells cells, int cluster, double[] means) {
        int k = (int) Math.round((Math.sqrt(8.0 * own.length + 1) - 1) / 2);
        for (int c = cells.start()[cluster]; c < cells.start()[cluster + 1]; c++) {
            int level = cells.level()[c] * k;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j <= i; j++) {
                    own[index(i, j)] += cells.weight()[c] * means[level + i] * means[level + j]
                            - cells.sums()[c * k + i] * means[level + j]
                            - cells.sums()[c * k + j] * means[level + i];
                }
            }
        }
    }

    /// `L⁻¹ M L⁻ᵀ`, in place.
    private void congruence(double[] m) {
        double[] column = new double[r];
        for (int j = 0; j < r; j++) {
            System.arraycopy(m, j * r, column, 0, r);
            forward(column);
            System.arraycopy(column, 0, m, j * r, r);
        }
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                column[j] = m[i + j * r];
            }
            forward(column);
            for (int j = 0; j < r; j++) {
                m[i + j * r] = column[j];
            }
        }
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (m[i + j * r] + m[j + i * r]) / 2;
                m[i + j * r] = mean;
                m[j + i * r] = mean;
            }
        }
    }

    /// What a cluster shares with an absorbed level, in coordinates in which the levels' Gram matrix is the
    /// identity.
    ///
    /// @param cell a cell of the products
    /// @param out `X̃_gᵀWd`, r numbers. *Modified.*
    /// @return `eᵀWd`
    double cell(int cell, double[] out) {
        ClusterProducts.Cells cells = products.cells();
        if (cells == null || levelMeans == null) {
            throw new IllegalStateException("nothing absorbed");
        }
        int k = products.shift().length;
        int level = cells.level()[cell] * k;
        double weight = cells.weight()[cell];
        double root = Math.sqrt(levelWeight(cells.level()[cell]));
        double residual = cells.sums()[cell * k + k - 1] - weight * levelMeans[level + k - 1];
        for (int j = 0; j < r; j++) {
            out[j] = cells.sums()[cell * k + kept[j]] - weight * levelMeans[level + kept[j]];
            residual -= out[j] * shifted[j];
        }
        forward(out);
        for (int j = 0; j < r; j++) {
            out[j] /= root;
        }
        return residual / root;
    }
}
