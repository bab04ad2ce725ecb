package copse.lmm;

import copse.math.DenseCholesky;
import copse.math.Matrix;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.Vectors;
import java.util.ArrayList;
import java.util.List;

/// The terms of [KenwardRoger]: P, Q and traces, summed over components. Index 0 is the residual, r + 1 the
/// r-th entry of the covariance matrices of random effects.
final class KenwardRogerTerms {
    // Below this share of the largest, an eigenvalue of the information is rounding: the variance is not identified.
    private static final double FLAT = 1e-12;

    /// An entry of a grouping's covariance matrix: `E_r` puts it where row a meets column b of every level.
    private record Entry(int grouping, int a, int b, double gamma) {
        boolean isVariance() {
            return a == b;
        }
    }

    private final LmmFit fit;
    private final int width;
    private final List<Entry> entries = new ArrayList<>();
    private final double[][] lambda;
    private final int m;
    private final double[][] p; // per parameter, p×p
    private final double[][][] q; // per pair of parameters, p×p
    private final double[] trace; // tr(V⁻¹G_r)
    private final double[][] traces; // tr(V⁻¹G_rV⁻¹G_s)

    KenwardRogerTerms(LmmFit fit, int width) {
        this.fit = fit;
        this.width = width;
        CovarianceTemplate template = fit.criterionCopy().template();
        lambda = template.factors(fit.optimum().theta());
        for (int k = 0; k < template.size(); k++) {
            CovarianceTemplate.Entry entry = template.entry(k);
            int g = entry.grouping();
            int order = fit.standard().products().groupings().get(g).q();
            double gamma = 0;
            for (int c = 0; c < order; c++) {
                gamma += lambda[g][entry.row() + c * order] * lambda[g][entry.column() + c * order];
            }
            entries.add(new Entry(g, entry.row(), entry.column(), gamma));
        }
        m = entries.size() + 1;
        p = new double[m][width * width];
        q = new double[m][m][width * width];
        trace = new double[m];
        traces = new double[m][m];
    }

    void add(Components components, Components.Component component) {
        Whitened whitened = Whitened.of(components, component, lambda, width);
        double[][] mm = whitened.m();
        double[][] n = whitened.n();
        int columns = component.columns();
        for (int s = 0; s < entries.size(); s++) {
            Entry es = entries.get(s);
            int orderS = order(es.grouping());
            int[] bases = component.start();
            // E_s N, then M E_s N
            double[][] en = new double[width][columns];
            for (int at = bases[es.grouping()]; at < bases[es.grouping() + 1]; at += orderS) {
                trace[s + 1] += mm[at + es.a()][at + es.b()] * (es.isVariance() ? 1 : 2);
                for (int j = 0; j < width; j++) {
                    en[j][at + es.a()] = n[j][at + es.b()];
                    en[j][at + es.b()] = n[j][at + es.a()];
                }
            }
            double[][] men = new double[width][columns];
            for (int j = 0; j < width; j++) {
                for (int c = bases[es.grouping()]; c < bases[es.grouping() + 1]; c++) {
                    double factor = en[j][c];
                    if (factor != 0) {
                        Vectors.add(men[j], factor, mm[c]);
                    }
                }
                for (int i = 0; i < width; i++) {
                    p[s + 1][i + j * width] -= Vectors.dot(n[i], en[j]);
                }
            }
            for (int r = 0; r < entries.size(); r++) {
                Entry er = entries.get(r);
                int orderR = order(er.grouping());
                for (int at = bases[er.grouping()]; at < bases[er.grouping() + 1]; at += orderR) {
                    for (int j = 0; j < width; j++) {
                        for (int i = 0; i < width; i++) {
                            double value = n[i][at + er.a()] * men[j][at + er.b()];
                            if (!er.isVariance()) {
                                value += n[i][at + er.b()] * men[j][at + er.a()];
                            }
                            q[r + 1][s + 1][i + j * width] += value;
                        }
                    }
                    if (r <= s) {
                        double sum = 0;
                        for (int to = bases[es.grouping()]; to < bases[es.grouping() + 1]; to += orderS) {
                            sum += tracePart(mm, at, er, to, es);
                        }
                        traces[r + 1][s + 1] += sum;
                    }
                }
            }
        }
    }

    private int order(int grouping) {
        return fit.standard().products().groupings().get(grouping).q();
    }

    /// tr(M E_r M E_s) of one level of each.
    private static double tracePart(double[][] mm, int at, Entry r, int to, Entry s) {
        double sum = 0;
        for (int x = 0; x < (r.isVariance() ? 1 : 2); x++) {
            int i = at + (x == 0 ? r.a() : r.b());
            int j = at + (x == 0 ? r.b() : r.a());
            for (int y = 0; y < (s.isVariance() ? 1 : 2); y++) {
                int k = to + (y == 0 ? s.a() : s.b());
                int l = to + (y == 0 ? s.b() : s.a());
                sum += mm[j][k] * mm[l][i];
            }
        }
        return sum;
    }

    /// The residual's terms: each V⁻¹ between two others is V⁻¹(I + Σ γ_r G_r)V⁻¹, solved for the part with
    /// I.
    void addResidual(Matrix vcov, long rows) {
        for (int r = 1; r < m; r++) {
            for (int s = 1; s < r; s++) {
                traces[r][s] = traces[s][r];
            }
        }
        double[] information = Symmetric.inverse(vcov).toArray();
        trace[0] = rows;
        for (int i = 0; i < information.length; i++) {
            p[0][i] = -information[i];
        }
        for (int r = 1; r < m; r++) {
            double gamma = entries.get(r - 1).gamma();
            trace[0] -= gamma * trace[r];
            Vectors.add(p[0], -gamma, p[r]);
        }
        for (int s = 1; s < m; s++) {
            traces[0][s] = trace[s];
            Vectors.add(q[0][s], -1, p[s]);
            for (int r = 1; r < m; r++) {
                double gamma = entries.get(r - 1).gamma();
                traces[0][s] -= gamma * traces[r][s];
                Vectors.add(q[0][s], -gamma, q[r][s]);
            }
            traces[s][0] = traces[0][s];
            q[s][0] = transposed(q[0][s]);
        }
        traces[0][0] = trace[0];
        Vectors.add(q[0][0], -1, p[0]);
        for (int r = 1; r < m; r++) {
            double gamma = entries.get(r - 1).gamma();
            traces[0][0] -= gamma * traces[r][0];
            Vectors.add(q[0][0], -gamma, q[r][0]);
        }
    }

    KenwardRoger finish(Matrix vcov) {
        Matrix[] pm = new Matrix[m];
        for (int r = 0; r < m; r++) {
            pm[r] = Matrix.wrap(width, width, p[r]);
        }
        double[][] information = new double[m][m];
        for (int r = 0; r < m; r++) {
            for (int s = 0; s < m; s++) {
                Matrix product = vcov.times(pm[r]).times(vcov).times(pm[s]);
                Matrix second = vcov.times(Matrix.wrap(width, width, q[r][s]));
                information[r][s] = traces[r][s] - 2 * Symmetric.trace(second) + Symmetric.trace(product);
            }
        }
        double[][] w = twice(Symmetric.inverseOnRange(information, FLAT));
        Matrix sum = Matrix.wrap(width, width, new double[width * width]);
        for (int r = 0; r < m; r++) {
            for (int s = 0; s < m; s++) {
                Matrix term = Matrix.wrap(width, width, q[r][s])
                        .plus(pm[r].times(vcov).times(pm[s]).times(-1));
                sum = sum.plus(term.times(w[r][s]));
            }
        }
        Matrix adjusted = vcov.plus(vcov.times(sum).times(vcov).times(2));
        Matrix map = fit.standard().betaMap();
        double sigma = fit.sigma() / fit.standard().yScale(); // the map brings the unit of y with it
        Matrix back = map.times(adjusted).times(map.transpose()).times(sigma * sigma);
        return new KenwardRoger(vcov, pm, w, map, back.plus(back.transpose()).times(0.5));
    }

    private double[] transposed(double[] a) {
        double[] t = new double[a.length];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < width; i++) {
                t[j + i * width] = a[i + j * width];
            }
        }
        return t;
    }

    /// M and N of a component as arrays of columns.
    private record Whitened(double[][] m, double[][] n) {
        /// `M = ZᵀZ − Sᵀ S` with `S = L⁻¹ΛᵀZᵀZ`, `LLᵀ = ΛᵀZᵀZΛ + I`; N likewise.
        static Whitened of(Components components, Components.Component component, double[][] lambda, int width) {
            int c = component.columns();
            double[][] m = components.ztz(component);
            double[][] n = components.ztx(component);
            double[][] s = new double[c][];
            for (int j = 0; j < c; j++) {
                s[j] = leftLambda(component, lambda, m[j]);
            }
            double[][] u = new double[width][];
            for (int j = 0; j < width; j++) {
                u[j] = leftLambda(component, lambda, n[j]);
            }
            // row i of ΛᵀZᵀZ times Λ: by symmetry the rows are what the columns are of ZᵀZΛ
            double[][] a = new double[c][];
            double[] row = new double[c];
            for (int i = 0; i < c; i++) {
                for (int j = 0; j < c; j++) {
                    row[j] = s[j][i];
                }
                a[i] = leftLambda(component, lambda, row);
                a[i][i] += 1;
            }
            DenseCholesky.factor(a, c, c);
            for (int j = 0; j < c; j++) {
                solveLower(a, s[j]);
            }
            for (int j = 0; j < width; j++) {
                solveLower(a, u[j]);
            }
            for (int j = 0; j < c; j++) {
                for (int i = 0; i <= j; i++) {
                    double value = m[j][i] - Vectors.dot(s[i], s[j]);
                    m[j][i] = value;
                    m[i][j] = value;
                }
            }
            double[][] nn = new double[width][c];
            for (int j = 0; j < width; j++) {
                for (int i = 0; i < c; i++) {
                    nn[j][i] = n[j][i] - Vectors.dot(s[i], u[j]);
                }
            }
            return new Whitened(m, nn);
        }

        /// Λᵀ times a column over the component's levels.
        private static double[] leftLambda(Components.Component component, double[][] lambda, double[] column) {
            double[] out = new double[component.columns()];
            for (int g = 0; g < lambda.length; g++) {
                int q = (int) Math.round(Math.sqrt(lambda[g].length));
                for (int at = component.start()[g]; at < component.start()[g + 1]; at += q) {
                    for (int b = 0; b < q; b++) {
                        double sum = 0;
                        for (int a = b; a < q; a++) {
                            sum += lambda[g][a + b * q] * column[at + a];
                        }
                        out[at + b] = sum;
                    }
                }
            }
            return out;
        }
    }

    private static double[][] twice(double[][] matrix) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= 2;
            }
        }
        return matrix;
    }

    private static void solveLower(double[][] l, double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] /= l[j][j];
            double factor = x[j];
            double[] column = l[j];
            for (int i = j + 1; i < x.length; i++) {
                x[i] -= factor * column[i];
            }
        }
    }
}
