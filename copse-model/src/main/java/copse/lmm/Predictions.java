package copse.lmm;

import copse.frame.Frame;
import copse.infer.DfMethod;
import copse.infer.StudentT;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.ModelRows;
import copse.model.ModelSpec;
import copse.model.internal.BlockCholesky;
import java.util.Arrays;
import java.util.List;

/// Predicted values of rows, with standard errors and limits. Immutable.
///
/// The prediction is `xᵀβ + Σ zᵀb + offset`, b being the modes of the groups named. Its error variance is `σ²
/// rᵀM⁻¹r` with M the matrix of the mixed-model equations and r the row's coefficients in it, which holds the
/// errors of β and b and their covariance, for given variance parameters; groups not seen add `zᵀΨz`.
///
/// Source: Henderson (1975), Best linear unbiased estimation and prediction under a selection model, Biometrics
/// 31(2). doi:10.2307/2529430
public final class Predictions {
    private final int[] source;
    private final double[] value;
    private final double[] se;
    private final double[] lower;
    private final double[] upper;
    private final List<boolean[]> known;

    private Predictions(int[] source, int groups) {
        int n = source.length;
        this.source = source;
        this.value = new double[n];
        this.se = new double[n];
        this.lower = new double[n];
        this.upper = new double[n];
        boolean[][] seen = new boolean[groups][n];
        this.known = List.of(seen);
    }

    static Predictions of(LmmFit fit, Frame rows, PredictOptions options) {
        ModelSpec spec = fit.spec();
        ModelRows data = spec.predictors(rows);
        Predictions out = new Predictions(data.source(), fit.groups().size());
        Row row = new Row(fit, data, options);
        for (int i = 0; i < data.count(); i++) {
            row.predict(i, out);
        }
        return out;
    }

    /// The state of a pass over rows: where the groupings are, the factor, work arrays.
    private static final class Row {
        private final LmmFit fit;
        private final ModelRows data;
        private final PredictOptions options;
        private final BlockCholesky cholesky;
        private final int[] kept;
        private final double[] beta;
        private final double variance; // σ_s²
        private final int[] groupingOfSpec; // per grouping of the fit, its index in the rows
        private final Matrix[] loadings; // per grouping, s_y (NΛ)ᵀ
        private final Matrix[] covariance;
        private final int[] level;
        private final double[][] u;
        private final FixedEffects fixed;

        Row(LmmFit fit, ModelRows data, PredictOptions options) {
            this.fit = fit;
            this.data = data;
            this.options = options;
            Criterion criterion = fit.criterionCopy();
            criterion.evaluate(fit.optimum().theta());
            cholesky = criterion.cholesky();
            kept = fit.standard().kept();
            beta = fit.beta();
            double scale = fit.standard().yScale();
            variance = Math.pow(fit.sigma() / scale, 2);
            int groups = fit.groups().size();
            groupingOfSpec = new int[groups];
            loadings = new Matrix[groups];
            covariance = new Matrix[groups];
            level = new int[groups];
            u = new double[groups][];
            double[][] lambda = criterion.template().factors(fit.optimum().theta());
            for (int g = 0; g < groups; g++) {
                CrossProducts.Products products =
                        fit.crossProducts().groupings().get(g);
                groupingOfSpec[g] = fit.spec().groupings().indexOf(products.grouping());
                int q = products.q();
                loadings[g] = fit.standard()
                        .random(g)
                        .times(Matrix.wrap(q, q, lambda[g]))
                        .transpose()
                        .times(scale);
                covariance[g] = fit.covariance(fit.groups().get(g));
                u[g] = new double[q];
            }
            fixed = FixedEffects.of(
                    fit, options.scope() == PredictOptions.Scope.POPULATION ? options.df() : DfMethod.NORMAL);
        }

        void predict(int i, Predictions out) {
            double[] x = new double[kept.length];
            double value = data.offset()[i];
            for (int j = 0; j < kept.length; j++) {
                x[j] = data.x()[kept[j]][i];
                value += x[j] * beta[j];
            }
            boolean population = options.scope() == PredictOptions.Scope.POPULATION;
            boolean observation = options.target() == PredictOptions.Target.OBSERVATION;
            double square = 0;
            for (int g = 0; g < level.length; g++) {
                int from = groupingOfSpec[g];
                double[] z = new double[u[g].length];
                for (int c = 0; c < z.length; c++) {
                    z[c] = data.z()[from][c][i];
                }
                CrossProducts.Products products =
                        fit.crossProducts().groupings().get(g);
                int at = Arrays.binarySearch(products.keys(), data.keys()[from][i]);
                out.known.get(g)[i] = at >= 0;
                level[g] = population || at < 0 ? -1 : at;
                if (level[g] >= 0) {
                    GroupEffects effects = fit.effects().get(g);
                    for (int c = 0; c < z.length; c++) {
                        value += z[c] * effects.mode(at, c);
                    }
                    u[g] = loadings[g].times(z);
                } else if (!population || observation) {
                    square += Satterthwaite.quadratic(covariance[g], z);
                }
            }
            double df = Double.POSITIVE_INFINITY;
            if (population) {
                square += Satterthwaite.quadratic(fixed.vcov(), x);
                df = observation || fixed.method() == DfMethod.NORMAL ? df : fixed.degreesOf(x);
            } else {
                double[] standard = fit.standard().betaMap().transpose().times(x);
                square += variance * cholesky.inverseForm(level, u, standard);
            }
            if (observation) {
                square += fit.sigma() * fit.sigma();
            }
            double se = Math.sqrt(Math.max(0, square));
            double margin = StudentT.critical(options.level(), df) * se;
            out.value[i] = value;
            out.se[i] = se;
            out.lower[i] = value - margin;
            out.upper[i] = value + margin;
        }
    }

    /// @return number of rows predicted
    public int count() {
        return value.length;
    }

    /// @param i from 0
    /// @return its row in the frame; rows with a missing predictor are not predicted
    public int row(int i) {
        return source[i];
    }

    /// @param i from 0
    /// @return the prediction, in units of the response
    public double value(int i) {
        return value[i];
    }

    /// @param i from 0
    /// @return its standard error
    public double se(int i) {
        return se[i];
    }

    /// @param i from 0
    /// @return lower limit
    public double lower(int i) {
        return lower[i];
    }

    /// @param i from 0
    /// @return upper limit
    public double upper(int i) {
        return upper[i];
    }

    /// @param i from 0
    /// @param grouping in the order of [LmmFit#groups()]
    /// @return whether the fit has seen the row's group
    public boolean known(int i, int grouping) {
        return known.get(grouping)[i];
    }
}
