package copse.lmm;

import copse.infer.Interval;

/// The likelihood profile of one parameter: how much worse the best model gets as the parameter moves away from
/// its estimate.
///
/// ζ is the signed root of the rise of −2 log L, negative below the estimate; a straight line where the
/// likelihood is as good as normal. The interval is where |ζ| is at most the normal quantile of its level.
///
/// @param parameter which
/// @param estimate where ζ is 0
/// @param interval limits of the profile
/// @param values of the parameter, ascending, beyond the limits on either side as far as the parameter reaches
/// @param zeta at these values, ascending; NaN where the other parameters could not be fitted
public record ProfileCurve(Parameter parameter, double estimate, Interval interval, double[] values, double[] zeta) {
    private static final int SIDE = 12;

    /// How far beyond its limits a profile is drawn, in distances from the estimate to the limit.
    private static final double BEYOND = 1.25;

    /// One half of a profile: |ζ| at values that move away from the estimate, so that each search can start
    /// where the one before it ended.
    @FunctionalInterface
    public interface Half {
        /// @param value of the parameter
        /// @return |ζ| there
        double zeta(double value);
    }

    /// @param found the parameter, its estimate and limits
    /// @param bounds smallest and largest value that the parameter can have
    /// @param step as far as the profile is drawn on a side without a limit
    /// @param halves |ζ| below and above the estimate
    /// @return the curve: 12 values on either side, none beyond an estimate at its bound
    public static ProfileCurve of(ParameterInterval found, double[] bounds, double step, Half[] halves) {
        Interval interval = found.interval();
        double[] below = side(found.estimate(), interval.lower().value(), bounds[0], -step);
        double[] above = side(found.estimate(), interval.upper().value(), bounds[1], step);
        double[] values = new double[below.length + 1 + above.length];
        double[] zeta = new double[values.length];
        for (int i = 0; i < below.length; i++) {
            values[below.length - 1 - i] = below[i];
            zeta[below.length - 1 - i] = -halves[0].zeta(below[i]);
        }
        values[below.length] = found.estimate();
        for (int i = 0; i < above.length; i++) {
            values[below.length + 1 + i] = above[i];
            zeta[below.length + 1 + i] = halves[1].zeta(above[i]);
        }
        return new ProfileCurve(found.parameter(), found.estimate(), interval, values, zeta);
    }

    private static double[] side(double estimate, double limit, double bound, double step) {
        double end = Double.isFinite(limit) ? estimate + BEYOND * (limit - estimate) : estimate + step;
        double last = step < 0 ? Math.max(bound, end) : Math.min(bound, end);
        double[] values = new double[last == estimate ? 0 : SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = estimate + (last - estimate) * (i + 1) / SIDE;
        }
        return values;
    }
}
