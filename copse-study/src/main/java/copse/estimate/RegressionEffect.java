package copse.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The coefficient of the arm in a linear regression on covariates, intercepts of blocks taken out, for
/// whichever units are drawn, with its CR1 standard error.
///
/// Per item a unit's means and products of deviations are all it needs: about the means μ of the drawn block,
/// `Σ (v − μ)(v − μ)ᵀ = P + n (m − μ)(m − μ)ᵀ` for columns v = arm, covariates, outcome. Items are units, or
/// whole blocks; a block drawn twice is two blocks.
final class RegressionEffect implements ResampledEffect {
    // A pivot this small against the column's own square is rounding: the arm is determined by the covariates.
    private static final double ALIASED = 1e-10;

    private final double[][] mean; // per unit: arm, covariates, outcome
    private final double[][] product; // per unit: lower triangle of the same columns
    private final double[] rows; // per unit: weight
    private final int[] block; // per unit
    private final int blocks;
    private final int[] item; // per unit
    private final int[] strata; // per item
    private final boolean wholeBlocks;

    /// @param blocks number of intercepts; 1 for none but the common one
    /// @param wholeBlocks whether items are blocks, not units
    RegressionEffect(
            double[][] mean,
            double[][] product,
            double[] rows,
            int[] block,
            int blocks,
            boolean wholeBlocks,
            int[] strata) {
        this.mean = mean;
        this.product = product;
        this.rows = rows;
        this.block = block;
        this.blocks = blocks;
        this.item = wholeBlocks ? block : identity(mean.length);
        this.strata = strata;
        this.wholeBlocks = wholeBlocks;
    }

    private static int[] identity(int n) {
        int[] numbers = new int[n];
        Arrays.setAll(numbers, u -> u);
        return numbers;
    }

    @Override
    public int[] strata() {
        return strata;
    }

    @Override
    public @Nullable Value of(double[] times) {
        int c = mean[0].length;
        int p = c - 1; // arm and covariates
        double[][] centre = new double[blocks][c];
        double[] total = new double[blocks];
        double drawnRows = 0;
        double drawn = 0;
        for (double t : times) {
            drawn += t;
        }
        for (int u = 0; u < mean.length; u++) {
            // a block drawn as a whole keeps its own centre however often it counts
            double t = wholeBlocks ? 1 : times[item[u]];
            total[block[u]] += t * rows[u];
            drawnRows += times[item[u]] * rows[u];
            for (int j = 0; j < c; j++) {
                centre[block[u]][j] += t * rows[u] * mean[u][j];
            }
        }
        for (int b = 0; b < blocks; b++) {
            for (int j = 0; j < c; j++) {
                centre[b][j] /= total[b];
            }
        }
        double[][][] own = new double[times.length][c][c];
        double[][] sum = new double[c][c];
        for (int u = 0; u < mean.length; u++) {
            double t = times[item[u]];
            if (t == 0) {
                continue;
            }
            double[][] into = own[item[u]];
            for (int i = 0; i < c; i++) {
                double di = mean[u][i] - centre[block[u]][i];
                for (int j = 0; j <= i; j++) {
                    double dj = mean[u][j] - centre[block[u]][j];
                    double value = product[u][i * (i + 1) / 2 + j] + rows[u] * di * dj;
                    into[i][j] += value;
                    sum[i][j] += t * value;
                }
            }
        }
        double[][] l = factor(sum, p);
        if (l.length == 0) {
            return null;
        }
        double[] beta = solve(l, Arrays.copyOf(sum[p], p));
        double[] unit = new double[p];
        unit[0] = 1;
        double[] bread = solve(l, unit);
        double squares = 0;
        int distinct = 0;
        for (int k = 0; k < times.length; k++) {
            if (times[k] == 0) {
                continue;
            }
            distinct++;
            double score = 0;
            for (int i = 0; i < p; i++) {
                double s = own[k][p][i];
                for (int j = 0; j < p; j++) {
                    s -= (i >= j ? own[k][i][j] : own[k][j][i]) * beta[j];
                }
                score += bread[i] * s;
            }
            squares += times[k] * score * score;
        }
        // as many coefficients as different items: they fit every item, and what is left of an error is rounding
        if (distinct <= p + (wholeBlocks ? 0 : blocks)) {
            return new Value(beta[0], 0);
        }
        double intercepts = wholeBlocks ? drawn : blocks;
        double left = drawnRows - p - intercepts;
        double factor = drawn / (drawn - 1) * (left > 0 ? (drawnRows - 1) / left : 1);
        return new Value(beta[0], Math.sqrt(factor * squares));
    }

    /// Lower Cholesky factor of the first p rows and columns, empty if a column depends on earlier ones.
    private static double[][] factor(double[][] a, int p) {
        double[][] l = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double s = a[i][j];
                for (int k = 0; k < j; k++) {
                    s -= l[i][k] * l[j][k];
                }
                if (i == j) {
                    if (!(s > ALIASED * a[i][i])) {
                        return new double[0][];
                    }
                    l[i][i] = Math.sqrt(s);
                } else {
                    l[i][j] = s / l[j][j];
                }
            }
        }
        return l;
    }

    private static double[] solve(double[][] l, double[] b) {
        int p = l.length;
        for (int i = 0; i < p; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= l[i][k] * b[k];
            }
            b[i] /= l[i][i];
        }
        for (int i = p - 1; i >= 0; i--) {
            for (int k = i + 1; k < p; k++) {
                b[i] -= l[k][i] * b[k];
            }
            b[i] /= l[i][i];
        }
        return b;
    }
}
