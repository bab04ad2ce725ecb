package copse.power;

import copse.infer.Roots;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/// Answers by monotone search.
final class Monotone {
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

    /// The zero between two points where a function has different signs.
    ///
    /// @param f continuous
    /// @param low an end
    /// @param high the other end
    /// @return the zero; empty if the signs do not differ
    static OptionalDouble root(DoubleUnaryOperator f, double low, double high) {
        double a = f.applyAsDouble(low);
        double b = f.applyAsDouble(high);
        return a != 0 && b != 0 && a > 0 == b > 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Roots.find(f, low, high));
    }
}
