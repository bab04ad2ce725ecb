package copse.glmm;

import copse.glmm.MarginalLikelihood.Point;
import copse.model.internal.Bfgs;
import copse.model.internal.Vectors;
import org.jspecify.annotations.Nullable;

/// Minimises a criterion with one quantity held at a value: how far the likelihood falls along a profile.
///
/// Sequential quadratic programming: a step minimises a quadratic model under the linearised condition; the
/// model's inverse curvature is kept by BFGS from one value to the next. An instance belongs to one thread.
///
/// Source: Nocedal and Wright (2006), Numerical Optimization, 2nd ed., chapter 18.
final class HeldSearch {
    // ζ is off by half of this over ζ.
    private static final double DECREMENT = 1e-9;
    private static final int MOST_STEPS = 60;
    private static final int MOST_HALVINGS = 25;
    private static final double NOISE = 1e-11;
    // Of a standard error: the condition holds.
    private static final double HELD = 1e-9;

    // A step along which the gradient hardly changes tells nothing of curvature.
    private static final double CURVED = 1e-8;

    private final MarginalLikelihood criterion;
    private final Quantity quantity;
    private final double minimum;
    private final double[][] inverse; // about that of the criterion's Hessian
    private final double standardError;
    private double[] warm;

    HeldSearch(GlmmFit fit, Quantity quantity) {
        this.criterion = fit.newCriterion();
        this.quantity = quantity;
        this.minimum = fit.criterion();
        this.warm = fit.optimum().psi();
        // at a variance of 0 the criterion still curves, and its curvature tells how far to look
        double[][] covariance = new ObservedInformation(fit.optimum().hessian(), new boolean[warm.length]).covariance();
        this.inverse = new double[covariance.length][covariance.length];
        for (int i = 0; i < inverse.length; i++) {
            for (int j = 0; j < inverse.length; j++) {
                inverse[i][j] = covariance[i][j] / 2;
            }
        }
        this.standardError = GlmmIntervals.root(covariance, quantity.gradient(warm));
    }

    double standardError() {
        return standardError;
    }

    /// Root of how far −2 log likelihood rises when the quantity is held; NaN if no minimum was found.
    double zeta(double value) {
        Point at = criterion.evaluate(warm, true);
        if (!at.isValid()) {
            return Double.NaN;
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] a = quantity.gradient(at.psi());
            double gap = value - quantity.value(at.psi());
            double[] ha = Vectors.times(inverse, a, 1);
            double[] hg = Vectors.times(inverse, at.gradient(), 1);
            double length = Vectors.dot(a, ha);
            if (!(length > 0)) {
                return Double.NaN;
            }
            double multiplier = (gap + Vectors.dot(a, hg)) / length;
            double[] direction = new double[a.length];
            double decrement = 0;
            for (int i = 0; i < a.length; i++) {
                direction[i] = multiplier * ha[i] - hg[i];
                decrement += direction[i] * (multiplier * a[i] - at.gradient()[i]);
            }
            if (Math.abs(gap) <= HELD * standardError && decrement < DECREMENT) {
                warm = at.psi();
                return Math.sqrt(Math.max(0, at.value() - minimum));
            }
            Point next = move(at, direction, value, Math.abs(multiplier) + 1);
            if (next == null) {
                warm = at.psi();
                boolean near = Math.abs(gap) <= 1e-4 * standardError && decrement < 1e-5;
                return near ? Math.sqrt(Math.max(0, at.value() - minimum)) : Double.NaN;
            }
            update(at, next, multiplier);
            at = next;
        }
        return Double.NaN;
    }

    // the first of the step and its halves that lowers the criterion and what is left of the condition, or null
    private @Nullable Point move(Point from, double[] direction, double value, double penalty) {
        double merit = from.value() + 2 * penalty * Math.abs(value - quantity.value(from.psi()));
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] psi = from.psi().clone();
            for (int i = 0; i < psi.length; i++) {
                psi[i] += length * direction[i];
            }
            Point next = criterion.evaluate(psi, true);
            if (next.isValid()
                    && next.value() + 2 * penalty * Math.abs(value - quantity.value(psi))
                            <= merit + NOISE * Math.abs(merit)) {
                return next;
            }
            length /= 2;
        }
        return null;
    }

    // curvature of the criterion less the multiplier times the quantity
    private void update(Point from, Point to, double multiplier) {
        int n = inverse.length;
        double[] s = new double[n];
        double[] y = new double[n];
        double[] before = quantity.gradient(from.psi());
        double[] after = quantity.gradient(to.psi());
        for (int i = 0; i < n; i++) {
            s[i] = to.psi()[i] - from.psi()[i];
            y[i] = to.gradient()[i] - from.gradient()[i] - multiplier * (after[i] - before[i]);
        }
        Bfgs.update(inverse, s, y, Bfgs.least(CURVED, s, y));
    }
}
