package copse.model.internal;

import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.List;

/// The cross-products in coordinates in which nothing is large, small or nearly aliased, and the way back.
///
/// With an intercept, X and y are centred at their (weighted) means; every column is scaled by a power of two,
/// so that scaling rounds nothing. Columns of X that depend on earlier ones are left out. A column of Z is
/// centred if its term has the constant: the covariance of such a term is unstructured, so the model stays the
/// same. The way back is `β = T β_s + t`, `b = s_y N_g b_s` for the effects of a level, σ = s_y σ_s.
public final class Standardised {
    // A column whose spread is this small against its mean is constant: rounding alone makes a few 1e-16.
    private static final double CONSTANT = 1e-14;
    // Squared length of what is left of a column after the earlier ones, against the column's own; the Gram matrix of
    // columns with unit variance is good to about 1e-15 times n-independent factors.
    private static final double ALIASED = 1e-11;

    private final CrossProducts original;
    private final CrossProducts products;
    private final int[] kept;
    private final List<Matrix> random;
    private final Matrix beta;
    private final double[] betaShift;
    private final double yScale;
    private final double logDeterminant;

    private Standardised(
            CrossProducts original,
            CrossProducts products,
            int[] kept,
            List<Matrix> random,
            Matrix beta,
            double[] betaShift,
            double yScale,
            double logDeterminant) {
        this.original = original;
        this.products = products;
        this.kept = kept;
        this.random = random;
        this.beta = beta;
        this.betaShift = betaShift;
        this.yScale = yScale;
        this.logDeterminant = logDeterminant;
    }

    /// @param original of a model
    /// @return the same in standard coordinates
    public static Standardised of(CrossProducts original) {
        int p = original.p();
        int size = p + 1;
        boolean intercept = original.spec().hasIntercept();
        Matrix gram = original.gram();
        double weight = totalWeight(original, gram, intercept);
        double[] shift = original.shift();
        double[] mean = new double[size]; // of the shifted columns
        double[] scale = new double[size];
        for (int j = 0; j < size; j++) {
            boolean constant = intercept && j == 0;
            mean[j] = intercept && !constant ? gram.at(0, j) / gram.at(0, 0) : 0;
            double square = gram.at(j, j) - mean[j] * gram.at(0, j);
            double spread = Math.sqrt(Math.max(0, square) / weight);
            boolean flat = intercept && spread <= CONSTANT * Math.abs(mean[j] + shift[j]);
            scale[j] = constant ? 1 : flat ? Double.POSITIVE_INFINITY : powerOfTwo(spread);
        }
        // [X y] M: column j of the result is (x_j − mean_j) / scale_j, 0 if it is constant beside the intercept
        double[] m = new double[size * size];
        for (int j = 0; j < size; j++) {
            m[j + j * size] = 1 / scale[j];
            if (mean[j] != 0) {
                m[j * size] = -mean[j] / scale[j];
            }
        }
        List<Matrix> random = new ArrayList<>();
        for (CrossProducts.Products grouping : original.groupings()) {
            random.add(standardiser(grouping));
        }
        CrossProducts whole = original.transformed(Matrix.wrap(size, size, m), random);
        int[] kept = independent(whole.gram(), p);
        CrossProducts products = kept.length == p ? whole : whole.transformed(selection(kept, size));

        // y − ȳ = Σ (x_j − x̄_j)/s_j β_s[j] s_y, so β_j = β_s[j] s_y / s_j and the constant takes the means
        int r = kept.length;
        double[] t = new double[r * r];
        double[] t0 = new double[r];
        double logDeterminant = 0;
        for (int k = 0; k < r; k++) {
            int j = kept[k];
            t[k + k * r] = scale[p] / scale[j];
            logDeterminant -= Math.log(scale[j]);
            if (intercept && k > 0) {
                t[k * r] = -(mean[j] + shift[j]) * scale[p] / scale[j];
            }
        }
        if (intercept) {
            t0[0] = mean[p] + shift[p];
        }
        List<Matrix> back = new ArrayList<>();
        for (int g = 0; g < random.size(); g++) {
            back.add(unshifted(original.groupings().get(g), random.get(g)));
        }
        return new Standardised(original, products, kept, back, Matrix.wrap(r, r, t), t0, scale[p], logDeterminant);
    }

    private static double totalWeight(CrossProducts products, Matrix gram, boolean intercept) {
        return intercept ? gram.at(0, 0) : Math.max(1, products.rows());
    }

    /// The power of two nearest to a positive number; 1 for a column of zeros.
    private static double powerOfTwo(double value) {
        return value > 0 ? Math.scalb(1.0, (int) Math.rint(Math.log(value) / Math.log(2))) : 1;
    }

    /// N with Z N centred (where its term has the constant) and scaled.
    private static Matrix standardiser(CrossProducts.Products grouping) {
        int q = grouping.q();
        double[] square = new double[q];
        double[] sum = new double[q];
        double[] weight = new double[q];
        int[] constant = constants(grouping);
        for (int level = 0; level < grouping.levels(); level++) {
            int at = level * q * q;
            for (int c = 0; c < q; c++) {
                square[c] += grouping.ztz()[at + c + c * q];
                if (constant[c] >= 0) {
                    sum[c] += grouping.ztz()[at + constant[c] + c * q];
                    weight[c] += grouping.ztz()[at + constant[c] + constant[c] * q];
                }
            }
        }
        double[] n = new double[q * q];
        long rows = 0;
        for (long count : grouping.counts()) {
            rows += count;
        }
        for (int c = 0; c < q; c++) {
            if (constant[c] == c) {
                n[c + c * q] = 1;
                continue;
            }
            double mean = constant[c] >= 0 ? sum[c] / weight[c] : 0;
            double total = constant[c] >= 0 ? weight[c] : rows;
            double scale = powerOfTwo(Math.sqrt(Math.max(0, square[c] - mean * sum[c]) / total));
            n[c + c * q] = 1 / scale;
            if (constant[c] >= 0) {
                n[constant[c] + c * q] = -mean / scale;
            }
        }
        return Matrix.wrap(q, q, n);
    }

    /// Per column of Z, the column of the constant in the same term, or -1.
    private static int[] constants(CrossProducts.Products grouping) {
        int[] constant = new int[grouping.q()];
        int from = 0;
        for (RandomTerm term : grouping.grouping().terms()) {
            int to = from + term.columns().size();
            int index = term.columns().indexOf(RandomTerm.INTERCEPT);
            for (int c = from; c < to; c++) {
                constant[c] = index < 0 ? -1 : from + index;
            }
            from = to;
        }
        return constant;
    }

    /// The same map for Z before the products' own shift was taken off.
    private static Matrix unshifted(CrossProducts.Products grouping, Matrix n) {
        int q = grouping.q();
        double[] back = n.toArray();
        int[] constant = constants(grouping);
        for (int c = 0; c < q; c++) {
            double shift = grouping.shift()[c];
            if (shift != 0) {
                back[constant[c] + c * q] -= shift * back[c + c * q];
            }
        }
        return Matrix.wrap(q, q, back);
    }

    /// Columns of X that do not depend on earlier ones, found by eliminating in order.
    private static int[] independent(Matrix gram, int p) {
        double[][] l = new double[p][];
        int[] kept = new int[p];
        int rank = 0;
        for (int j = 0; j < p; j++) {
            double[] row = new double[rank + 1];
            double left = gram.at(j, j);
            for (int k = 0; k < rank; k++) {
                double value = gram.at(kept[k], j);
                for (int i = 0; i < k; i++) {
                    value -= l[k][i] * row[i];
                }
                row[k] = value / l[k][k];
                left -= row[k] * row[k];
            }
            if (left > ALIASED * gram.at(j, j)) {
                row[rank] = Math.sqrt(left);
                l[rank] = row;
                kept[rank++] = j;
            }
        }
        int[] result = new int[rank];
        System.arraycopy(kept, 0, result, 0, rank);
        return result;
    }

    private static Matrix selection(int[] kept, int size) {
        double[] m = new double[size * (kept.length + 1)];
        for (int k = 0; k < kept.length; k++) {
            m[kept[k] + k * size] = 1;
        }
        m[size - 1 + kept.length * size] = 1;
        return Matrix.wrap(size, kept.length + 1, m);
    }

    /// @return the products before
    public CrossProducts original() {
        return original;
    }

    /// @return the products in standard coordinates, of the columns kept
    public CrossProducts products() {
        return products;
    }

    /// @return columns of X that are kept, ascending; a copy
    public int[] kept() {
        return kept.clone();
    }

    /// `β = T β_s + t`.
    ///
    /// @param standard β_s, one per column kept
    /// @return β
    public double[] beta(double[] standard) {
        double[] result = beta.times(standard);
        for (int j = 0; j < result.length; j++) {
            result[j] += betaShift[j];
        }
        return result;
    }

    /// @return T of `β = T β_s + t`
    public Matrix betaMap() {
        return beta;
    }

    /// @return t of `β = T β_s + t`; a copy
    public double[] betaShift() {
        return betaShift.clone();
    }

    /// @param grouping in the products' order
    /// @return N_g of `b = s_y N_g b_s`, q×q
    public Matrix random(int grouping) {
        return random.get(grouping);
    }

    /// @return s_y
    public double yScale() {
        return yScale;
    }

    /// @return log |det| of the map from X to the standard columns: `log|X_sᵀVX_s| = log|XᵀVX| + 2 ·` this
    public double logDeterminant() {
        return logDeterminant;
    }
}
