package copse.power;

/// Checks of numbers that describe populations and effects; messages name them in the user's words.
final class Ranges {
    private Ranges() {}

    static void finite(String what, double value) {
        require(Double.isFinite(value), what, value, "it must be a finite number");
    }

    static void positive(String what, double value) {
        require(Double.isFinite(value) && value > 0, what, value, "it must be above 0");
    }

    static void atLeastZero(String what, double value) {
        require(Double.isFinite(value) && value >= 0, what, value, "it must be 0 or above");
    }

    /// From 0 to below 1.
    static void share(String what, double value) {
        require(value >= 0 && value < 1, what, value, "it must be at least 0 and below 1");
    }

    static void inside(String what, double value, double lower, double upper) {
        require(
                value > lower && value < upper,
                what,
                value,
                "it must lie between " + plain(lower) + " and " + plain(upper));
    }

    static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw SimulationCode.OUT_OF_RANGE.error(
                    what + " is " + value, "it must be at least " + least, "take " + least + " or more");
        }
    }

    private static void require(boolean holds, String what, double value, String why) {
        if (!holds) {
            throw SimulationCode.OUT_OF_RANGE.error(what + " is " + plain(value), why, "choose a value in that range");
        }
    }

    /// Without `.0` behind whole numbers.
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
