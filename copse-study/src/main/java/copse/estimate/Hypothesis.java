package copse.estimate;

/// What a test holds an effect against.
///
/// Effects are treatment less control; in which direction they are good is part of the hypothesis where it
/// matters, never of the data.
public sealed interface Hypothesis {
    /// Two-sided: the effect is `value`, against any other.
    ///
    /// @param value of no effect, 0 for a difference, 1 for a ratio
    record Equality(double value) implements Hypothesis {}

    /// One-sided: the effect is not beyond `margin` in the direction that is better.
    ///
    /// @param margin how much better it must be at least; 0 for a plain one-sided test
    /// @param better which way is better
    record Superiority(double margin, Direction better) implements Hypothesis {}

    /// One-sided: the effect is worse by `margin` or more.
    ///
    /// @param margin how much worse it may be, above 0
    /// @param better which way is better
    record NonInferiority(double margin, Direction better) implements Hypothesis {}

    /// Two one-sided tests: the effect lies outside `(lower, upper)`.
    ///
    /// @param lower lower margin
    /// @param upper upper margin, above the lower
    record Equivalence(double lower, double upper) implements Hypothesis {}

    /// Which values of an outcome are better.
    enum Direction {
        /// A higher outcome is better.
        HIGHER,
        /// A lower outcome is better.
        LOWER
    }

    /// @return two-sided, against 0
    static Hypothesis noDifference() {
        return new Equality(0);
    }
}
