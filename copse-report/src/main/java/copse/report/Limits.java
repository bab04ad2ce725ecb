package copse.report;

import copse.infer.Interval;
import java.util.HashMap;
import java.util.Map;

/// Limits of parameters by their names: those of [copse.lmm.Parameter#label()]. What has none is NaN.
final class Limits {
    private final Map<String, Interval> named = new HashMap<>();

    void put(String parameter, Interval interval) {
        named.put(parameter, interval);
    }

    double lower(String parameter) {
        Interval interval = named.get(parameter);
        return interval == null ? Double.NaN : interval.lower().value();
    }

    double upper(String parameter) {
        Interval interval = named.get(parameter);
        return interval == null ? Double.NaN : interval.upper().value();
    }

    /// @param wald an estimate with limits of its own
    /// @return the same with the limits that this has of it, if any
    FitResult.Effect limit(FitResult.Effect wald) {
        return limit(wald, wald.term());
    }

    /// @param wald an estimate with limits of its own
    /// @param parameter its name here
    /// @return the same with the limits that this has of it, if any
    FitResult.Effect limit(FitResult.Effect wald, String parameter) {
        return named.containsKey(parameter)
                ? new FitResult.Effect(
                        wald.term(),
                        wald.estimate(),
                        wald.se(),
                        wald.statistic(),
                        wald.df(),
                        wald.p(),
                        lower(parameter),
                        upper(parameter))
                : wald;
    }
}
