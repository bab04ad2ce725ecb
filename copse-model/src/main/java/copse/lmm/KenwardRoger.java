package copse.lmm;

import copse.error.NumericException;
import copse.error.Problem;
import copse.infer.DfMethod;
import copse.infer.FTest;
import copse.math.DenseCholesky;
import copse.math.Matrix;
import copse.model.CrossProducts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Kenward and Roger's covariance matrix of β for small samples, with degrees of freedom and a scaled F
/// statistic.
///
/// The covariance matrix of the rows is linear in the variances, `σ²V = Σ γ_r G_r`, with `G_r = Z E_r Zᵀ` for
/// an entry of the covariance matrix of a grouping's effects and `G_0` the identity. All that is needed follows
/// from `M = ZᵀV⁻¹Z` and `N = ZᵀV⁻¹X`, for instance `XᵀV⁻¹G_rV⁻¹G_sV⁻¹X = NᵀE_r M E_s N`, and the terms of the
/// residual from the others, since `V⁻¹ = V⁻¹VV⁻¹`. M is block-diagonal over [Components], so that no matrix is
/// larger than the largest of these; none has the size of the rows.
///
/// - Valid for REML estimates: the adjustment rests on their bias being of higher order.
/// - A variance estimated as 0 keeps its place: the expected information counts it, unlike [Satterthwaite]'s
///   Hessian.
/// - Cost: about 3 c³ operations for a component of c columns, plus c² (m² + mp) for m variance parameters.
///
/// Sources: Kenward and Roger (1997), Small sample inference for fixed effects from restricted maximum
/// likelihood, Biometrics 53(3). doi:10.2307/2533558; for the scale and degrees of freedom in closed form, and
/// their limits: Halekoh and Højsgaard (2014), A Kenward-Roger approximation and parametric bootstrap methods
/// for tests in linear mixed models, J. Stat. Softw. 59(9), section 3. doi:10.18637/jss.v059.i09
final class KenwardRoger implements DegreesOfFreedom {
    // Operations beyond which the answer would take minutes; one core does about 1e9 a second here.
    private static final double MOST_OPERATIONS = 1.5e11;
    private static final double OPERATIONS_PER_SECOND = 1.5e9;
    // Below this share of the largest, an eigenvalue of the information is rounding: the variance is not identified.
    private static final double FLAT = 1e-12;
    // Differences this small are 0 but for rounding; their quotients have limits (Halekoh and Højsgaard, section 3).
    private static final double ZERO = 1e-10;
    // F statistics whose df is this close to 2 have no mean to match.
    private static final double NEAR_TWO = 1e-2;

    private final Matrix vcov; // unadjusted, standard coordinates, σ = 1
    private final Matrix[] p; // −XᵀV⁻¹G_rV⁻¹X
    private final double[][] w; // covariance of the estimated γ, σ = 1
    private final Matrix map; // standard to data's coordinates
    private final Matrix adjusted; // data's coordinates

    private KenwardRoger(Matrix vcov, Matrix[] p, double[][] w, Matrix map, Matrix adjusted) {
        this.vcov = vcov;
        this.p = p;
        this.w = w;
        this.map = map;
        this.adjusted = adjusted;
    }

    /// @param fit by REML
    /// @return the approximation
    /// @throws NumericException `N211` if the fit is by ML; `N212` if the groups hang together in too large a
    ///     component
    static KenwardRoger of(LmmFit fit) {
        if (fit.estimator() != Estimator.REML) {
            throw new NumericException(new Problem(
                    LmmCode.NEEDS_REML.code(),
                    "Kenward-Roger degrees of freedom of a fit by ML",
                    "the adjustment is derived for estimates by restricted maximum likelihood",
                    "fit by REML (the default), or take Satterthwaite's degrees of freedom"));
        }
        CrossProducts products = fit.standard().products();
        Components components = Components.of(products);
        refuseIfTooLarge(components);
        Criterion criterion = fit.criterionCopy();
        criterion.evaluate(fit.optimum().theta());
        int width = products.p();
        Matrix vcov = Matrix.wrap(width, width, criterion.cholesky().inverseX());
        Sums sums = new Sums(fit, width);
        for (Components.Component component : components.list()) {
            sums.add(components, component);
        }
        sums.addResidual(vcov, products.rows());
        return sums.finish(vcov, fit);
    }

    private static void refuseIfTooLarge(Components components) {
        double operations = 0;
        for (Components.Component component : components.list()) {
            operations += 3 * Math.pow(component.columns(), 3);
        }
        if (operations > MOST_OPERATIONS) {
            throw new NumericException(new Problem(
                    LmmCode.TOO_CROSSED.code(),
                    "Kenward-Roger for " + components.largest() + " crossed random effects",
                    String.format(
                            Locale.ROOT,
                            "it needs dense matrices of that order: %.0f MB and about %.0f minutes",
                            4 * 8e-6 * Math.pow(components.largest(), 2),
                            Math.ceil(operations / OPERATIONS_PER_SECOND / 60)),
                    "take Satterthwaite's degrees of freedom: with so many groups the two agree"));
        }
    }

    /// An entry of a grouping's covariance matrix: `E_r` puts it where row a meets column b of every level.
    private record Entry(int grouping, int a, int b, double gamma) {
        boolean isVariance() {
            return a == b;
        }
    }

    /// Accumulates P, Q and traces over components. Index 0 is the residual, r + 1 the r-th entry.
    private static final class Sums {
        private final LmmFit fit;
        private final int width;
        private final List<Entry> entries = new ArrayList<>();
        private final double[][] lambda;
        private final int m;
        private final double[][] p; // per parameter, p×p
        private final double[][][] q; // per pair of parameters, p×p
        private final double[] trace; // tr(V⁻¹G_r)
        private final double[][] traces; // tr(V⁻¹G_rV⁻¹G_s)

        Sums(LmmFit fit, int width) {
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
                            axpy(factor, mm[c], men[j]);
                        }
                    }
                    for (int i = 0; i < width; i++) {
                        p[s + 1][i + j * width] -= dot(n[i], en[j]);
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
            double[] information = inverse(vcov).toArray();
            trace[0] = rows;
            for (int i = 0; i < information.length; i++) {
                p[0][i] = -information[i];
            }
            for (int r = 1; r < m; r++) {
                double gamma = entries.get(r - 1).gamma();
                trace[0] -= gamma * trace[r];
                axpy(-gamma, p[r], p[0]);
            }
            for (int s = 1; s < m; s++) {
                traces[0][s] = trace[s];
                axpy(-1, p[s], q[0][s]);
                for (int r = 1; r < m; r++) {
                    double gamma = entries.get(r - 1).gamma();
                    traces[0][s] -= gamma * traces[r][s];
                    axpy(-gamma, q[r][s], q[0][s]);
                }
                traces[s][0] = traces[0][s];
                q[s][0] = transposed(q[0][s]);
            }
            traces[0][0] = trace[0];
            axpy(-1, p[0], q[0][0]);
            for (int r = 1; r < m; r++) {
                double gamma = entries.get(r - 1).gamma();
                traces[0][0] -= gamma * traces[r][0];
                axpy(-gamma, q[r][0], q[0][0]);
            }
        }

        KenwardRoger finish(Matrix vcov, LmmFit fit) {
            Matrix[] pm = new Matrix[m];
            for (int r = 0; r < m; r++) {
                pm[r] = Matrix.wrap(width, width, p[r]);
            }
            double[][] information = new double[m][m];
            for (int r = 0; r < m; r++) {
                for (int s = 0; s < m; s++) {
                    Matrix product = vcov.times(pm[r]).times(vcov).times(pm[s]);
                    Matrix second = vcov.times(Matrix.wrap(width, width, q[r][s]));
                    information[r][s] = traces[r][s] - 2 * trace(second) + trace(product);
                }
            }
            double[][] w = twiceInverse(information);
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
            return new KenwardRoger(
                    vcov, pm, w, map, back.plus(back.transpose()).times(0.5));
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
                    double value = m[j][i] - dot(s[i], s[j]);
                    m[j][i] = value;
                    m[i][j] = value;
                }
            }
            double[][] nn = new double[width][c];
            for (int j = 0; j < width; j++) {
                for (int i = 0; i < c; i++) {
                    nn[j][i] = n[j][i] - dot(s[i], u[j]);
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

    @Override
    public DfMethod method() {
        return DfMethod.KENWARD_ROGER;
    }

    @Override
    public Matrix vcov() {
        return adjusted;
    }

    @Override
    public double df(double[] weights) {
        return scale(Matrix.of(1, weights.length, weights)).df();
    }

    @Override
    public FTest test(String name, Matrix hypothesis, double[] beta) {
        QuadraticForm form = QuadraticForm.of(hypothesis, adjusted, beta);
        Scale scale = scale(hypothesis);
        double f = scale.factor() * form.value() / form.rank();
        return FTest.of(name, form.rank(), scale.df(), f, method());
    }

    /// Denominator degrees of freedom and the factor of the F statistic.
    private record Scale(double df, double factor) {}

    private Scale scale(Matrix hypothesis) {
        Matrix l = hypothesis.times(map); // combinations of the standard coefficients
        int rank = QuadraticForm.of(l, vcov, new double[l.columns()]).rank();
        Matrix theta = l.transpose()
                .times(pseudoInverse(l.times(vcov).times(l.transpose())))
                .times(l);
        Matrix half = theta.times(vcov);
        Matrix[] t = new Matrix[p.length];
        for (int r = 0; r < t.length; r++) {
            t[r] = half.times(p[r]).times(vcov);
        }
        double a1 = 0;
        double a2 = 0;
        for (int r = 0; r < t.length; r++) {
            for (int s = 0; s < t.length; s++) {
                a1 += w[r][s] * trace(t[r]) * trace(t[s]);
                a2 += w[r][s] * trace(t[r].times(t[s]));
            }
        }
        double b = (a1 + 6 * a2) / (2 * rank);
        double g = ((rank + 1) * a1 - (rank + 4) * a2) / ((rank + 2) * a2);
        double c = 3 * rank + 2 * (1 - g);
        double v0 = zeroIfSmall(1 + g / c * b);
        double v1 = 1 - (rank - g) / c * b;
        double v2 = 1 - (rank + 2 - g) / c * b;
        double mean = 1 - a2 / rank;
        double ratio = Math.abs(mean) < ZERO && Math.abs(v1) < ZERO ? 1 : mean / v1;
        double rho = ratio * ratio * v0 / v2 / rank;
        double df = 4 + (rank + 2) / (rank * rho - 1);
        double factor = Math.abs(df - 2) < NEAR_TWO ? 1 : df * mean / (df - 2);
        return new Scale(df, factor);
    }

    private static double zeroIfSmall(double value) {
        return Math.abs(value) < ZERO ? 0 : value;
    }

    static Matrix pseudoInverse(Matrix symmetric) {
        int n = symmetric.rows();
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = symmetric.at(i, j);
            }
        }
        double[][] inverse = inverseOnRange(a, 1e-9);
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i + j * n] = inverse[i][j];
            }
        }
        return Matrix.wrap(n, n, out);
    }

    private static double[][] twiceInverse(double[][] information) {
        double[][] inverse = inverseOnRange(information, FLAT);
        for (double[] row : inverse) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= 2;
            }
        }
        return inverse;
    }

    /// Inverse along eigenvectors whose value is above a share of the largest, after scaling to a unit
    /// diagonal.
    private static double[][] inverseOnRange(double[][] a, double share) {
        int n = a.length;
        double[] scale = new double[n];
        double[][] unit = new double[n][n];
        for (int i = 0; i < n; i++) {
            scale[i] = a[i][i] > 0 ? 1 / Math.sqrt(a[i][i]) : 0;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                unit[i][j] = (a[i][j] + a[j][i]) / 2 * scale[i] * scale[j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(unit);
        double largest = eigen.values()[n - 1];
        double[][] inverse = new double[n][n];
        for (int v = 0; v < n; v++) {
            if (eigen.values()[v] <= share * largest) {
                continue;
            }
            double[] vector = eigen.vector(v);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inverse[i][j] += scale[i] * vector[i] * vector[j] * scale[j] / eigen.values()[v];
                }
            }
        }
        return inverse;
    }

    private static Matrix inverse(Matrix positive) {
        int n = positive.rows();
        double[][] l = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                l[j][i] = positive.at(i, j);
            }
        }
        DenseCholesky.factor(l, n, n);
        double[][] columns = DenseCholesky.inverse(l, n);
        double[] out = new double[n * n];
        for (int j = 0; j < n; j++) {
            System.arraycopy(columns[j], 0, out, j * n, n);
        }
        return Matrix.wrap(n, n, out);
    }

    private static double trace(Matrix a) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            sum += a.at(i, i);
        }
        return sum;
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

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void axpy(double factor, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += factor * x[i];
        }
    }
}
