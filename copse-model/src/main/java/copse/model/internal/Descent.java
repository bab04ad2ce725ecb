package copse.model.internal;

/// Minimises a smooth function without constraints by BFGS, keeping what it has learned of the curvature from
/// one function to the next: along a profile neighbours are alike.
///
/// Source: Nocedal and Wright (2006), Numerical Optimization, 2nd ed., chapter 6.
public final class Descent {
    // The function is then within about 1e-10 of its minimum: a limit of a profile moves by 1e-10 of its width.
    private static final double DECREMENT = 1e-10;
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double ARMIJO = 1e-4;
    private static final double CURVATURE = 1e-10;

    /// A function with its gradient.
    public interface Function {
        /// @param x where
        /// @param gradient filled. *Modified.*
        /// @return the value
        double evaluate(double[] x, double[] gradient);
    }

    /// Where the search ended.
    ///
    /// @param x minimiser
    /// @param value the function there
    /// @param converged whether the decrement fell below what counts
    public record Point(double[] x, double value, boolean converged) {}

    private final double[] scale;
    private double[][] inverse;

    /// @param scale per variable, a guess of the inverse second derivative
    public Descent(double[] scale) {
        this.scale = scale.clone();
        this.inverse = diagonal(scale);
    }

    /// @param f the function
    /// @param start where to begin; not modified
    /// @return where it ended
    public Point minimise(Function f, double[] start) {
        int n = start.length;
        double[] x = start.clone();
        double[] gradient = new double[n];
        double value = f.evaluate(x, gradient);
        if (n == 0) {
            return new Point(x, value, true);
        }
        boolean fresh = false;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = Vectors.times(inverse, gradient, -1);
            double slope = Vectors.dot(direction, gradient);
            if (!(slope < 0)) {
                reset();
                fresh = true;
                direction = Vectors.times(inverse, gradient, -1);
                slope = Vectors.dot(direction, gradient);
            }
            if (-slope < DECREMENT) {
                return new Point(x, value, true);
            }
            double length = Math.min(1, 2 / Math.sqrt(Vectors.dot(direction, direction)));
            double noise = 1e-13 * Math.abs(value);
            boolean moved = false;
            for (int halving = 0; halving < MOST_HALVINGS; halving++) {
                double[] next = x.clone();
                for (int i = 0; i < n; i++) {
                    next[i] += length * direction[i];
                }
                double[] nextGradient = new double[n];
                double nextValue = f.evaluate(next, nextGradient);
                if (nextValue <= value + ARMIJO * length * slope + noise) {
                    double[] s = Vectors.minus(next, x);
                    double[] y = Vectors.minus(nextGradient, gradient);
                    Bfgs.update(inverse, s, y, Bfgs.least(CURVATURE, s, y));
                    x = next;
                    value = nextValue;
                    gradient = nextGradient;
                    moved = true;
                    break;
                }
                double fall = nextValue - value;
                double best = Double.isFinite(fall) ? -slope * length * length / (2 * (fall - slope * length)) : 0;
                length = Math.clamp(best, 0.1 * length, 0.5 * length);
            }
            if (!moved) {
                if (fresh) {
                    return new Point(x, value, false);
                }
                reset();
                fresh = true;
            } else {
                fresh = false;
            }
        }
        return new Point(x, value, false);
    }

    private void reset() {
        inverse = diagonal(scale);
    }

    private static double[][] diagonal(double[] values) {
        double[][] matrix = new double[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            matrix[i][i] = values[i];
        }
        return matrix;
    }
}
