package copse.power;

import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/// Answers by monotone search.
final class Monotone {
    /// A few units in the last place: below it the bracket no longer shrinks.
    private static final double RELATIVE = 4e-15;

    /// Halving alone needs 60 to 1100 steps for doubles; interpolation about ten.
    private static final int MOST_STEPS = 200;

    /// Counts above this are beyond any trial, and would lose whole numbers in a double.
    static final double MOST = 1e12;

    private Monotone() {}

    /// @param holds false up to some whole number and true from there on
    /// @param least first number tried
    /// @return the smallest whole number from `least` on for which it holds; empty if it does not up to [#MOST]
    static OptionalDouble smallest(DoublePredicate holds, double least) {
        if (holds.test(least)) {
            return OptionalDouble.of(least);
        }
        double fails = least;
        double step = 1;
        while (!holds.test(fails + step)) {
            fails += step;
            step *= 2;
            if (fails > MOST) {
                return OptionalDouble.empty();
            }
        }
        double works = fails + step;
        while (works - fails > 1) {
            double middle = Math.rint(0.5 * (fails + works));
            if (holds.test(middle)) {
                works = middle;
            } else {
                fails = middle;
            }
        }
        return OptionalDouble.of(works);
    }

    /// The zero between two points where a function has different signs, by the method of Illinois.
    ///
    /// Source: Dowell and Jarratt (1971), A modified regula falsi method for computing the root of an equation,
    /// BIT 11.
    ///
    /// @param f continuous
    /// @param low an end
    /// @param high the other end
    /// @return the zero; empty if the signs do not differ
    static OptionalDouble root(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        if (fa == 0 || fb == 0) {
            return OptionalDouble.of(fa == 0 ? a : b);
        }
        if (fa > 0 == fb > 0) {
            return OptionalDouble.empty();
        }
        int side = 0;
        for (int step = 0; step < MOST_STEPS && Math.abs(b - a) > RELATIVE * Math.abs(a + b); step++) {
            double x = b - fb * (b - a) / (fb - fa);
            double fx = f.applyAsDouble(x);
            if (fx == 0) {
                return OptionalDouble.of(x);
            }
            if (fx > 0 == fb > 0) {
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
        return OptionalDouble.of(b - fb * (b - a) / (fb - fa));
    }
}
