package copse.scenario;

import copse.error.InputException;
import java.util.Locale;

/// Ranges of a scenario's parameters; each failure names the parameter as the command line spells it.
final class Check {
    private Check() {}

    static void atLeast(String parameter, long value, long least, String example) {
        if (value < least) {
            throw outOfRange(parameter, Long.toString(value), "a whole number of at least " + least, example);
        }
    }

    static void between(String parameter, double value, double least, double most, String example) {
        if (!(value >= least && value <= most)) {
            throw outOfRange(parameter, text(value), "a number from " + text(least) + " to " + text(most), example);
        }
    }

    /// A share of rows that leaves both sides some.
    static void share(String parameter, double value, String example) {
        if (!(value > 0 && value < 1)) {
            throw outOfRange(parameter, text(value), "a share above 0 and below 1", example);
        }
    }

    static void spread(String parameter, double value, String example) {
        if (!(value >= 0 && value < 1)) {
            throw outOfRange(parameter, text(value), "a share of the mean size, from 0 to below 1", example);
        }
    }

    static void sd(String parameter, double value, String example) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw outOfRange(parameter, text(value), "a standard deviation of at least 0", example);
        }
    }

    static void finite(String parameter, double value, String example) {
        if (!Double.isFinite(value)) {
            throw outOfRange(parameter, text(value), "a finite number", example);
        }
    }

    static void agree(boolean agree, String what, String why, String fix) {
        if (!agree) {
            throw ScenarioCode.CONTRADICTION.error(what, why, fix);
        }
    }

    private static InputException outOfRange(String parameter, String value, String wanted, String example) {
        String option = Parameter.kebab(parameter);
        return ScenarioCode.OUT_OF_RANGE.error(
                "`" + option + "` cannot be " + value,
                "it is " + wanted,
                "for instance `--" + option + " " + example + "`");
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
