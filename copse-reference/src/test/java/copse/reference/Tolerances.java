package copse.reference;

import java.util.Map;
import java.util.TreeMap;

/// The `tol` of a case: how far a quantity may be from its reference.
///
/// Suffixes: `_abs` is a distance; `_rel` is multiplied by the expected value; all others (`_rel_to_sd`,
/// `_rel_to_max_abs_or_se`, `_abs_times_sigma2`, `_abs_rel_to_width` …) by a scale that the caller knows. Where
/// a quantity has several, the widest counts.
final class Tolerances {
    /// Rounding of a reference that is printed to 15 digits: no number can be closer than this to it.
    static final double PRINTED_DIGITS = 1e-14;

    private final Map<String, Double> limits = new TreeMap<>();

    /// @param tol the entry `tol` of a case; all of it is read
    Tolerances(Expected tol) {
        tol.ignore("why");
        tol.entries().forEach((name, limit) -> {
            // a text says how to compare, not how closely
            if (!limit.isText() && !limit.isNull()) {
                limits.put(name, limit.number());
            }
        });
    }

    /// @param quantity a quantity such as `criterion`
    /// @return whether the case wants it compared
    boolean compares(String quantity) {
        return limits.keySet().stream().anyMatch(name -> isLimitOf(name, quantity));
    }

    private static boolean isLimitOf(String name, String quantity) {
        return name.startsWith(quantity + "_abs") || name.startsWith(quantity + "_rel");
    }

    /// @param quantity a quantity such as `criterion`
    /// @param expected the reference
    /// @return the distance allowed for a quantity that has no scale of its own, NaN if it is not to be
    ///     compared
    double allowed(String quantity, double expected) {
        return allowed(quantity, expected, Double.NaN);
    }

    /// @param quantity a quantity such as `fixef`
    /// @param expected the reference
    /// @param scale what the limits with a scale are multiplied with
    /// @return the distance allowed, NaN if the quantity is not to be compared
    double allowed(String quantity, double expected, double scale) {
        if (!compares(quantity)) {
            return Double.NaN;
        }
        double widest = 0;
        for (Map.Entry<String, Double> limit : limits.entrySet()) {
            if (isLimitOf(limit.getKey(), quantity)) {
                widest = Math.max(widest, limit.getValue() * unit(limit.getKey(), quantity, expected, scale));
            }
        }
        return Math.max(widest, PRINTED_DIGITS * Math.abs(expected));
    }

    private static double unit(String name, String quantity, double expected, double scale) {
        return switch (name.substring(quantity.length())) {
            case "_abs" -> 1;
            case "_rel" -> Math.abs(expected);
            default -> {
                if (Double.isNaN(scale)) {
                    throw new AssertionError("`" + name + "` needs a scale that this check does not know");
                }
                yield scale;
            }
        };
    }
}
