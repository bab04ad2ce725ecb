package copse.reference;

import copse.infer.Interval;
import copse.infer.Share;

/// Power in closed form, and the error of simulated power.
final class PowerCases {
    private PowerCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "power.mcInterval" -> share(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static void share(DesignCase asked) {
        Share got = new Share((long) number(asked, "rejections"), (long) number(asked, "replicates"));
        double level = number(asked, "level");
        asked.number("power", got.value());
        asked.number("mcse", got.standardError());
        asked.numbers("clopper_pearson", ends(got.clopperPearson(level)));
        asked.numbers("wilson", ends(got.wilson(level)));
    }

    private static double[] ends(Interval interval) {
        return new double[] {interval.lower().value(), interval.upper().value()};
    }

    private static double number(DesignCase asked, String key) {
        return asked.inputs().at(key).number();
    }
}
