package copse.lmm;

import copse.math.SymmetricEigen;
import copse.model.internal.Bfgs;
import copse.model.internal.Vectors;
import java.util.Arrays;

/// Finds the θ that minimises a [Criterion] and verifies it.
///
/// Steps by average information come close if the start is good, a quasi-Newton search (BFGS) if it is not;
/// Newton steps with the Hessian of [Curvature], which the gradients of later steps correct, finish and verify:
/// the end is where the Newton decrement, twice what the criterion could still fall, is below [#DECREMENT], and
/// where the Hessian is positive definite. The search knows no bounds, since the criterion is even in every
/// column of Λ; an element that ends within rounding of 0 is set to 0.
///
/// Source: Nocedal and Wright (2006), Numerical Optimization, 2nd ed., chapters 3 and 6.
final class Minimiser {
    // Close enough for Newton's method to take over.
    private static final double NEAR = 1e-2;
    // θ is then off by less than 3e-7 of its own standard error: twice the square of that is the decrement.
    private static final double DECREMENT = 1e-13;
    // Differences between the gradients of steps shorter than this are mostly rounding: they tell nothing of curvature.
    private static final double INFORMATIVE = 1e-9;
    // Good enough where rounding or a flat valley near a variance of 0 lets the decrement fall no further.
    private static final double SETTLED = 1e-8;
    // A Hessian that makes the decrement fall less than this at a step is computed anew.
    private static final double SLOW = 0.01;
    // A step along which the gradient hardly changes tells nothing of curvature.
    private static final double CURVED = 1e-10;
    private static final double LONGER = 10;
    private static final int MOST_STEPS = 200;
    private static final int MOST_SCORING = 12;
    // Where a variance is just about 0 the criterion is flat as θ⁴, and every Newton step takes off but a third of θ.
    private static final int MOST_NEWTON = 100;
    private static final int MOST_ESCAPES = 3;
    // Against the largest eigenvalue of the Hessian: curving down beyond rounding, and not curving at all.
    private static final double NEGATIVE = 1e-6;
    private static final double FLAT = 1e-9;
    // A step that changes a diagonal element of Λ by more than this share of it leaves where its model holds.
    private static final double TRUSTED = 0.5;
    // Below this an element on Λ's diagonal is a variance of 0: 1e-10 of the residual variance.
    private static final double ZERO = 1e-5;

    // Where the criterion curves down a lower point is sought at these distances; a variance that is nearly 0 has its
    // valley close by.
    private static final double LONGEST_ESCAPE = 0.5;
    private static final double SHORTER = 0.2;

    // Well inside: a third of the residual standard deviation.
    private static final double SECOND_START = 0.3;

    private final Criterion criterion;
    private final Curvature curvature;

    Minimiser(Criterion criterion) {
        this.criterion = criterion;
        this.curvature = new Curvature(criterion);
    }

    /// @param theta canonical minimiser
    /// @param evaluation there, with gradient
    /// @param convergence the verdict
    record Optimum(double[] theta, Evaluation evaluation, Convergence convergence) {}

    Optimum from(double[] start) {
        if (start.length == 0) {
            Evaluation only = criterion.evaluate(start, true);
            return new Optimum(start, only, new Convergence.Interior(1, 0));
        }
        Optimum found = descend(criterion.evaluate(start, true));
        if (found.convergence() instanceof Convergence.Boundary) {
            // the criterion may have a second, interior valley: look from where the variance is not 0
            double[] other = found.theta().clone();
            for (int k = 0; k < other.length; k++) {
                if (criterion.template().entry(k).isDiagonal() && other[k] == 0) {
                    other[k] = SECOND_START;
                }
            }
            Optimum second = descend(criterion.evaluate(other, true));
            if (second.evaluation().criterion() < found.evaluation().criterion() - DECREMENT) {
                return second;
            }
        }
        return found;
    }

    private Optimum descend(Evaluation at) {
        Evaluation now = at;
        String trouble = "";
        for (int escape = 0; escape <= MOST_ESCAPES; escape++) {
            now = quasiNewton(scoring(now));
            Polished polished = newton(now);
            now = polished.at();
            if (polished.ok()) {
                return verdict(now);
            }
            trouble = polished.trouble();
            if (polished.escape().length == 0) {
                break;
            }
            now = criterion.evaluate(polished.escape(), true);
        }
        double[] theta = criterion.template().canonical(now.theta());
        return new Optimum(
                theta, now, new Convergence.Failed(criterion.evaluations(), Vectors.largest(now.gradient()), trouble));
    }

    private Optimum verdict(Evaluation at) {
        double[] theta = criterion.template().canonical(at.theta());
        boolean boundary = false;
        for (int k = 0; k < theta.length; k++) {
            if (criterion.template().entry(k).isDiagonal() && theta[k] < ZERO) {
                theta[k] = 0;
                boundary = true;
            }
        }
        Evaluation end = Arrays.equals(theta, at.theta()) ? at : criterion.evaluate(theta, true);
        criterion.moveTo(end);
        int evaluations = criterion.evaluations();
        double gradient = Vectors.largest(end.gradient());
        return new Optimum(
                theta,
                end,
                boundary
                        ? new Convergence.Boundary(evaluations, gradient)
                        : new Convergence.Interior(evaluations, gradient));
    }

    // Steps by average information, as long as they are short enough to be believed and lower the criterion
    private Evaluation scoring(Evaluation start) {
        Evaluation now = start;
        for (int step = 0; step < MOST_SCORING; step++) {
            SymmetricEigen eigen = SymmetricEigen.of(curvature.averageInformation(now));
            double[] direction = eigen.solve(now.gradient(), FLAT * eigen.largest());
            if (Vectors.dot(direction, now.gradient()) < NEAR || !isTrusted(now.theta(), direction)) {
                return now;
            }
            Evaluation next = criterion.evaluate(Vectors.along(now.theta(), direction, -1));
            if (!(next.criterion() < now.criterion())) {
                return now;
            }
            now = criterion.withGradient(next);
        }
        return now;
    }

    private boolean isTrusted(double[] theta, double[] direction) {
        for (int k = 0; k < theta.length; k++) {
            if (criterion.template().entry(k).isDiagonal()
                    && !(Math.abs(direction[k]) <= TRUSTED * Math.abs(theta[k]))) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // the line search gives its start itself back when it finds nothing better
    private Evaluation quasiNewton(Evaluation start) {
        double[][] inverse = initialInverse(start.theta());
        Evaluation now = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = Vectors.times(inverse, now.gradient(), -1);
            double slope = Vectors.dot(direction, now.gradient());
            if (!(slope < 0)) {
                inverse = initialInverse(now.theta());
                direction = Vectors.times(inverse, now.gradient(), -1);
                slope = Vectors.dot(direction, now.gradient());
            }
            if (-slope < NEAR) {
                return now;
            }
            Evaluation next = lineSearch(now, direction, slope);
            if (next == now) {
                return now;
            }
            update(inverse, now, next);
            now = next;
        }
        return now;
    }

    // About the inverse Hessian of a well-determined scale: L levels make the criterion 2L log θ + c/θ² near its end.
    private double[][] initialInverse(double[] theta) {
        double[][] inverse = new double[theta.length][theta.length];
        for (int i = 0; i < theta.length; i++) {
            int grouping = criterion.template().entry(i).grouping();
            int levels =
                    criterion.standard().products().groupings().get(grouping).levels();
            double size = criterion.template().entry(i).isDiagonal() ? Math.max(ZERO, Math.abs(theta[i])) : 1;
            inverse[i][i] = size * size / (4.0 * levels);
        }
        return inverse;
    }

    // Armijo, then interpolation; the step is also held below the size of θ so that no early step runs away
    private Evaluation lineSearch(Evaluation from, double[] direction, double slope) {
        double length = Math.sqrt(Vectors.dot(direction, direction));
        double size = Math.max(1, Math.sqrt(Vectors.dot(from.theta(), from.theta())));
        double step = Math.min(1, 2 * size / length);
        double noise = 1e-12 * Math.abs(from.criterion());
        for (int attempt = 0; attempt < 40; attempt++) {
            Evaluation next = criterion.evaluate(Vectors.along(from.theta(), direction, step));
            double fall = next.criterion() - from.criterion();
            if (Double.isFinite(fall) && fall <= 1e-4 * step * slope + noise) {
                return criterion.withGradient(next);
            }
            double quadratic = Double.isFinite(fall) ? -slope * step * step / (2 * (fall - slope * step)) : 0;
            step = Math.clamp(quadratic, 0.1 * step, 0.5 * step);
        }
        return from;
    }

    private static void update(double[][] inverse, Evaluation from, Evaluation to) {
        double[] s = Vectors.minus(to.theta(), from.theta());
        double[] y = Vectors.minus(to.gradient(), from.gradient());
        if (!Bfgs.update(inverse, s, y, Bfgs.least(CURVED, s, y))) {
            // the line curves down here: no information about a minimum, but the steps are too short
            for (double[] row : inverse) {
                for (int j = 0; j < row.length; j++) {
                    row[j] *= LONGER;
                }
            }
        }
    }

    /// The end of the Newton phase; `escape` is where to start again, empty if there is nowhere to go.
    private record Polished(Evaluation at, boolean ok, String trouble, double[] escape) {}

    // One Hessian serves all steps, since it costs most; what the gradients of each step tell of it is built in.
    @SuppressWarnings("ReferenceEquality") // the line search gives its start itself back when it finds nothing better
    private Polished newton(Evaluation start) {
        double[] nowhere = {};
        Evaluation now = start;
        double[][] hessian = curvature.hessian(now);
        SymmetricEigen eigen = SymmetricEigen.of(hessian);
        double before = Double.POSITIVE_INFINITY;
        double decrement = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_NEWTON; step++) {
            double scale = Math.max(Double.MIN_NORMAL, eigen.largest());
            if (eigen.values()[0] < -NEGATIVE * scale) {
                return escape(now, eigen);
            }
            // flat: at a boundary some elements of θ make no difference
            double[] direction = eigen.solve(now.gradient(), FLAT * scale);
            decrement = Vectors.dot(direction, now.gradient());
            if (decrement < DECREMENT) {
                return new Polished(now, true, "", nowhere);
            }
            if (decrement > SLOW * before) {
                hessian = curvature.hessian(now);
                eigen = SymmetricEigen.of(hessian);
                before = Double.POSITIVE_INFINITY;
                continue;
            }
            before = decrement;
            Evaluation next = criterion.evaluate(Vectors.along(now.theta(), direction, -1), true);
            // near the end the criterion itself is noise; there the gradient decides
            boolean better = next.criterion() < now.criterion()
                    || Vectors.largest(next.gradient()) < Vectors.largest(now.gradient());
            if (!better) {
                for (int i = 0; i < direction.length; i++) {
                    direction[i] = -direction[i];
                }
                next = lineSearch(now, direction, -decrement);
                if (next == now) {
                    return new Polished(now, decrement < SETTLED, "no step lowers the criterion any further", nowhere);
                }
            }
            if (decrement > INFORMATIVE && curve(hessian, now, next)) {
                eigen = SymmetricEigen.of(hessian);
            }
            now = next;
        }
        return new Polished(now, decrement < SETTLED, "Newton's method did not settle", nowhere);
    }

    // Broyden, Fletcher, Goldfarb and Shanno: the Hessian then maps the step to the change of the gradient, and stays
    // positive definite if it was; false, and no change, if the line does not curve up
    private static boolean curve(double[][] hessian, Evaluation from, Evaluation to) {
        double[] s = Vectors.minus(to.theta(), from.theta());
        double[] y = Vectors.minus(to.gradient(), from.gradient());
        double[] hs = Vectors.times(hessian, s, 1);
        double sy = Vectors.dot(s, y);
        double shs = Vectors.dot(s, hs);
        if (sy <= SLOW * shs || !(shs > 0)) {
            return false;
        }
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < s.length; j++) {
                hessian[i][j] += y[i] * y[j] / sy - hs[i] * hs[j] / shs;
            }
        }
        return true;
    }

    private Polished escape(Evaluation now, SymmetricEigen eigen) {
        double[] down = eigen.vector(0);
        for (double step = LONGEST_ESCAPE; step > ZERO; step *= SHORTER) {
            for (double sign : new double[] {1, -1}) {
                double[] theta = Vectors.along(now.theta(), down, sign * step);
                if (criterion.evaluate(theta).criterion() < now.criterion()) {
                    return new Polished(now, false, "the criterion curves down", theta);
                }
            }
        }
        // the valley on either side of a variance of 0 is narrower than what counts as 0
        boolean settled = Vectors.largest(now.gradient()) * ZERO < SETTLED;
        return new Polished(now, settled, "the criterion curves down but does not fall", new double[0]);
    }
}
