package copse.power;

/// Numbers of clusters.
final class Counts {
    private Counts() {}

    /// @param a above 0
    /// @param b above 0
    /// @return the greatest common divisor of whole numbers; of others, which only attrition makes, the smaller
    ///     one
    static double common(double a, double b) {
        if (a == b) {
            return a;
        }
        if (a != Math.rint(a) || b != Math.rint(b)) {
            return Math.min(a, b);
        }
        double x = a;
        double y = b;
        while (y > 0) {
            double rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /// @return such as `1:2`
    static String ratio(double a, double b) {
        double unit = common(a, b);
        return trimmed(a / unit) + ":" + trimmed(b / unit);
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
