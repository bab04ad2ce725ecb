package copse.glmm;

import copse.glmm.MarginalLikelihood.Point;
import copse.lmm.Convergence;
import copse.math.Matrix;
import copse.math.SymmetricEigen;
import copse.model.internal.Bfgs;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.Vectors;
import java.util.Arrays;

/// Finds the ψ that minimises a [MarginalLikelihood] and verifies it.
///
/// A quasi-Newton search (BFGS) comes close; Newton steps with the Hessian, central differences of the exact
/// gradient, finish and verify: the end is where the Newton decrement, twice what the criterion could still
/// fall, is below [#DECREMENT] and where the Hessian is positive definite. The search knows no bounds, since
/// the criterion is even in every column of Λ; an element of θ's diagonal that ends within rounding of 0 is set
/// to 0.
///
/// Source: Nocedal and Wright (2006), Numerical Optimization, 2nd ed., chapters 3 and 6.
final class JointSearch {
    // Here Newton's method takes over.
    private static final double NEAR = 1e-9;
    // ψ is then off by less than 3e-7 of its own standard error: twice the square of that is the decrement.
    private static final double DECREMENT = 1e-13;
    // Good enough where rounding or a flat valley near a variance of 0 lets the decrement fall no further.
    private static final double SETTLED = 1e-7;
    // A Hessian taken this close to the optimum is that of the optimum to 1e-5.
    private static final double SAME_PLACE = 1e-9;
    // A Hessian that makes the decrement fall less than this at a step is computed anew.
    private static final double SLOW = 0.01;
    private static final int MOST_STEPS = 150;
    private static final int MOST_NEWTON = 40;
    private static final int MOST_ESCAPES = 3;
    private static final int MOST_HALVINGS = 40;
    private static final double ARMIJO = 1e-4;
    private static final double NOISE = 1e-12;
    // A step along which the gradient hardly changes tells nothing of curvature.
    private static final double CURVED = 1e-10;
    // Share of a standard error: differences of the gradient are then good to about 1e-7.
    private static final double DIFFERENCE = 5e-4;
    // With so many rows the criterion is nearly a parabola over a standard error, and one-sided differences over this
    // share of it are as good, at half the cost.
    private static final long MANY = 50_000;
    private static final double SHORT_DIFFERENCE = 1e-5;
    // A guess of a standard error that is further off than this makes differences that are not to be believed.
    private static final double FAR_OFF = 20;
    // Of the Hessian with a unit diagonal: curving down beyond rounding, and not curving at all.
    private static final double NEGATIVE = 1e-6;
    private static final double FLAT = 1e-9;
    // Below this many units of the linear predictor an element on Λ's diagonal is a variance of 0.
    private static final double ZERO = 1e-5;
    // Standard deviations, in units of the linear predictor, from which an interior valley is sought.
    private static final double SECOND_START = 0.3;
    // One step may change θ by this many times its size or unit, and parameters on the log or logit scale by this much.
    private static final double LONGEST = 2;
    private static final double LONGEST_ESCAPE = 0.5;
    private static final double SHORTER = 0.2;

    private final MarginalLikelihood criterion;
    private final CovarianceTemplate template;

    JointSearch(MarginalLikelihood criterion) {
        this.criterion = criterion;
        this.template = criterion.cells().template;
    }

    /// @param psi canonical minimiser in standard coordinates
    /// @param at there, with gradient
    /// @param hessian of the criterion
    /// @param fixed which parameters are at a limit: they have no standard error
    /// @param undetermined which of the shape and the coefficients of zero inflation, these as the formula has
    ///     them and not in standard coordinates, have run off to where the likelihood is flat
    /// @param convergence the verdict
    record Optimum(
            double[] psi,
            Point at,
            double[][] hessian,
            boolean[] fixed,
            boolean[] undetermined,
            Convergence convergence) {}

    Optimum from(double[] start, double[][] inverse) {
        Point now = criterion.evaluate(start, true);
        if (!now.isValid()) {
            return failed(
                    now, new double[start.length][start.length], "the model has no valid mean where the search begins");
        }
        if (start.length == 0) {
            return new Optimum(
                    start, now, new double[0][0], new boolean[0], new boolean[0], new Convergence.Interior(1, 0));
        }
        Optimum found = descend(now, inverse);
        if (!(found.convergence() instanceof Convergence.Boundary)) {
            return found;
        }
        // the criterion may have a second, interior valley: look from where the variances are not 0
        double[] other = found.psi().clone();
        for (int k = 0; k < template.size(); k++) {
            if (template.entry(k).isDiagonal() && other[k] == 0) {
                other[k] = SECOND_START * unit(other);
            }
        }
        Point again = criterion.evaluate(other, true);
        if (Arrays.equals(other, found.psi()) || !again.isValid()) {
            return found;
        }
        Optimum second = descend(again, inverse);
        boolean lower = second.at().value() < found.at().value() - SETTLED
                && !(second.convergence() instanceof Convergence.Failed);
        return lower ? second : found;
    }

    private Optimum descend(Point start, double[][] inverse) {
        Point now = start;
        double[][] metric = copy(inverse);
        Polished polished = new Polished(now, new double[0][0], false, "", new double[0]);
        for (int escape = 0; escape <= MOST_ESCAPES; escape++) {
            now = quasiNewton(now, metric);
            polished = newton(now, metric);
            now = polished.at();
            if (polished.ok()) {
                return verdict(now, polished.hessian());
            }
            if (polished.escape().length == 0) {
                break;
            }
            now = criterion.evaluate(polished.escape(), true);
            metric = copy(inverse);
        }
        return failed(now, polished.hessian(), polished.trouble());
    }

    private Optimum failed(Point at, double[][] hessian, String reason) {
        double gradient = Vectors.largest(at.gradient());
        return new Optimum(
                at.psi(),
                at,
                hessian,
                new boolean[at.psi().length],
                new boolean[at.psi().length],
                new Convergence.Failed(criterion.evaluations(), gradient, reason));
    }

    private Optimum verdict(Point end, double[][] hessianThere) {
        double[] psi = end.psi().clone();
        double[] theta = template.canonical(criterion.theta(psi));
        boolean[] fixed = new boolean[psi.length];
        boolean boundary = false;
        double zero = ZERO * unit(psi);
        for (int k = 0; k < theta.length; k++) {
            if (template.entry(k).isDiagonal() && theta[k] < zero) {
                theta[k] = 0;
                fixed[k] = true;
                boundary = true;
            }
        }
        double[][] hessian = turned(hessianThere, psi, theta);
        System.arraycopy(theta, 0, psi, 0, theta.length);
        Point at = Arrays.equals(psi, end.psi()) ? end : criterion.evaluate(psi, true);
        boolean[] undetermined = undetermined(new ObservedInformation(hessian, fixed));
        if (criterion.family().hasShape()) {
            fixed[criterion.shapeAt()] = undetermined[criterion.shapeAt()];
        }
        if (areAll(undetermined, criterion.firstInflation())) {
            Arrays.fill(fixed, criterion.firstInflation(), fixed.length, true);
        }
        int evaluations = criterion.evaluations();
        double gradient = Vectors.largest(at.gradient());
        Convergence reached = boundary
                ? new Convergence.Boundary(evaluations, gradient)
                : new Convergence.Interior(evaluations, gradient);
        if (PredictorUnit.isFree(criterion.family()) && isAnyOfBeta(new ObservedInformation(hessian, fixed))) {
            reached = new Convergence.Failed(
                    evaluations, gradient, "an estimate runs off to infinity: the likelihood rises for ever");
        }
        return new Optimum(psi, at, hessian, fixed, undetermined, reached);
    }

    private static boolean areAll(boolean[] flags, int from) {
        boolean all = from < flags.length;
        for (int j = from; j < flags.length; j++) {
            all &= flags[j];
        }
        return all;
    }

    // Of the shape and, in the coordinates of the formula, of γ: there one coefficient may run off alone where in
    // standard coordinates two or more share the direction.
    private boolean[] undetermined(ObservedInformation information) {
        Matrix back = criterion.cells().inflation.back();
        int first = criterion.firstInflation();
        boolean[] out = new boolean[first + back.rows()];
        for (int j = criterion.shapeAt(); j < out.length; j++) {
            double[] weights = new double[out.length];
            weights[j] = 1;
            for (int k = first; k < out.length && j >= first; k++) {
                weights[k] = back.at(j - first, k - first);
            }
            out[j] = information.isUndetermined(weights);
        }
        return out;
    }

    private boolean isAnyOfBeta(ObservedInformation information) {
        for (int j = criterion.firstFixed(); j < criterion.shapeAt(); j++) {
            double[] weights = new double[criterion.firstInflation() + criterion.cells().r];
            weights[j] = 1;
            if (information.isUndetermined(weights)) {
                return true;
            }
        }
        return false;
    }

    // rows and columns of elements whose column of Λ has changed its sign
    private double[][] turned(double[][] hessian, double[] psi, double[] theta) {
        double[][] out = new double[hessian.length][];
        double[] sign = new double[hessian.length];
        Arrays.fill(sign, 1);
        for (int k = 0; k < theta.length; k++) {
            sign[k] = psi[k] * theta[k] < 0 ? -1 : 1;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = hessian[i].clone();
            for (int j = 0; j < out.length; j++) {
                out[i][j] *= sign[i] * sign[j];
            }
        }
        return out;
    }

    @SuppressWarnings("ReferenceEquality") // the line search gives its start itself back when it finds nothing better
    private Point quasiNewton(Point start, double[][] metric) {
        double[][] inverse = copy(metric);
        Point now = start;
        boolean fresh = true;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = Vectors.times(inverse, now.gradient(), -1);
            double slope = Vectors.dot(direction, now.gradient());
            if (!(slope < 0)) {
                if (fresh) {
                    break;
                }
                inverse = copy(metric);
                fresh = true;
                continue;
            }
            if (-slope < NEAR) {
                break;
            }
            Point next = lineSearch(now, direction, slope);
            if (next == now) {
                if (fresh) {
                    break;
                }
                inverse = copy(metric);
                fresh = true;
                continue;
            }
            fresh = false;
            update(inverse, now, next, units(now.psi()));
            now = next;
        }
        for (int i = 0; i < metric.length; i++) {
            System.arraycopy(inverse[i], 0, metric[i], 0, metric.length);
        }
        return now;
    }

    // Armijo, then interpolation; no early step runs away
    private Point lineSearch(Point from, double[] direction, double slope) {
        double step = Math.min(1, longest(from.psi(), direction));
        double noise = NOISE * Math.abs(from.value());
        for (int attempt = 0; attempt < MOST_HALVINGS; attempt++) {
            Point next = criterion.evaluate(Vectors.along(from.psi(), direction, step), true);
            double fall = next.value() - from.value();
            if (next.isValid() && fall <= ARMIJO * step * slope + noise) {
                return next;
            }
            double quadratic = next.isValid() ? -slope * step * step / (2 * (fall - slope * step)) : 0;
            step = Math.clamp(quadratic, 0.1 * step, 0.5 * step);
        }
        return from;
    }

    private double longest(double[] psi, double[] direction) {
        double most = Double.POSITIVE_INFINITY;
        double size = 0;
        double move = 0;
        for (int k = 0; k < template.size(); k++) {
            size = Math.max(size, Math.abs(psi[k]));
            move = Math.max(move, Math.abs(direction[k]));
        }
        if (move > 0) {
            most = Math.min(most, LONGEST * Math.max(unit(psi), size) / move);
        }
        for (int j = PredictorUnit.isFree(criterion.family()) ? criterion.firstFixed() : criterion.shapeAt();
                j < psi.length;
                j++) {
            if (direction[j] != 0) {
                most = Math.min(most, LONGEST * Math.max(1, Math.abs(psi[j])) / Math.abs(direction[j]));
            }
        }
        return most;
    }

    private static void update(double[][] inverse, Point from, Point to, double[] units) {
        double[] s = Vectors.minus(to.psi(), from.psi());
        double[] y = Vectors.minus(to.gradient(), from.gradient());
        double lengthS = 0;
        double lengthY = 0;
        for (int i = 0; i < s.length; i++) {
            lengthS = Math.hypot(lengthS, s[i] / units[i]);
            lengthY = Math.hypot(lengthY, y[i] * units[i]);
        }
        // where the line curves down it has no information about a minimum
        Bfgs.update(inverse, s, y, CURVED * lengthS * lengthY);
    }

    /// The end of the Newton phase; `escape` is where to start again, empty if there is nowhere to go.
    private record Polished(Point at, double[][] hessian, boolean ok, String trouble, double[] escape) {}

    @SuppressWarnings("ReferenceEquality") // the line search gives its start itself back when it finds nothing better
    private Polished newton(Point start, double[][] metric) {
        double[] nowhere = {};
        Point now = start;
        double[] units = units(start.psi());
        double[] steps = differences(metric, units);
        double[][] hessian = hessian(now, steps, units);
        double farthest = 0; // the largest decrement since the Hessian was taken
        double before = Double.POSITIVE_INFINITY;
        double decrement = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_NEWTON; step++) {
            double[] scale = scale(hessian);
            SymmetricEigen eigen = SymmetricEigen.of(scaled(hessian, scale));
            if (eigen.values()[0] < -NEGATIVE) {
                return escape(now, hessian, eigen.vector(0), scale);
            }
            double[] gradient = now.gradient().clone();
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] *= scale[j];
            }
            double[] direction = eigen.solve(gradient, FLAT * Math.max(Double.MIN_NORMAL, eigen.largest()));
            decrement = Vectors.dot(direction, gradient);
            for (int j = 0; j < direction.length; j++) {
                direction[j] *= -scale[j];
            }
            farthest = Math.max(farthest, decrement);
            boolean slow = decrement > SLOW * before;
            if (decrement < DECREMENT || slow && farthest > SAME_PLACE) {
                if (farthest <= SAME_PLACE) {
                    return new Polished(now, hessian, true, "", nowhere);
                }
                hessian = hessian(now, steps, units);
                farthest = 0;
                before = Double.POSITIVE_INFINITY;
                continue;
            }
            if (slow) {
                // as near as rounding lets it come
                return new Polished(now, hessian, decrement < SETTLED, "Newton's method did not settle", nowhere);
            }
            before = decrement;
            Point next = criterion.evaluate(
                    Vectors.along(now.psi(), direction, Math.min(1, longest(now.psi(), direction))), true);
            // near the end the criterion itself is noise; there the gradient decides
            boolean better = next.isValid() && (next.value() < now.value() || decrement < SETTLED);
            if (!better) {
                next = lineSearch(now, direction, -decrement);
                if (next == now) {
                    return new Polished(
                            now, hessian, decrement < SETTLED, "no step lowers the criterion any further", nowhere);
                }
            }
            now = next;
        }
        return new Polished(now, hessian, decrement < SETTLED, "Newton's method did not settle", nowhere);
    }

    private static double[] scale(double[][] hessian) {
        double[] scale = new double[hessian.length];
        for (int j = 0; j < scale.length; j++) {
            double size = Math.abs(hessian[j][j]);
            scale[j] = size > 0 ? 1 / Math.sqrt(size) : 1;
        }
        return scale;
    }

    private static double[][] scaled(double[][] hessian, double[] scale) {
        double[][] out = copy(hessian);
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[i][j] *= scale[i] * scale[j];
            }
        }
        return out;
    }

    private double unit(double[] psi) {
        return criterion.unit().at(criterion.omega(psi));
    }

    // what each parameter is measured against: θ and β have the units of the linear predictor, the others none
    private double[] units(double[] psi) {
        double[] units = new double[psi.length];
        Arrays.fill(units, 0, criterion.shapeAt(), unit(psi));
        Arrays.fill(units, criterion.shapeAt(), units.length, 1);
        return units;
    }

    private Polished escape(Point now, double[][] hessian, double[] down, double[] scale) {
        double[] direction = down.clone();
        double[] units = units(now.psi());
        double size = 0;
        double gradient = 0;
        for (int j = 0; j < direction.length; j++) {
            direction[j] *= scale[j];
            size = Math.max(size, Math.abs(direction[j]) / units[j]);
            gradient = Math.max(gradient, Math.abs(now.gradient()[j]) * units[j]);
        }
        for (double step = LONGEST_ESCAPE; step > ZERO; step *= SHORTER) {
            for (double sign : new double[] {1, -1}) {
                double[] psi = Vectors.along(now.psi(), direction, sign * step / size);
                if (criterion.evaluate(psi, false).value() < now.value()) {
                    return new Polished(now, hessian, false, "the criterion curves down", psi);
                }
            }
        }
        // the valley on either side of a variance of 0 is narrower than what counts as 0
        boolean settled = gradient * ZERO < SETTLED;
        return new Polished(now, hessian, settled, "the criterion curves down but does not fall", new double[0]);
    }

    // per parameter a share of its standard error
    private static double[] differences(double[][] inverse, double[] units) {
        double[] steps = new double[inverse.length];
        for (int j = 0; j < steps.length; j++) {
            steps[j] = DIFFERENCE * Math.sqrt(2 * Math.max(inverse[j][j], 1e-18 * units[j] * units[j]));
        }
        return steps;
    }

    /// Central differences of the gradient.
    ///
    /// @param steps per parameter; one that proves to be far from a share of the standard error is put right.
    ///     *Modified.*
    /// @param units per parameter
    private double[][] hessian(Point at, double[] steps, double[] units) {
        int size = steps.length;
        double[][] h = new double[size][];
        boolean oneSided = criterion.cells().cells.rows() >= MANY;
        for (int j = 0; j < size; j++) {
            h[j] = oneSided ? shortColumn(at, j, steps[j]) : column(at, j, steps[j]);
            double wanted = h[j][j] > 0 ? DIFFERENCE * Math.sqrt(2 / h[j][j]) : steps[j];
            if (wanted < steps[j] / FAR_OFF || wanted > steps[j] * FAR_OFF) {
                double limit = DIFFERENCE * Math.max(units[j], Math.abs(at.psi()[j]));
                double next = Math.min(wanted, Math.max(limit, steps[j]));
                if (next != steps[j]) {
                    steps[j] = next;
                    h[j] = column(at, j, steps[j]);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (h[i][j] + h[j][i]);
                h[i][j] = mean;
                h[j][i] = mean;
            }
        }
        return h;
    }

    private double[] shortColumn(Point at, int j, double step) {
        double[] up = at.psi().clone();
        up[j] += step * SHORT_DIFFERENCE / DIFFERENCE;
        Point above = criterion.evaluate(up, true);
        if (!above.isValid()) {
            return column(at, j, step);
        }
        double[] column = new double[up.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = (above.gradient()[i] - at.gradient()[i]) / (up[j] - at.psi()[j]);
        }
        return column;
    }

    private double[] column(Point at, int j, double step) {
        double[] up = at.psi().clone();
        double[] down = at.psi().clone();
        up[j] += step;
        down[j] -= step;
        Point above = criterion.evaluate(up, true);
        Point below = criterion.evaluate(down, true);
        double[] column = new double[up.length];
        for (int i = 0; i < column.length; i++) {
            if (above.isValid() && below.isValid()) {
                column[i] = (above.gradient()[i] - below.gradient()[i]) / (up[j] - down[j]);
            } else if (above.isValid()) {
                column[i] = (above.gradient()[i] - at.gradient()[i]) / (up[j] - at.psi()[j]);
            } else if (below.isValid()) {
                column[i] = (at.gradient()[i] - below.gradient()[i]) / (at.psi()[j] - down[j]);
            }
        }
        return column;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] out = new double[matrix.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = matrix[i].clone();
        }
        return out;
    }
}
