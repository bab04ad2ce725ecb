package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.ModelRows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The textbook form of the method, with matrices of the size of the rows, against ours on cross-products.
class KenwardRogerPropertyTest {
    private static final int ROWS = 36;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sameAsOverRows(long seed) {
        Frame data = data(Seed.of(seed).stream());
        String random = seed % 2 == 0 ? "(x | g) + (1 | h)" : "(1 | g/k)";
        LmmFit fit = Lmm.of("y ~ x + arm + " + random).weights("w").fit(data);
        FixedEffects ours = fit.fixed(DfMethod.KENWARD_ROGER);
        Dense dense = new Dense(fit, data);
        List<Estimate> plain = fit.fixed(DfMethod.SATTERTHWAITE).coefficients(0.95);
        for (int j = 0; j < 3; j++) {
            Estimate estimate = ours.coefficients(0.95).get(j);
            assertThat(estimate.se()).as("seed %s", seed).isCloseTo(dense.se(j), within(1e-6 * dense.se(j)));
            assertThat(estimate.df()).as("seed %s", seed).isCloseTo(dense.df(j), within(1e-5 * dense.df(j)));
            // the correction adds a positive semidefinite matrix
            assertThat(estimate.se()).isGreaterThanOrEqualTo(plain.get(j).se() * (1 - 1e-9));
        }
    }

    private static Frame data(RandomStream random) {
        double[] y = new double[ROWS];
        double[] x = new double[ROWS];
        double[] w = new double[ROWS];
        double[] arm = new double[ROWS];
        String[] g = new String[ROWS];
        String[] h = new String[ROWS];
        String[] k = new String[ROWS];
        double[] effects = new double[10];
        random.fillGaussian(effects, 0, 10);
        for (int i = 0; i < ROWS; i++) {
            int a = random.nextInt(6);
            int b = random.nextInt(4);
            x[i] = 3 + random.nextGaussian();
            w[i] = 0.5 + random.nextDouble();
            arm[i] = a % 2;
            y[i] = 1e4 * (effects[a] + effects[6 + b] + 0.3 * effects[a] * (x[i] - 3) + random.nextGaussian());
            g[i] = "g" + a;
            h[i] = "h" + b;
            k[i] = "k" + random.nextInt(2);
        }
        return Frame.of(
                "y", NumericColumn.of(y),
                "x", NumericColumn.of(x),
                "w", NumericColumn.of(w),
                "arm", NumericColumn.of(arm),
                "g", FactorColumn.of(g),
                "h", FactorColumn.of(h),
                "k", FactorColumn.of(k));
    }

    /// Kenward and Roger (1997), section 2, rows whitened by the square roots of the weights.
    private static final class Dense {
        private final Matrix phi;
        private final Matrix adjusted;
        private final List<Matrix> p = new ArrayList<>();
        private final Matrix w;

        Dense(LmmFit fit, Frame data) {
            ModelRows rows = fit.spec().rows(data);
            double[] weights = rows.weights();
            int n = rows.count();
            int columns = rows.x().length;
            double[] xs = new double[n * columns];
            for (int j = 0; j < columns; j++) {
                for (int i = 0; i < n; i++) {
                    xs[i + j * n] = rows.x()[j][i] * Math.sqrt(weights[i]);
                }
            }
            Matrix x = Matrix.wrap(n, columns, xs);
            List<Matrix> g = new ArrayList<>();
            g.add(Matrix.identity(n));
            Matrix v = Matrix.identity(n).times(fit.sigma() * fit.sigma());
            for (int f = 0; f < fit.groups().size(); f++) {
                Matrix psi = fit.covariance(fit.groups().get(f));
                int from = fit.spec()
                        .groupings()
                        .indexOf(fit.crossProducts().groupings().get(f).grouping());
                for (int b = 0; b < psi.rows(); b++) {
                    for (int a = b; a < psi.rows(); a++) {
                        double[] part = new double[n * n];
                        for (int i = 0; i < n; i++) {
                            for (int j = 0; j < n; j++) {
                                if (rows.keys()[from][i] == rows.keys()[from][j]) {
                                    double[][] z = rows.z()[from];
                                    double value = z[a][i] * z[b][j];
                                    if (a != b) {
                                        value += z[b][i] * z[a][j];
                                    }
                                    part[i + j * n] = value * Math.sqrt(weights[i] * weights[j]);
                                }
                            }
                        }
                        g.add(Matrix.wrap(n, n, part));
                        v = v.plus(Matrix.wrap(n, n, part).times(psi.at(a, b)));
                    }
                }
            }
            Matrix inverse = Symmetric.inverse(v);
            phi = Symmetric.inverse(x.transpose().times(inverse).times(x));
            int m = g.size();
            List<Matrix> half = new ArrayList<>(); // V⁻¹G_r
            for (Matrix part : g) {
                half.add(inverse.times(part));
                p.add(x.transpose()
                        .times(half.getLast())
                        .times(inverse)
                        .times(x)
                        .times(-1));
            }
            double[][] information = new double[m][m];
            Matrix[][] q = new Matrix[m][m];
            for (int r = 0; r < m; r++) {
                for (int s = 0; s < m; s++) {
                    q[r][s] = x.transpose()
                            .times(half.get(r))
                            .times(half.get(s))
                            .times(inverse)
                            .times(x);
                    information[r][s] = Symmetric.trace(half.get(r).times(half.get(s)))
                            - 2 * Symmetric.trace(phi.times(q[r][s]))
                            + Symmetric.trace(phi.times(p.get(r)).times(phi).times(p.get(s)));
                }
            }
            double[][] inverted = Symmetric.inverseOnRange(information, 1e-13);
            double[] covariance = new double[m * m];
            Matrix sum = Matrix.wrap(columns, columns, new double[columns * columns]);
            for (int r = 0; r < m; r++) {
                for (int s = 0; s < m; s++) {
                    covariance[r + s * m] = 2 * inverted[r][s];
                    Matrix term =
                            q[r][s].plus(p.get(r).times(phi).times(p.get(s)).times(-1));
                    sum = sum.plus(term.times(covariance[r + s * m]));
                }
            }
            w = Matrix.wrap(m, m, covariance);
            adjusted = phi.plus(phi.times(sum).times(phi).times(2));
        }

        double se(int j) {
            return Math.sqrt(adjusted.at(j, j));
        }

        /// For one combination A₁ = A₂ and the degrees of freedom are 2/A₂.
        double df(int j) {
            double a = 0;
            for (int r = 0; r < p.size(); r++) {
                for (int s = 0; s < p.size(); s++) {
                    double left = phi.times(p.get(r)).times(phi).at(j, j) / phi.at(j, j);
                    double right = phi.times(p.get(s)).times(phi).at(j, j) / phi.at(j, j);
                    a += w.at(r, s) * left * right;
                }
            }
            return 2 / a;
        }
    }
}
