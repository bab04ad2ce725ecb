package copse.lmm;

import copse.infer.Interval;
import copse.infer.Limit;
import copse.infer.StudentT;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.Descent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Profile likelihood intervals of all parameters of a linear mixed model.
///
/// For a parameter ψ, `D(c)` is the smallest ML deviance (−2 log likelihood) among all models with ψ = c. The
/// limits are where `D(c)` exceeds its minimum by the quantile of χ²₁. Variances are profiled as standard
/// deviations and correlations, beside σ and the coefficients. Limits that the likelihood does not reach before
/// the parameter's own bound (0 for a standard deviation, ±1 for a correlation) are [Limit.Boundary].
///
/// The profile of a standard deviation or correlation takes the columns of Z in another order, with those
/// concerned first: Λ then holds the parameter in its first element or its second row, and the rest of θ is
/// free.
///
/// - A fit by REML is refitted by ML first: the restricted likelihood has no profile for coefficients.
/// - Cost: some 50 to 100 evaluations with gradient per limit; parameters are shared between threads.
///
/// Source: Bates, Mächler, Bolker and Walker (2015), J. Stat. Softw. 67(1), section 5.1.
/// doi:10.18637/jss.v067.i01; Pawitan (2001), In All Likelihood, chapter 3.
public final class Profile {
    // ζ is near linear in the parameter, with a slope of about 4 per width of an interval.
    private static final double ZETA_TOLERANCE = 1e-6;
    private static final int MOST_STEPS = 60;
    // A variance that starts at 0 has no slope to follow; start a little inside.
    private static final double NUDGE = 0.05;
    private static final double FARTHEST = 1e6;

    private final LmmFit fit;
    private final double level;
    private final double target;
    private final double minimum;

    private Profile(LmmFit fit, double level) {
        this.fit = fit;
        this.level = level;
        this.target = StudentT.critical(level, Double.POSITIVE_INFINITY);
        this.minimum = fit.criterion();
    }

    /// Intervals of every parameter: standard deviations and correlations (most levels first), σ, coefficients.
    ///
    /// @param fit the model
    /// @param level coverage, such as 0.95
    /// @return one per parameter
    public static List<ParameterInterval> of(LmmFit fit, double level) {
        return each(fit, level, Curve::interval);
    }

    /// The profiles themselves, for pictures: ζ of every parameter along its values.
    ///
    /// @param fit the model
    /// @param level coverage of the intervals, such as 0.95
    /// @return one per parameter, in the order of [#of(LmmFit, double)]
    public static List<ProfileCurve> curves(LmmFit fit, double level) {
        return each(fit, level, Curve::curve);
    }

    private static <T> List<T> each(LmmFit fit, double level, Function<Curve, T> work) {
        LmmFit ml = fit.refit(Estimator.ML);
        Profile profile = new Profile(ml, level);
        RandomLayout layout = new RandomLayout(
                ml, CovarianceTemplate.of(ml.standard().products().groupings()));
        List<Curve> curves = new ArrayList<>();
        for (RandomLayout.Cell cell : layout.cells()) {
            curves.add(cell.isSd() ? profile.new SdCurve(layout, cell) : profile.new CorrelationCurve(layout, cell));
        }
        curves.add(profile.new SigmaCurve());
        for (int j = 0; j < ml.fixedNames().size(); j++) {
            curves.add(profile.new CoefficientCurve(j));
        }
        // order of the result is that of the list, whichever thread does the work
        return IntStream.range(0, curves.size())
                .parallel()
                .mapToObj(i -> work.apply(curves.get(i)))
                .toList();
    }

    /// D(c) of one parameter and where to look.
    private abstract class Curve {
        private double[] warm = {};

        abstract Parameter parameter();

        abstract double estimate();

        /// Smallest and largest value that the parameter can have.
        abstract double[] bounds();

        /// A step of the order of a standard error.
        abstract double step();

        abstract double[] start();

        abstract Descent descent();

        abstract Descent.Function at(double value);

        private final ParameterInterval interval() {
            Descent lower = descent();
            warm = start();
            Limit low = limit(-1, lower);
            warm = start();
            Limit high = limit(1, descent());
            return new ParameterInterval(parameter(), estimate(), new Interval(low, high, level, "profile likelihood"));
        }

        private ProfileCurve curve() {
            ProfileCurve.Half[] halves = {new Walk()::zeta, new Walk()::zeta};
            return ProfileCurve.of(interval(), bounds(), target * step(), halves);
        }

        /// One side of a profile: each search starts where the one before it ended.
        private final class Walk {
            private final Descent descent = descent();
            private double[] at = start();

            double zeta(double value) {
                warm = at;
                double zeta = Curve.this.zeta(value, descent);
                at = warm;
                return zeta;
            }
        }

        private double zeta(double value, Descent descent) {
            Descent.Point point = descent.minimise(at(value), warm);
            warm = point.x();
            return Math.sqrt(Math.max(0, point.value() - minimum));
        }

        private Limit limit(int side, Descent descent) {
            double bound = bounds()[side < 0 ? 0 : 1];
            double inside = estimate();
            if (inside == bound) {
                return new Limit.Boundary(bound);
            }
            double below = -target;
            double outside = inside;
            double above = below;
            double step = step();
            while (above < 0) {
                double next = inside + side * step;
                boolean atBound = Double.isFinite(bound) && side * (next - bound) >= 0;
                outside = atBound ? bound : next;
                above = zeta(outside, descent) - target;
                if (above >= 0) {
                    break;
                }
                if (atBound) {
                    return new Limit.Boundary(bound);
                }
                if (Math.abs(outside - estimate()) > FARTHEST * Math.max(step(), Math.abs(estimate()))) {
                    return new Limit.Open(
                            side * Double.POSITIVE_INFINITY, "the likelihood does not fall far enough on this side");
                }
                // ζ is about linear: go a little farther than where it should reach the target
                double slope = (above + target) / Math.abs(outside - estimate());
                inside = outside;
                below = above;
                step = slope > 0
                        ? Math.clamp(1.1 * -above / slope, 0.05 * step(), 4 * Math.abs(outside - estimate()))
                        : 2 * step;
            }
            return new Limit.At(root(inside, below, outside, above, descent));
        }

        // regula falsi with Illinois' halving: each evaluation is a minimisation, so few are wanted
        private double root(double in, double below, double out, double above, Descent descent) {
            double a = in;
            double fa = below;
            double b = out;
            double fb = above;
            int side = 0;
            double x = b;
            for (int step = 0; step < MOST_STEPS; step++) {
                x = b - fb * (b - a) / (fb - fa);
                double fx = zeta(x, descent) - target;
                if (Math.abs(fx) < ZETA_TOLERANCE) {
                    return x;
                }
                if (fx > 0) {
                    b = x;
                    fb = fx;
                    fa = side == 1 ? 0.5 * fa : fa;
                    side = 1;
                } else {
                    a = x;
                    fa = fx;
                    fb = side == -1 ? 0.5 * fb : fb;
                    side = -1;
                }
            }
            return x;
        }
    }

    private double standardSigma() {
        return fit.sigma() / fit.standard().yScale();
    }

    /// Per element of θ: a level gives a scale parameter about one degree of freedom.
    private double[] thetaScale(CovarianceTemplate template) {
        double[] scale = new double[template.size()];
        for (int k = 0; k < scale.length; k++) {
            int levels = fit.standard()
                    .products()
                    .groupings()
                    .get(template.entry(k).grouping())
                    .levels();
            scale[k] = 0.5 / levels;
        }
        return scale;
    }

    private static double[] nudged(double[] theta, CovarianceTemplate template) {
        double[] start = theta.clone();
        for (int k = 0; k < start.length; k++) {
            if (template.entry(k).isDiagonal() && Math.abs(start[k]) < NUDGE) {
                start[k] = NUDGE;
            }
        }
        return start;
    }

    private final class SigmaCurve extends Curve {
        private final Criterion criterion = fit.criterionCopy();

        @Override
        Parameter parameter() {
            return new Parameter.Sigma();
        }

        @Override
        double estimate() {
            return fit.sigma();
        }

        @Override
        double[] bounds() {
            return new double[] {0, Double.POSITIVE_INFINITY};
        }

        @Override
        double step() {
            return fit.sigma() * Math.min(0.3, 2 / Math.sqrt(2.0 * fit.rows()));
        }

        @Override
        double[] start() {
            return nudged(fit.optimum().theta(), criterion.template());
        }

        @Override
        Descent descent() {
            return new Descent(thetaScale(criterion.template()));
        }

        @Override
        Descent.Function at(double value) {
            double variance = Math.pow(value / fit.standard().yScale(), 2);
            return (theta, gradient) -> {
                Evaluation at = criterion.evaluate(theta, true);
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] = at.gradientLogDeterminant()[k] + at.gradientSquares()[k] / variance;
                }
                return deviance(criterion, at, variance);
            };
        }
    }

    /// The ML deviance with σ² given, on the data's scale.
    private static double deviance(Criterion criterion, Evaluation at, double variance) {
        return at.logDeterminantA()
                + criterion.degrees() * Math.log(2 * Math.PI * variance)
                + at.residualSquares() / variance
                + criterion.constant();
    }

    /// A criterion in which the columns of one term of Z are the data's, in the order given.
    private final class Reordered {
        final Criterion criterion;
        final double[] theta;
        final double unit; // standard deviation of the first column's effect, per unit of its loading and of σ_s

        Reordered(RandomLayout.Cell cell, int... first) {
            CrossProducts products = fit.standard().products();
            Matrix n = fit.standard().random(cell.grouping());
            int q = n.rows();
            int[] order = IntStream.concat(
                            Arrays.stream(first),
                            IntStream.range(cell.from(), cell.to())
                                    .filter(c -> Arrays.stream(first).noneMatch(f -> f == c)))
                    .toArray();
            // standard columns are Z N; the new ones Z P D with D the scale of N's diagonal: to = N⁻¹ P D
            double[] to = new double[q * q];
            for (int c = 0; c < q; c++) {
                int source = c >= cell.from() && c < cell.to() ? order[c - cell.from()] : c;
                boolean moved = c >= cell.from() && c < cell.to();
                double[] column = new double[q];
                if (moved) {
                    column[source] = n.at(source, source);
                    column = solve(n, column);
                } else {
                    column[c] = 1;
                }
                System.arraycopy(column, 0, to, c * q, q);
            }
            Matrix map = Matrix.wrap(q, q, to);
            List<Matrix> maps = new ArrayList<>();
            for (int g = 0; g < products.groupings().size(); g++) {
                maps.add(
                        g == cell.grouping()
                                ? map
                                : Matrix.identity(products.groupings().get(g).q()));
            }
            int size = products.p() + 1;
            CrossProducts turned = products.transformed(Matrix.identity(size), maps);
            criterion = Criterion.of(fit.standard(), turned, Estimator.ML);
            CovarianceTemplate template = criterion.template();
            double[][] factors = template.factors(fit.optimum().theta());
            // effects b_s = to · b', so the new factor is the triangular form of to⁻¹ Λ
            double[] lambda = factors[cell.grouping()];
            double[] loadings = new double[q * q];
            for (int c = 0; c < q; c++) {
                double[] column = solve(map, Arrays.copyOfRange(lambda, c * q, (c + 1) * q));
                System.arraycopy(column, 0, loadings, c * q, q);
            }
            factors[cell.grouping()] =
                    CovarianceTemplate.lowerFactor(Matrix.identity(q), loadings).toArray();
            theta = template.theta(factors);
            unit = n.at(first[0], first[0]) * fit.standard().yScale();
        }

        int index(int grouping, int row, int column) {
            CovarianceTemplate template = criterion.template();
            for (int k = 0; k < template.size(); k++) {
                CovarianceTemplate.Entry entry = template.entry(k);
                if (entry.grouping() == grouping && entry.row() == row && entry.column() == column) {
                    return k;
                }
            }
            throw new IllegalStateException("no such element of theta");
        }
    }

    /// Solves a small general system by elimination with row exchanges.
    private static double[] solve(Matrix matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = matrix.at(i, j);
            }
            a[i][n] = right[i];
        }
        for (int j = 0; j < n; j++) {
            int pivot = j;
            for (int i = j + 1; i < n; i++) {
                pivot = Math.abs(a[i][j]) > Math.abs(a[pivot][j]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[j];
            a[j] = row;
            for (int i = 0; i < n; i++) {
                if (i != j) {
                    double factor = a[i][j] / row[j];
                    for (int k = j; k <= n; k++) {
                        a[i][k] -= factor * row[k];
                    }
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = a[i][n] / a[i][i];
        }
        return x;
    }

    private final class SdCurve extends Curve {
        private final RandomLayout layout;
        private final RandomLayout.Cell cell;
        private final Reordered reordered;
        private final int first;

        SdCurve(RandomLayout layout, RandomLayout.Cell cell) {
            this.layout = layout;
            this.cell = cell;
            this.reordered = new Reordered(cell, cell.row());
            this.first = reordered.index(cell.grouping(), cell.from(), cell.from());
        }

        @Override
        Parameter parameter() {
            return layout.parameter(cell);
        }

        @Override
        double estimate() {
            return layout.value(cell, fit.optimum().theta()) * fit.sigma();
        }

        @Override
        double[] bounds() {
            return new double[] {0, Double.POSITIVE_INFINITY};
        }

        @Override
        double step() {
            int levels =
                    fit.standard().products().groupings().get(cell.grouping()).levels();
            double least = NUDGE * standardSigma() * reordered.unit;
            return Math.max(least, estimate() * Math.min(0.5, 2 / Math.sqrt(2.0 * levels)));
        }

        @Override
        double[] start() {
            double[] theta = nudged(reordered.theta, reordered.criterion.template());
            double[] x = theta.clone();
            x[first] = Math.log(standardSigma());
            return x;
        }

        @Override
        Descent descent() {
            double[] scale = thetaScale(reordered.criterion.template());
            scale[first] = 0.25 / fit.rows();
            return new Descent(scale);
        }

        /// Variables are θ, with log σ in the place of the element that the standard deviation and σ determine.
        @Override
        Descent.Function at(double value) {
            double loading = value / reordered.unit; // times σ_s⁻¹ it is the element
            Criterion criterion = reordered.criterion;
            return (x, gradient) -> {
                double sigma = Math.exp(x[first]);
                double variance = sigma * sigma;
                double[] theta = x.clone();
                theta[first] = loading / sigma;
                Evaluation at = criterion.evaluate(theta, true);
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] = at.gradientLogDeterminant()[k] + at.gradientSquares()[k] / variance;
                }
                gradient[first] =
                        2 * criterion.degrees() - 2 * at.residualSquares() / variance - theta[first] * gradient[first];
                return deviance(criterion, at, variance);
            };
        }
    }

    private final class CorrelationCurve extends Curve {
        private final RandomLayout layout;
        private final RandomLayout.Cell cell;
        private final Reordered reordered;
        private final int first;
        private final int below;
        private final int second;

        CorrelationCurve(RandomLayout layout, RandomLayout.Cell cell) {
            this.layout = layout;
            this.cell = cell;
            this.reordered = new Reordered(cell, cell.column(), cell.row());
            this.first = reordered.index(cell.grouping(), cell.from(), cell.from());
            this.below = reordered.index(cell.grouping(), cell.from() + 1, cell.from());
            this.second = reordered.index(cell.grouping(), cell.from() + 1, cell.from() + 1);
        }

        @Override
        Parameter parameter() {
            return layout.parameter(cell);
        }

        @Override
        double estimate() {
            return layout.value(cell, fit.optimum().theta());
        }

        @Override
        double[] bounds() {
            return new double[] {-1, 1};
        }

        @Override
        double step() {
            int levels =
                    fit.standard().products().groupings().get(cell.grouping()).levels();
            double r = estimate();
            return Math.max(0.02, 2 * (1 - r * r) / Math.sqrt(levels));
        }

        @Override
        double[] start() {
            double[] x = reordered.theta.clone();
            x[first] = Math.log(Math.max(NUDGE, x[first]));
            x[second] = Math.log(Math.max(NUDGE, Math.hypot(reordered.theta[below], reordered.theta[second])));
            x[below] = 0;
            return x;
        }

        @Override
        Descent descent() {
            return new Descent(thetaScale(reordered.criterion.template()));
        }

        /// Variables are θ, with the logarithms of the two standard deviations in the places of the diagonal
        /// elements; the element between them is determined and its place is idle.
        @Override
        Descent.Function at(double value) {
            double rest = Math.sqrt(Math.max(0, 1 - value * value));
            Criterion criterion = reordered.criterion;
            return (x, gradient) -> {
                double[] theta = x.clone();
                theta[first] = Math.exp(x[first]);
                double size = Math.exp(x[second]);
                theta[below] = size * value;
                theta[second] = size * rest;
                Evaluation at = criterion.evaluate(theta, true);
                System.arraycopy(at.gradient(), 0, gradient, 0, gradient.length);
                gradient[second] = theta[below] * gradient[below] + theta[second] * gradient[second];
                gradient[first] *= theta[first];
                gradient[below] = 0;
                return at.criterion();
            };
        }
    }

    private final class CoefficientCurve extends Curve {
        private final int j;

        CoefficientCurve(int j) {
            this.j = j;
        }

        @Override
        Parameter parameter() {
            return new Parameter.Coefficient(fit.fixedNames().get(j));
        }

        @Override
        double estimate() {
            return fit.beta()[j];
        }

        @Override
        double[] bounds() {
            return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        }

        @Override
        double step() {
            return 2 * Math.sqrt(fit.vcov().at(j, j));
        }

        @Override
        double[] start() {
            return nudged(
                    fit.optimum().theta(),
                    CovarianceTemplate.of(fit.standard().products().groupings()));
        }

        @Override
        Descent descent() {
            return new Descent(
                    thetaScale(CovarianceTemplate.of(fit.standard().products().groupings())));
        }

        @Override
        Descent.Function at(double value) {
            Criterion criterion = constrained(value);
            return (theta, gradient) -> {
                Evaluation at = criterion.evaluate(theta, true);
                System.arraycopy(at.gradient(), 0, gradient, 0, gradient.length);
                return at.criterion();
            };
        }

        /// The criterion under `β_j = value`, that is `aᵀβ_s = c`: with `β_s = a c/aᵀa + Bδ`, B a basis of what
        /// is orthogonal to a, it is the criterion of `y − Xa c/aᵀa` on `XB`.
        private Criterion constrained(double value) {
            CrossProducts products = fit.standard().products();
            int p = products.p();
            double[] a = new double[p];
            for (int i = 0; i < p; i++) {
                a[i] = fit.standard().betaMap().at(j, i);
            }
            double shift = fit.standard().beta(new double[p])[j];
            double square = 0;
            for (double v : a) {
                square += v * v;
            }
            double[] m = new double[(p + 1) * p];
            Matrix reflection = reflection(a, square);
            for (int k = 1; k < p; k++) {
                for (int i = 0; i < p; i++) {
                    m[i + (k - 1) * (p + 1)] = reflection.at(i, k);
                }
            }
            for (int i = 0; i < p; i++) {
                m[i + (p - 1) * (p + 1)] = -a[i] * (value - shift) / square;
            }
            m[p + (p - 1) * (p + 1)] = 1;
            CrossProducts reduced = products.transformed(Matrix.wrap(p + 1, p, m));
            return Criterion.of(fit.standard(), reduced, Estimator.ML);
        }

        /// Householder's reflection that takes a to a multiple of the first unit vector: its other columns are
        /// orthogonal to a.
        private static Matrix reflection(double[] a, double square) {
            int p = a.length;
            double[] v = a.clone();
            double norm = Math.sqrt(square);
            v[0] += a[0] >= 0 ? norm : -norm;
            double vv = 0;
            for (double x : v) {
                vv += x * x;
            }
            double[] h = new double[p * p];
            for (int i = 0; i < p; i++) {
                for (int k = 0; k < p; k++) {
                    h[i + k * p] = (i == k ? 1 : 0) - 2 * v[i] * v[k] / vv;
                }
            }
            return Matrix.wrap(p, p, h);
        }
    }
}
