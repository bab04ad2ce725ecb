package copse.cli;

import java.util.ArrayList;
import java.util.List;

/// Numbers on the command line: one, or a range `0.1..0.5:0.1`.
final class Values {
    /// A range of more points is a slip of the hand.
    private static final int MOST = 100_000;

    /// Of a step: what rounding may leave between the last point and the end.
    private static final double ROUNDING = 1e-9;

    private Values() {}

    /// @param option that has the text
    /// @param text a number, or `FROM..TO:STEP`; without step 1
    /// @return the numbers, ends included
    /// @throws UsageException if the text is neither
    static List<Double> of(String option, String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return List.of(number(option, text, text));
        }
        int colon = text.indexOf(':', dots);
        double from = number(option, text.substring(0, dots), text);
        double to = number(option, text.substring(dots + 2, colon < 0 ? text.length() : colon), text);
        double step = colon < 0 ? 1 : number(option, text.substring(colon + 1), text);
        double steps = (to - from) / step;
        if (!(step > 0) || !(steps >= 0) || steps > MOST) {
            throw bad(
                    option,
                    text,
                    !(step > 0)
                            ? "the step is not above 0"
                            : !(steps >= 0) ? "it ends before it begins" : "it has more than " + MOST + " points");
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i <= steps + ROUNDING; i++) {
            // 0.1 + 2 * 0.1 is 0.30000000000000004: a decimal was meant
            values.add(java.math.BigDecimal.valueOf(from)
                    .add(java.math.BigDecimal.valueOf(step).multiply(java.math.BigDecimal.valueOf(i)))
                    .doubleValue());
        }
        return values;
    }

    /// @param option that has the text
    /// @param text numbers with commas between
    /// @return the numbers
    static List<Double> list(String option, String text) {
        List<Double> values = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            values.add(number(option, word, text));
        }
        return values;
    }

    private static double number(String option, String word, String text) {
        try {
            double value = Double.parseDouble(word.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw bad(option, text, "`" + word.strip() + "` is no number");
        }
        throw bad(option, text, "`" + word.strip() + "` is not finite");
    }

    private static UsageException bad(String option, String text, String why) {
        return new UsageException(
                CliCode.BAD_VALUE,
                option + " cannot be `" + text + "`",
                why,
                "give a number, or a range such as " + option + " 0.1..0.5:0.1");
    }
}
