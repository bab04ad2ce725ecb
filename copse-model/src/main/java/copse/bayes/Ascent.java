package copse.bayes;

import copse.math.Matrix;
import copse.math.SymmetricEigen;
import copse.mcmc.LogDensity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Climbs a density whose first coordinates, the head, hang on each other and whose others are nearly standard
/// normal and independent: limited-memory BFGS with the inverse of the head's second derivatives, and ones, as
/// its first guess.
///
/// Cost: some tens of gradients, and two per coordinate of the head for each guess.
///
/// Source: Nocedal and Wright (2006), Numerical Optimization, 2nd ed., section 7.2.
final class Ascent {
    // Of what a step could still gain: posterior draws vary by the dimension.
    private static final double SETTLED = 1e-5;
    private static final int MOST_STEPS = 60;
    private static final int MOST_GUESSES = 8;
    private static final int MOST_HALVINGS = 30;
    private static final int MEMORY = 8;
    private static final double ARMIJO = 1e-4;
    // No coordinate of the head moves further in a step than this, or than it is from 0: sds are on the log scale.
    private static final double LONGEST = 2;
    private static final double DIFFERENCE = 1e-4;
    // Of second derivatives with a unit diagonal: flatter directions are not believed.
    private static final double FLAT = 1e-3;

    private final LogDensity density;
    private final int head;

    /// @param density what to climb; its work arrays are used
    /// @param head number of coordinates that hang on each other
    Ascent(LogDensity density, int head) {
        this.density = density;
        this.head = head;
    }

    /// Where a climb ended.
    ///
    /// @param position the highest point found
    /// @param value the density there
    /// @param settled whether no step could gain anything that matters
    /// @param precision of the head: its negative second derivatives, made positive definite
    record Summit(double[] position, double value, boolean settled, Matrix precision) {}

    private record Pair(double[] s, double[] y, double rho) {}

    /// @param start not modified
    /// @return where it ended; the value is not finite if that of the start is not
    Summit climb(double[] start) {
        double[] x = start.clone();
        double[] gradient = new double[x.length];
        double value = density.evaluate(x, gradient);
        boolean settled = false;
        Head curvature = curvature(x);
        for (int guess = 0; guess < MOST_GUESSES && !settled && Double.isFinite(value); guess++) {
            Deque<Pair> pairs = new ArrayDeque<>();
            boolean moved = false;
            for (int step = 0; step < MOST_STEPS; step++) {
                double[] direction = direction(gradient, pairs, curvature);
                double slope = CellData.dot(direction, gradient);
                if (slope < SETTLED) {
                    settled = slope >= 0;
                    break;
                }
                double[] next = new double[x.length];
                double[] nextGradient = new double[x.length];
                double nextValue = search(x, value, direction, slope, next, nextGradient);
                if (!(nextValue > value)) {
                    break;
                }
                moved = true;
                remember(pairs, x, gradient, next, nextGradient);
                x = next;
                gradient = nextGradient;
                value = nextValue;
            }
            curvature = curvature(x);
            if (!moved) {
                break;
            }
            // the guess may have been poor where the climb began
            settled = settled && CellData.dot(direction(gradient, new ArrayDeque<>(), curvature), gradient) < 1e-3;
        }
        return new Summit(x, value, settled, curvature.precision());
    }

    // the value at the first of the full step and its parts that rises enough; not above `value` if none does
    private double search(
            double[] x, double value, double[] direction, double slope, double[] next, double[] nextGradient) {
        double length = 1;
        for (int i = 0; i < head; i++) {
            double most = Math.max(LONGEST, Math.abs(x[i]));
            if (Math.abs(direction[i]) * length > most) {
                length = most / Math.abs(direction[i]);
            }
        }
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            for (int i = 0; i < x.length; i++) {
                next[i] = x[i] + length * direction[i];
            }
            double there = density.evaluate(next, nextGradient);
            if (there >= value + ARMIJO * length * slope && isFinite(nextGradient)) {
                return there;
            }
            double rise = there - value;
            double best = Double.isFinite(rise) ? slope * length * length / (2 * (slope * length - rise)) : 0;
            length = Math.clamp(best, 0.1 * length, 0.5 * length);
        }
        return Double.NEGATIVE_INFINITY;
    }

    private static boolean isFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static void remember(Deque<Pair> pairs, double[] x, double[] g, double[] nextX, double[] nextG) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        for (int i = 0; i < s.length; i++) {
            s[i] = nextX[i] - x[i];
            y[i] = g[i] - nextG[i];
        }
        double sy = CellData.dot(s, y);
        if (sy > 1e-10 * Math.sqrt(CellData.dot(s, s) * CellData.dot(y, y))) {
            pairs.addLast(new Pair(s, y, 1 / sy));
            if (pairs.size() > MEMORY) {
                pairs.removeFirst();
            }
        }
    }

    private double[] direction(double[] gradient, Deque<Pair> pairs, Head curvature) {
        double[] q = gradient.clone();
        List<Pair> newest = new ArrayList<>(pairs.reversed());
        double[] alpha = new double[newest.size()];
        for (int k = 0; k < alpha.length; k++) {
            alpha[k] = newest.get(k).rho() * CellData.dot(newest.get(k).s(), q);
            add(q, -alpha[k], newest.get(k).y());
        }
        double[] own = curvature.inverse().times(Arrays.copyOf(q, head));
        System.arraycopy(own, 0, q, 0, head);
        for (int k = alpha.length - 1; k >= 0; k--) {
            double beta = newest.get(k).rho() * CellData.dot(newest.get(k).y(), q);
            add(q, alpha[k] - beta, newest.get(k).s());
        }
        return q;
    }

    private static void add(double[] into, double factor, double[] vector) {
        for (int i = 0; i < into.length; i++) {
            into[i] += factor * vector[i];
        }
    }

    private record Head(Matrix precision, Matrix inverse) {}

    /// Negative second derivatives of the head by central differences, every eigenvalue with its sign turned to
    /// plus and kept off 0, on the scale where the diagonal is 1.
    private Head curvature(double[] position) {
        double[][] h = new double[head][head];
        double[] x = position.clone();
        double[] up = new double[x.length];
        double[] down = new double[x.length];
        for (int j = 0; j < head; j++) {
            double step = DIFFERENCE * Math.max(1, Math.abs(position[j]));
            x[j] = position[j] + step;
            density.evaluate(x, up);
            x[j] = position[j] - step;
            density.evaluate(x, down);
            x[j] = position[j];
            for (int i = 0; i < head; i++) {
                double value = (down[i] - up[i]) / (2 * step);
                h[i][j] = Double.isFinite(value) ? value : 0;
            }
        }
        double[] scale = new double[head];
        for (int i = 0; i < head; i++) {
            double size = Math.abs(h[i][i]);
            scale[i] = size > 0 ? Math.sqrt(size) : 1;
        }
        double[][] scaled = new double[head][head];
        for (int i = 0; i < head; i++) {
            for (int j = 0; j < head; j++) {
                scaled[i][j] = (h[i][j] + h[j][i]) / (2 * scale[i] * scale[j]);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(scaled);
        double[] precision = new double[head * head];
        double[] inverse = new double[head * head];
        for (int v = 0; v < head; v++) {
            double size = Math.max(Math.abs(eigen.values()[v]), FLAT);
            double[] vector = eigen.vector(v);
            for (int i = 0; i < head; i++) {
                for (int j = 0; j < head; j++) {
                    double product = vector[i] * vector[j];
                    precision[i + j * head] += size * product * scale[i] * scale[j];
                    inverse[i + j * head] += product / (size * scale[i] * scale[j]);
                }
            }
        }
        return new Head(Matrix.wrap(head, head, precision), Matrix.wrap(head, head, inverse));
    }
}
