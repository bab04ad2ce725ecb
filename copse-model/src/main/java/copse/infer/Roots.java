package copse.infer;

import java.util.function.DoubleUnaryOperator;

/// Zeros of functions of one variable.
public final class Roots {
    // A few units in the last place: below it the bracket no longer shrinks.
    private static final double RELATIVE = 4e-15;

    // Halving alone needs 60 to 1100 steps for doubles; interpolation about ten.
    private static final int MOST_STEPS = 200;

    private Roots() {}

    /// The zero between two points where the function has different signs, by the method of Illinois: the
    /// secant, with the value at an end that stays twice in a row halved so that neither end can get stuck.
    ///
    /// Source: Dowell and Jarratt (1971), A modified regula falsi method for computing the root of an equation,
    /// BIT 11.
    ///
    /// @param f continuous
    /// @param low an end
    /// @param high the other end
    /// @return the zero, or the end closer to one if the signs do not differ
    public static double find(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        if (fa == 0 || fa * fb > 0) {
            return Math.abs(fa) <= Math.abs(fb) ? a : b;
        }
        int side = 0;
        for (int step = 0; step < MOST_STEPS && Math.abs(b - a) > RELATIVE * Math.abs(a + b); step++) {
            double x = b - fb * (b - a) / (fb - fa);
            double fx = f.applyAsDouble(x);
            if (fx == 0) {
                return x;
            }
            if (fx * fb > 0) {
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
        return b - fb * (b - a) / (fb - fa);
    }
}
