package copse.estimate;

import java.util.Arrays;

/// The model of the outcome without the arm, `y = Xβ + u + ε` with a term u per position, from sums alone:
/// `Cov(y) ∝ I + τJ` within a position, τ being the variance of u over that of ε.
///
/// X is a constant and the covariates less their means, those that follow from others left out. With `γᵢ = 1/(1
/// + nᵢτ)` and sums over rows sᵢ of X and Yᵢ of y, `XᵀV⁻¹X = G − Σ τγᵢ sᵢsᵢᵀ`, and what V⁻¹ leaves of the
/// residuals of a position sums to `γᵢ(Yᵢ − sᵢᵀβ)`. τ = 0 is least squares.
///
/// Cost: `O(positions · p²)` for any τ.
final class ArmlessModel {
    // A covariate of which less than this share is left by those before it follows from them.
    private static final double ALIASED = 1e-10;

    private final int p;
    private final int positions;

    /// Rows of each position, 0 where it takes no part.
    private final double[] n;

    /// Sums of X by position, `position * p + j`.
    private final double[] s;

    private final double[] y;

    /// `XᵀX`, p×p.
    private final double[] xx;

    private final double[] xy;
    private final double yy;
    private final double rows;

    private ArmlessModel(double[] n, double[] s, double[] y, double[] xx, double[] xy, double yy) {
        this.positions = n.length;
        this.p = xy.length;
        this.n = n;
        this.s = s;
        this.y = y;
        this.xx = xx;
        this.xy = xy;
        this.yy = yy;
        this.rows = Arrays.stream(n).sum();
    }

    /// The model of rows.
    ///
    /// @param units outcomes and covariates
    /// @return the model
    static ArmlessModel ofRows(UnitOutcomes units) {
        return of(units.rows(), units.covariates(), units.sums(), units.within());
    }

    /// The model of means of positions, each counted once.
    ///
    /// @param units outcomes and covariates
    /// @param withinBlocks whether means are taken less those of their blocks
    /// @return the model
    static ArmlessModel ofMeans(UnitOutcomes units, boolean withinBlocks) {
        int size = units.size();
        int k = units.covariates().length;
        double[] one = new double[size];
        double[][] mean = new double[k + 1][size];
        for (int i = 0; i < size; i++) {
            if (units.present(i)) {
                one[i] = 1;
                for (int j = 0; j < k; j++) {
                    mean[j][i] = units.covariates()[j][i] / units.rows()[i];
                }
                mean[k][i] = units.mean(i);
            }
        }
        if (withinBlocks) {
            for (double[] values : mean) {
                centre(values, units);
            }
        }
        return of(one, Arrays.copyOf(mean, k), mean[k], new double[k + 1][k + 1]);
    }

    private static void centre(double[] values, UnitOutcomes units) {
        double[] sum = new double[units.blocks()];
        int[] count = new int[units.blocks()];
        for (int i = 0; i < values.length; i++) {
            if (units.present(i)) {
                sum[units.block()[i]] += values[i];
                count[units.block()[i]]++;
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] -= units.present(i) ? sum[units.block()[i]] / count[units.block()[i]] : 0;
        }
    }

    /// @param n weight of each position
    /// @param covariates sums by position
    /// @param outcome sums by position
    /// @param within products of deviations within positions, covariates and outcome
    private static ArmlessModel of(double[] n, double[][] covariates, double[] outcome, double[][] within) {
        int k = covariates.length;
        double total = Arrays.stream(n).sum();
        double[][] sums = new double[k + 1][];
        for (int j = 0; j <= k; j++) {
            double[] column = j < k ? covariates[j] : outcome;
            double mean = Arrays.stream(column).sum() / total;
            sums[j] = new double[n.length];
            for (int i = 0; i < n.length; i++) {
                sums[j][i] = column[i] - mean * n[i];
            }
        }
        double[][] gram = new double[k + 1][k + 1];
        for (int a = 0; a <= k; a++) {
            for (int b = 0; b <= k; b++) {
                gram[a][b] = within[a][b];
                for (int i = 0; i < n.length; i++) {
                    gram[a][b] += n[i] > 0 ? sums[a][i] * sums[b][i] / n[i] : 0;
                }
            }
        }
        int[] kept = independent(gram, k);
        int p = kept.length + 1;
        double[] s = new double[n.length * p];
        double[] xx = new double[p * p];
        double[] xy = new double[p];
        xx[0] = total;
        for (int a = 1; a < p; a++) {
            xy[a] = gram[kept[a - 1]][k];
            for (int b = 1; b < p; b++) {
                xx[a * p + b] = gram[kept[a - 1]][kept[b - 1]];
            }
        }
        for (int i = 0; i < n.length; i++) {
            s[i * p] = n[i];
            for (int a = 1; a < p; a++) {
                s[i * p + a] = sums[kept[a - 1]][i];
            }
        }
        return new ArmlessModel(n, s, sums[k], xx, xy, gram[k][k]);
    }

    /// Covariates that do not follow from those before them, by elimination.
    private static int[] independent(double[][] gram, int k) {
        double[][] left = new double[k][];
        Arrays.setAll(left, j -> Arrays.copyOf(gram[j], k));
        int[] kept = new int[k];
        int count = 0;
        for (int j = 0; j < k; j++) {
            double pivot = left[j][j];
            if (pivot > ALIASED * gram[j][j]) {
                kept[count++] = j;
                for (int a = j + 1; a < k; a++) {
                    double factor = left[a][j] / pivot;
                    for (int b = j; b < k; b++) {
                        left[a][b] -= factor * left[j][b];
                    }
                }
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /// The same rows with another outcome that differs by a constant per position.
    ///
    /// @param theta taken off
    /// @param treated where it is taken off
    /// @return the model of the outcome less θ there
    ArmlessModel shifted(double theta, boolean[] treated) {
        double[] shifted = y.clone();
        double[] cross = xy.clone();
        double square = yy;
        for (int i = 0; i < positions; i++) {
            if (treated[i] && n[i] > 0) {
                shifted[i] -= theta * n[i];
                square += theta * (theta * n[i] - 2 * y[i]);
                for (int j = 0; j < p; j++) {
                    cross[j] -= theta * s[i * p + j];
                }
            }
        }
        return new ArmlessModel(n, s, shifted, xx, cross, square);
    }

    /// The model with those of an arm as one more column of X, and of which outcome.
    ///
    /// @param treated who has the arm
    /// @return the model with the arm in the last place
    ArmlessModel with(boolean[] treated) {
        int q = p + 1;
        double[] sums = new double[positions * q];
        double[] gram = new double[q * q];
        double[] cross = Arrays.copyOf(xy, q);
        for (int a = 0; a < p; a++) {
            System.arraycopy(xx, a * p, gram, a * q, p);
        }
        for (int i = 0; i < positions; i++) {
            System.arraycopy(s, i * p, sums, i * q, p);
            if (treated[i]) {
                sums[i * q + p] = n[i];
                cross[p] += y[i];
                gram[p * q + p] += n[i];
                for (int a = 0; a < p; a++) {
                    gram[a * q + p] += s[i * p + a];
                    gram[p * q + a] += s[i * p + a];
                }
            }
        }
        return new ArmlessModel(n, sums, y, gram, cross, yy);
    }

    /// @return number of columns of X
    int columns() {
        return p;
    }

    /// @param j a column of X
    /// @return its sums by position, times γ
    double[] weighted(int j, double tau) {
        double[] weighted = new double[positions];
        Arrays.setAll(weighted, i -> s[i * p + j] / (1 + n[i] * tau));
        return weighted;
    }

    /// Solutions and residuals for a τ.
    ///
    /// @param inverse `(XᵀV⁻¹X)⁻¹`, p×p
    /// @param beta coefficients
    /// @param residual of each position, `γᵢ(Yᵢ − sᵢᵀβ)`
    record Solved(double[] inverse, double[] beta, double[] residual) {}

    /// @param tau ratio of variances
    /// @return generalised least squares
    Solved solve(double tau) {
        double[] inverse = SmallInverse.of(information(tau, false), p);
        double[] beta = SmallInverse.times(inverse, crossed(tau), p);
        double[] residual = new double[positions];
        for (int i = 0; i < positions; i++) {
            double fitted = 0;
            for (int j = 0; j < p; j++) {
                fitted += s[i * p + j] * beta[j];
            }
            residual[i] = (y[i] - fitted) / (1 + n[i] * tau);
        }
        return new Solved(inverse, beta, residual);
    }

    /// `XᵀV⁻¹X`, or its derivative by τ.
    private double[] information(double tau, boolean derivative) {
        double[] a = derivative ? new double[p * p] : xx.clone();
        for (int i = 0; i < positions; i++) {
            double gamma = 1 / (1 + n[i] * tau);
            double weight = derivative ? gamma * gamma : tau * gamma;
            if (weight > 0 && n[i] > 0) {
                for (int j = 0; j < p; j++) {
                    double one = weight * s[i * p + j];
                    for (int k = 0; k < p; k++) {
                        a[j * p + k] -= one * s[i * p + k];
                    }
                }
            }
        }
        return a;
    }

    private double[] crossed(double tau) {
        double[] b = xy.clone();
        for (int i = 0; i < positions; i++) {
            double weight = tau / (1 + n[i] * tau);
            for (int j = 0; j < p; j++) {
                b[j] -= weight * s[i * p + j] * y[i];
            }
        }
        return b;
    }

    /// Derivative of the REML criterion by τ, up to a positive factor: below 0 as long as a larger τ is more
    /// likely.
    double slope(double tau) {
        Solved solved = solve(tau);
        double rss = yy;
        double change = 0;
        double trace = 0;
        double[] b = crossed(tau);
        for (int j = 0; j < p; j++) {
            rss -= b[j] * solved.beta()[j];
        }
        for (int i = 0; i < positions; i++) {
            double gamma = 1 / (1 + n[i] * tau);
            rss -= tau * gamma * y[i] * y[i];
            trace += n[i] * gamma;
            change -= solved.residual()[i] * solved.residual()[i];
        }
        double[] derivative = information(tau, true);
        for (int j = 0; j < p * p; j++) {
            trace += solved.inverse()[j] * derivative[j];
        }
        return trace + (rows - p) * change / rss;
    }

    /// τ by restricted maximum likelihood; 0 if the criterion rises from there.
    double ratio() {
        return VarianceRatio.of(this::slope);
    }
}
