package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Derivatives;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.CovarianceTemplate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Derivatives of modes against modes found by plain dense algebra at parameters moved a little.
class ModesTest {
    private static final int ROWS = 120;

    private static Frame data() {
        RandomStream random = Seed.of(5).stream();
        String[] g = new String[ROWS];
        String[] h = new String[ROWS];
        double[] x = new double[ROWS];
        double[] s = new double[ROWS];
        double[] f = new double[ROWS];
        double[] k = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            g[i] = "g" + random.nextInt(5);
            h[i] = "h" + random.nextInt(3);
            x[i] = random.nextGaussian();
            s[i] = random.nextInt(4);
            f[i] = 1 + random.nextInt(3);
            k[i] = Math.max(0, random.nextInt(7) - 2);
        }
        return Frame.of(
                "g", FactorColumn.of(g),
                "h", FactorColumn.of(h),
                "x", NumericColumn.of(x),
                "s", NumericColumn.of(s),
                "f", NumericColumn.of(f),
                "k", NumericColumn.of(k));
    }

    /// Everything at given parameters, by dense matrices over all effects.
    private static final class Dense implements ConditionalCovariance {
        private final Cells cells;
        private final MeanModel model;
        private final double[][] zl; // ZΛ by cells
        private final double[][] lambda;
        private final double[][] inverse; // of H
        private final double omega;
        private double[] u;

        Dense(Cells cells, Family family, double[] psi) {
            this.cells = cells;
            CovarianceTemplate template = new CovarianceTemplate(
                    cells.factors().stream().map(Cells.Factor::grouping).toList());
            int p = cells.spec().fixedNames().size();
            int q = template.size();
            int shapes = family.hasShape() ? 1 : 0;
            int zi = cells.inflation().length;
            this.omega = shapes == 1 ? psi[q + p] : 0;
            this.model = new MeanModel(
                    cells,
                    family,
                    IntStream.range(0, p).toArray(),
                    Arrays.copyOfRange(psi, q, q + p),
                    template,
                    template.factors(Arrays.copyOf(psi, q)),
                    shapes,
                    IntStream.range(0, zi).toArray(),
                    Arrays.copyOfRange(psi, q + p + shapes, psi.length),
                    Matrix.identity(psi.length),
                    _ -> Double.POSITIVE_INFINITY,
                    "",
                    () -> modes());
            int size = size();
            this.lambda = new double[size][size];
            double[][] z = new double[cells.count()][size];
            int at = 0;
            for (int g = 0; g < cells.factors().size(); g++) {
                Cells.Factor factor = cells.factors().get(g);
                int own = factor.z().length;
                for (int l = 0; l < factor.keys().length; l++) {
                    for (int a = 0; a < own; a++) {
                        for (int b = 0; b < own; b++) {
                            lambda[at + l * own + a][at + l * own + b] = model.lambda()[g][a + b * own];
                        }
                    }
                }
                for (int i = 0; i < cells.count(); i++) {
                    for (int c = 0; c < own; c++) {
                        z[i][at + factor.level()[i] * own + c] = factor.z()[c][i];
                    }
                }
                at += own * factor.keys().length;
            }
            this.zl = times(z, lambda);
            this.u = new double[size];
            double[][] h = {};
            for (int step = 0; step < 60; step++) {
                Derivatives d = derivatives();
                h = new double[size][size];
                double[] score = new double[size];
                for (int i = 0; i < cells.count(); i++) {
                    for (int a = 0; a < size; a++) {
                        score[a] += zl[i][a] * d.score()[i];
                        for (int b = 0; b < size; b++) {
                            h[a][b] += zl[i][a] * d.weight()[i] * zl[i][b];
                        }
                    }
                }
                for (int a = 0; a < size; a++) {
                    h[a][a] += 1;
                    score[a] -= u[a];
                }
                double[][] solved = inverse(h);
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b < size; b++) {
                        u[a] += solved[a][b] * score[b];
                    }
                }
            }
            this.inverse = inverse(h);
        }

        Modes modes() {
            return Modes.of(model, grouped(b()), omega, this);
        }

        private int size() {
            return cells.factors().stream()
                    .mapToInt(factor -> factor.keys().length * factor.z().length)
                    .sum();
        }

        private Derivatives derivatives() {
            int n = cells.count();
            double[] eta = cells.offset().clone();
            double[] zeta = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < model.beta().length; j++) {
                    eta[i] += model.beta()[j] * cells.x()[j][i];
                }
                for (int a = 0; a < u.length; a++) {
                    eta[i] += zl[i][a] * u[a];
                }
                for (int j = 0; j < model.inflation().length; j++) {
                    zeta[i] += model.inflation()[j] * cells.inflation()[j][i];
                }
            }
            Derivatives d = new Derivatives(n);
            model.family().likelihood(omega).evaluate(cells.outcomes(), eta, zeta, 0, n, Derivatives.Order.FULL, d);
            return d;
        }

        double[] b() {
            return times(lambda, u);
        }

        double[][] grouped(double[] flat) {
            double[][] out = new double[cells.factors().size()][];
            int at = 0;
            for (int g = 0; g < out.length; g++) {
                Cells.Factor factor = cells.factors().get(g);
                int length = factor.keys().length * factor.z().length;
                out[g] = Arrays.copyOfRange(flat, at, at + length);
                at += length;
            }
            return out;
        }

        @Override
        public double[][] times(double[][] r) {
            double[] flat = Arrays.stream(r).flatMapToDouble(Arrays::stream).toArray();
            return grouped(times(lambda, times(inverse, times(transposed(lambda), flat))));
        }

        @Override
        public double form(int[] level, double[][] z) {
            double[][] r = grouped(new double[size()]);
            for (int g = 0; g < level.length; g++) {
                for (int c = 0; c < z[g].length && level[g] >= 0; c++) {
                    r[g][level[g] * z[g].length + c] = z[g][c];
                }
            }
            double[][] product = times(r);
            double sum = 0;
            for (int g = 0; g < r.length; g++) {
                for (int l = 0; l < r[g].length; l++) {
                    sum += r[g][l] * product[g][l];
                }
            }
            return sum;
        }

        private static double[][] transposed(double[][] a) {
            double[][] out = new double[a[0].length][a.length];
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a[0].length; j++) {
                    out[j][i] = a[i][j];
                }
            }
            return out;
        }

        private static double[] times(double[][] a, double[] x) {
            return Arrays.stream(a)
                    .mapToDouble(row -> IntStream.range(0, x.length)
                            .mapToDouble(j -> row[j] * x[j])
                            .sum())
                    .toArray();
        }

        private static double[][] times(double[][] a, double[][] b) {
            return Arrays.stream(a).map(row -> times(transposed(b), row)).toArray(double[][]::new);
        }

        /// Gauss-Jordan with pivots.
        private static double[][] inverse(double[][] a) {
            int n = a.length;
            double[][] work = new double[n][];
            for (int i = 0; i < n; i++) {
                work[i] = Arrays.copyOf(a[i], 2 * n);
                work[i][n + i] = 1;
            }
            for (int c = 0; c < n; c++) {
                int pivot = c;
                for (int i = c; i < n; i++) {
                    pivot = Math.abs(work[i][c]) > Math.abs(work[pivot][c]) ? i : pivot;
                }
                double[] swap = work[c];
                work[c] = work[pivot];
                work[pivot] = swap;
                double by = 1 / work[c][c];
                for (int j = 0; j < 2 * n; j++) {
                    work[c][j] *= by;
                }
                for (int i = 0; i < n; i++) {
                    double factor = work[i][c];
                    for (int j = 0; j < 2 * n && i != c; j++) {
                        work[i][j] -= factor * work[c][j];
                    }
                }
            }
            return Arrays.stream(work)
                    .map(row -> Arrays.copyOfRange(row, n, 2 * n))
                    .toArray(double[][]::new);
        }
    }

    private static Cells cells(String formula, Family family) {
        Roles roles = Roles.defaults().withOutcome(family.outcome());
        if (family.isInflated()) {
            roles = roles.withPart("zi", Formula.parse("~ x"));
        }
        return Cells.of(ModelSpec.of(Formula.parse(formula), data(), roles), data(), family);
    }

    /// θ with a variance of 0 among them, two crossed factors, shape and zero inflation.
    @Test
    void movesAsTheModesDo() {
        double[] theta = {0.9, 0.3, 0.5, 0};
        double[] beta = {0.2, -0.4};
        check("cbind(s, f) ~ x + (x | g) + (1 | h)", Family.binomial(), theta, beta);
        check("k ~ x + (x | g) + (1 | h)", Family.of("nbinom2"), theta, beta, new double[] {0.7});
        check(
                "k ~ x + (x | g) + (1 | h)",
                Family.poisson().zeroInflated(),
                new double[] {0.5, -0.2, 0.3, 0.4},
                new double[] {0.9, 0.2},
                new double[] {-1.5, 0.3});
    }

    private static void check(String formula, Family family, double[]... parts) {
        Cells cells = cells(formula, family);
        double[] psi = Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
        Dense at = new Dense(cells, family, psi);
        Modes modes = at.modes();
        double h = 1e-5;
        for (int k = 0; k < psi.length; k++) {
            double[] up = psi.clone();
            double[] down = psi.clone();
            up[k] += h;
            down[k] -= h;
            double[][] above = at.grouped(new Dense(cells, family, up).b());
            double[][] below = at.grouped(new Dense(cells, family, down).b());
            for (int g = 0; g < above.length; g++) {
                int q = cells.factors().get(g).z().length;
                for (int l = 0; l < above[g].length; l++) {
                    double[] gradient = new double[psi.length];
                    int[] level = new int[above.length];
                    Arrays.fill(level, -1);
                    level[g] = l / q;
                    double[][] z = at.grouped(new double[at.size()]);
                    for (int f = 0; f < z.length; f++) {
                        z[f] = new double[cells.factors().get(f).z().length];
                    }
                    z[g][l % q] = 1;
                    modes.addGradient(level, z, gradient);
                    // truncation h² times a third derivative, rounding 1e-16 / h
                    assertThat(gradient[k])
                            .as(formula + " parameter " + k + ", grouping " + g + ", effect " + l)
                            .isCloseTo((above[g][l] - below[g][l]) / (2 * h), within(1e-8));
                    assertThat(modes.sum(level, z)).isEqualTo(at.grouped(at.b())[g][l]);
                }
            }
        }
    }

    /// Means in the groups observed: their errors from gradients by brute force, modes found anew at parameters
    /// moved a little, plus the modes' own.
    @Test
    void meansInTheGroupsObserved() {
        double[] psi = {0.9, 0.3, 0.5, 0.4, 0.2, -0.4, 0.7};
        Family family = Family.of("nbinom2");
        Cells cells = cells("k ~ x + (x | g) + (1 | h)", family);
        Dense at = new Dense(cells, family, psi);
        EffectOptions options = EffectOptions.defaults().withAveraging(Averaging.GROUPS);
        OutcomeEffect effect = AverageEffects.of(at.model).effect(Change.values("x", -1, 1), options);
        double[] gradient = new double[psi.length];
        double h = 1e-5;
        for (int k = 0; k < psi.length; k++) {
            double[] up = psi.clone();
            double[] down = psi.clone();
            up[k] += h;
            down[k] -= h;
            gradient[k] = (value(cells, family, up, options) - value(cells, family, down, options)) / (2 * h);
        }
        double parameters = new Functional(0, gradient).se(Matrix.identity(psi.length));
        // the modes' own error is that with parameters taken as known
        double[][] r = at.grouped(new double[at.size()]);
        double total = Arrays.stream(Standardisation.units(cells, family)).sum();
        for (int i = 0; i < cells.count(); i++) {
            double weight = Standardisation.units(cells, family)[i] / total;
            for (double to : new double[] {-1, 1}) {
                double eta = 0.2 - 0.4 * to;
                for (int g = 0; g < 2; g++) {
                    int q = 2 - g;
                    for (int c = 0; c < q; c++) {
                        int l = cells.factors().get(g).level()[i] * q + c;
                        eta += (c == 1 ? to : 1) * at.grouped(at.b())[g][l];
                    }
                }
                for (int g = 0; g < 2; g++) {
                    int q = 2 - g;
                    for (int c = 0; c < q; c++) {
                        int l = cells.factors().get(g).level()[i] * q + c;
                        r[g][l] += to * weight * Math.exp(eta) * (c == 1 ? to : 1);
                    }
                }
            }
        }
        double own = 0;
        double[][] product = at.times(r);
        for (int g = 0; g < 2; g++) {
            for (int l = 0; l < r[g].length; l++) {
                own += r[g][l] * product[g][l];
            }
        }
        assertThat(effect.se()).isCloseTo(Math.sqrt(parameters * parameters + own), within(1e-8));
        assertThat(effect.value()).isCloseTo(value(cells, family, psi, options), within(1e-14));
    }

    private static double value(Cells cells, Family family, double[] psi, EffectOptions options) {
        return AverageEffects.of(new Dense(cells, family, psi).model)
                .effect(Change.values("x", -1, 1), options)
                .value();
    }
}
