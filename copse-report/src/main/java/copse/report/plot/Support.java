package copse.report.plot;

import java.util.regex.Pattern;

/// What a parameter can be.
///
/// @param lower end, −∞ for none
/// @param upper end, ∞ for none
record Support(double lower, double upper) {
    /// Any number.
    static final Support LINE = new Support(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// A standard deviation, a shape, degrees of freedom.
    static final Support POSITIVE = new Support(0, Double.POSITIVE_INFINITY);

    private static final Support CORRELATION = new Support(-1, 1);

    private static final Pattern POSITIVE_NAMES = Pattern.compile("sd\\(.*\\)|sigma|shape|nu");

    /// @param parameter by the name that draws have
    /// @return what it can be
    static Support of(String parameter) {
        if (parameter.startsWith("cor(")) {
            return CORRELATION;
        }
        return POSITIVE_NAMES.matcher(parameter).matches() ? POSITIVE : LINE;
    }
}
