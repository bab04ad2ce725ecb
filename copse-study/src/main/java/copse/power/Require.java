package copse.power;

import copse.error.PlanException;

/// Ranges of the numbers that a question of power is made of.
final class Require {
    private Require() {}

    /// @param name in the user's words: `the ICC`
    /// @param value to be in [0, 1)
    /// @return the value
    static double share(String name, double value) {
        return within(name, value, value >= 0 && value < 1, "from 0 to below 1");
    }

    /// @param name in the user's words
    /// @param value to be in [0, 1]
    /// @return the value
    static double unit(String name, double value) {
        return within(name, value, value >= 0 && value <= 1, "from 0 to 1");
    }

    /// @param name in the user's words
    /// @param value to be above 0; infinite is allowed, as a limit
    /// @return the value
    static double positive(String name, double value) {
        return within(name, value, value > 0, "above 0");
    }

    /// @param name in the user's words
    /// @param value to be above 0 and finite
    /// @return the value
    static double finite(String name, double value) {
        return within(name, value, value > 0 && value < Double.POSITIVE_INFINITY, "above 0");
    }

    /// @param name in the user's words
    /// @param value to be at least 0 and finite
    /// @return the value
    static double notNegative(String name, double value) {
        return within(name, value, value >= 0 && value < Double.POSITIVE_INFINITY, "0 or more");
    }

    private static double within(String name, double value, boolean holds, String range) {
        if (!holds) {
            throw error(name, value, range);
        }
        return value;
    }

    static PlanException error(String name, double value, String range) {
        return PowerCode.OUT_OF_RANGE.error(
                name + " cannot be " + text(value), "it is a number " + range, "choose a value " + range);
    }

    /// @return the number without `.0`
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// @return the share to three digits, rounded up, so that what is said to stay below it does
    static String rounded(double share) {
        return text(Math.min(1, Math.ceil(share * 1000) / 1000));
    }
}
