package copse.glmm;

import copse.infer.Interval;
import copse.infer.Limit;
import copse.infer.StudentT;
import copse.lmm.Parameter;
import copse.lmm.ParameterInterval;
import copse.lmm.ProfileCurve;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Profile-likelihood intervals of a generalised linear mixed model: all values of a parameter that a
/// likelihood-ratio test does not reject, all other parameters refitted at each.
///
/// Each refit is a sequence of quadratic problems, the criterion's curvature brought up to date by its
/// gradients, the parameter held by its derivatives. Where the bound of a parameter is reached, as 0 of a
/// standard deviation, without being rejected, it is the limit.
///
/// - Cost: some twenty to fifty evaluations of the gradient per limit; parameters share the threads.
/// - The limits of a standard deviation hold although 0 is its bound: a value inside is tested, not 0.
///
/// Source: Venzon and Moolgavkar (1988), Appl. Statist. 37(1), 87-94. doi:10.2307/2347496
public final class GlmmProfile {
    // A limit is then off by less than 1e-6 of the interval's half width.
    private static final double CLOSE = 1e-6;
    private static final int MOST_ROUNDS = 40;
    // No step of the search for a limit goes further than this many standard errors.
    private static final double FARTHEST = 4;
    private static final double LEAST_SHARE = 1e-3;

    private static final String METHOD = "profile likelihood";

    private final GlmmFit fit;
    private final double level;
    private final double target;

    private GlmmProfile(GlmmFit fit, double level) {
        this.fit = fit;
        this.level = level;
        this.target = StudentT.critical(level, Double.POSITIVE_INFINITY);
    }

    /// @param fit a model with a verified optimum
    /// @param level coverage, such as 0.95
    /// @return standard deviations and correlations (most levels first), shape, coefficients, those of zero
    ///     inflation
    public static List<ParameterInterval> of(GlmmFit fit, double level) {
        GlmmProfile profile = new GlmmProfile(fit, level);
        List<Parameter> parameters = GlmmParameters.of(fit);
        List<Quantity> quantities = Quantity.of(fit);
        // order of the result is that of the list, whichever thread does the work
        return IntStream.range(0, parameters.size())
                .parallel()
                .mapToObj(k -> profile.interval(parameters.get(k), quantities.get(k)))
                .toList();
    }

    /// The profiles themselves, for pictures: ζ of every parameter along its values.
    ///
    /// @param fit a model
    /// @param level coverage of the intervals, such as 0.95
    /// @return one per parameter, in the order of [#of(GlmmFit, double)]; none without a verified optimum
    public static List<ProfileCurve> curves(GlmmFit fit, double level) {
        if (fit.optimum().hessian().length != fit.optimum().psi().length) {
            return List.of();
        }
        GlmmProfile profile = new GlmmProfile(fit, level);
        List<Parameter> parameters = GlmmParameters.of(fit);
        List<Quantity> quantities = Quantity.of(fit);
        return IntStream.range(0, parameters.size())
                .parallel()
                .mapToObj(k -> profile.curve(parameters.get(k), quantities.get(k)))
                .toList();
    }

    private ProfileCurve curve(Parameter parameter, Quantity quantity) {
        Interval inside = new Interval(limit(quantity, -1), limit(quantity, 1), level, METHOD);
        HeldSearch below = new HeldSearch(fit, quantity);
        HeldSearch above = new HeldSearch(fit, quantity);
        ProfileCurve curve = ProfileCurve.of(
                new ParameterInterval(parameter, quantity.value(fit.optimum().psi()), inside),
                quantity.bounds(),
                target * below.standardError(),
                new ProfileCurve.Half[] {below::zeta, above::zeta});
        double[] values = Arrays.stream(curve.values())
                .map(value -> Quantity.outward(parameter, fit.family(), value))
                .toArray();
        ParameterInterval outside = interval(parameter, quantity, inside);
        return new ProfileCurve(parameter, outside.estimate(), outside.interval(), values, curve.zeta());
    }

    private ParameterInterval interval(Parameter parameter, Quantity quantity) {
        return interval(parameter, quantity, new Interval(limit(quantity, -1), limit(quantity, 1), level, METHOD));
    }

    private ParameterInterval interval(Parameter parameter, Quantity quantity, Interval inside) {
        double value = quantity.value(fit.optimum().psi());
        return new ParameterInterval(
                parameter,
                Quantity.outward(parameter, fit.family(), value),
                new Interval(outward(parameter, inside.lower()), outward(parameter, inside.upper()), level, METHOD));
    }

    private Limit outward(Parameter parameter, Limit limit) {
        return switch (limit) {
            case Limit.At(double value) -> new Limit.At(Quantity.outward(parameter, fit.family(), value));
            case Limit.Boundary(double value) -> new Limit.Boundary(Quantity.outward(parameter, fit.family(), value));
            case Limit.Open(double value, String reason) ->
                new Limit.Open(Quantity.outward(parameter, fit.family(), value), reason);
        };
    }

    /// The root of `ζ(value) = ±z`, by secants that a bracket holds.
    private Limit limit(Quantity quantity, int side) {
        double[] psi = fit.optimum().psi();
        double estimate = quantity.value(psi);
        double bound = quantity.bounds()[side < 0 ? 0 : 1];
        if (estimate == bound) {
            return new Limit.Boundary(bound);
        }
        if (fit.optimum().hessian().length != psi.length) {
            return new Limit.Open(bound, "the model has no verified optimum");
        }
        HeldSearch search = new HeldSearch(fit, quantity);
        double se = search.standardError();
        if (!(se > 0) || !Double.isFinite(se)) {
            return new Limit.Open(bound, "the likelihood is flat at the estimate");
        }
        double inside = estimate;
        double below = -target; // ζ − z at the inner end
        double outside = Double.NaN;
        double above = Double.NaN;
        double next = estimate + side * target * se;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean atBound = Double.isFinite(bound) && side * (next - bound) >= 0;
            if (atBound) {
                next = bound;
            }
            double zeta = search.zeta(next);
            if (Double.isNaN(zeta)) {
                return new Limit.Open(bound, "the other parameters could not be fitted at " + next);
            }
            double distance = zeta - target;
            if (Math.abs(distance) < CLOSE * target) {
                return new Limit.At(next);
            }
            if (distance < 0) {
                if (atBound) {
                    return new Limit.Boundary(bound);
                }
                inside = next;
                below = distance;
            } else {
                outside = next;
                above = distance;
            }
            if (Double.isNaN(outside)) {
                // ζ is nearly straight: reach a little beyond
                double slope = (below + target) / Math.max(Math.abs(inside - estimate), Double.MIN_NORMAL);
                double reach = slope > 0 ? -below / slope : Double.POSITIVE_INFINITY;
                next = inside + side * Math.min(1.05 * reach, FARTHEST * se);
            } else {
                double share = Math.clamp(-below / (above - below), LEAST_SHARE, 1 - LEAST_SHARE);
                next = inside + share * (outside - inside);
                if (Math.abs(outside - inside) <= CLOSE * CLOSE * Math.abs(estimate - outside)) {
                    return new Limit.At(next);
                }
            }
        }
        return Double.isNaN(outside)
                ? new Limit.Open(bound, "the likelihood falls too little for a limit at level " + level)
                : new Limit.At(next);
    }
}
