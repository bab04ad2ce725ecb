package copse.report;

/// A mean squared error in a line of text: dark for squared bias, light for the squared standard error, as long
/// together as the error is large beside the largest one.
final class ErrorBar {
    /// Characters of the largest error.
    private static final int WIDTH = 12;

    private static final String BIAS = "█";
    private static final String VARIANCE = "░";

    private ErrorBar() {}

    /// @return the heading of a column of bars
    static String heading() {
        return BIAS + " bias² " + VARIANCE + " se²";
    }

    /// @param bias any
    /// @param se standard error
    /// @param largest root mean squared error of all that are compared, positive
    /// @return the bar; one character at least, if there is any error
    static String line(double bias, double se, double largest) {
        double all = largest * largest;
        int dark = (int) Math.round(WIDTH * bias * bias / all);
        int whole = (int) Math.round(WIDTH * (bias * bias + se * se) / all);
        boolean hidden = whole == 0 && bias * bias + se * se > 0;
        return BIAS.repeat(Math.min(dark, WIDTH))
                + VARIANCE.repeat(hidden ? 1 : Math.max(0, Math.min(whole, WIDTH) - Math.min(dark, WIDTH)));
    }
}
