package copse.power;

import copse.estimate.Hypothesis;
import copse.infer.Interval;
import copse.infer.Share;
import copse.infer.StudentT;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The smallest effect that is found with a wanted power, by simulation at several effects and a monotone curve
/// through the shares found there.
///
/// A first simulation without effect tells the standard error, from which the effects to try follow; the curve
/// is a probit in the effect, `Φ(a + b δ)`, which power nearly is, and its limits are Fieller's. Where the
/// shares do not follow a probit (limits of the outcome, estimators that are no t test) it is a monotone
/// regression between the points, with limits from the exact intervals of the shares.
///
/// @param estimator its name
/// @param power wanted
/// @param value the smallest effect; on the side of 0 that the question's hypothesis looks at, above it for a
///     two-sided one
/// @param interval within which endless replicates would find it
/// @param method how the curve was drawn: `probit` or `monotone regression`
/// @param points effects tried, ascending in size, with the power found
public record SmallestEffect(
        String estimator, double power, double value, Interval interval, String method, List<Tried> points) {
    // Effects tried first, from half the smallest guess to one and a half of the largest: powers of about 0.25 to 0.98.
    private static final int FIRST = 5;
    private static final double LEAST = 0.5;
    private static final double MOST = 1.5;
    private static final int WIDENINGS = 5;
    private static final double LEVEL = 0.95;
    // Below this the probit is not the curve.
    private static final double MISFIT = 0.001;

    /// An effect tried.
    ///
    /// @param effect nominal
    /// @param power share of experiments that showed it
    public record Tried(double effect, Share power) {}

    /// Copies the list.
    public SmallestEffect {
        points = List.copyOf(points);
    }

    /// @param declared the experiment; its mean effect is replaced
    /// @param power wanted, between the level of the test and 1
    /// @param options for each effect tried; about seven are
    /// @return one per estimator
    /// @throws copse.error.InputException `W208` if no effect that was tried has that power, or a hypothesis of
    ///     equivalence is asked for an effect
    public static List<SmallestEffect> of(Declaration declared, double power, SimulationOptions options) {
        Hypothesis hypothesis = declared.question().hypothesis();
        if (hypothesis instanceof Hypothesis.Equivalence) {
            throw SimulationCode.NO_SMALLEST_EFFECT.error(
                    "no effect is the smallest whose equivalence can be shown",
                    "equivalence is the easier to show the closer the effect is to the middle of the range",
                    "simulate at the effect you expect, such as 0");
        }
        if (!(power > 1 - declared.question().level() && power < 1)) {
            throw SimulationCode.NO_SMALLEST_EFFECT.error(
                    "no effect has a power of " + Ranges.plain(power),
                    "without an effect a test at level "
                            + Texts.number(1 - declared.question().level())
                            + " rejects that often already, and no test always rejects",
                    "ask for a power in between, such as `--power 0.8`");
        }
        Search search = new Search(declared, power, options, sign(hypothesis));
        return search.run();
    }

    private static double sign(Hypothesis hypothesis) {
        Hypothesis.Direction better = switch (hypothesis) {
            case Hypothesis.Superiority superiority -> superiority.better();
            case Hypothesis.NonInferiority other -> other.better();
            case Hypothesis.Equality _, Hypothesis.Equivalence _ -> Hypothesis.Direction.HIGHER;
        };
        return better == Hypothesis.Direction.HIGHER ? 1 : -1;
    }

    /// One search for all estimators: every effect tried is tried with all of them.
    private static final class Search {
        private final Declaration declared;
        private final double power;
        private final SimulationOptions options;
        private final double sign;
        private final List<PowerCurve.Point> tried = new ArrayList<>();

        Search(Declaration declared, double power, SimulationOptions options, double sign) {
            this.declared = declared;
            this.power = power;
            this.options = options;
            this.sign = sign;
        }

        List<SmallestEffect> run() {
            Diagnosis without = diagnose(edge());
            double z = StudentT.critical(declared.question().level(), Double.POSITIVE_INFINITY)
                    + StudentT.upperQuantile(1 - power, Double.POSITIVE_INFINITY);
            double smallest = Double.POSITIVE_INFINITY;
            double largest = 0;
            for (EstimatorDiagnosis each : without.estimators()) {
                if (!each.givenUp() && each.finished() > 1) {
                    smallest = Math.min(smallest, z * each.sd().value());
                    largest = Math.max(largest, z * each.sd().value());
                }
            }
            if (!(largest > 0)) {
                throw none("no estimator finished without an effect", "see why estimates fail: run without `--mde`");
            }
            for (int i = 0; i < FIRST; i++) {
                attempt(LEAST * smallest + i * (MOST * largest - LEAST * smallest) / (FIRST - 1));
            }
            List<SmallestEffect> found = new ArrayList<>();
            for (EstimatorDiagnosis each : without.estimators()) {
                found.add(of(each.estimator(), largest));
            }
            return found;
        }

        /// Where the hypothesis begins.
        private double edge() {
            return switch (declared.question().hypothesis()) {
                case Hypothesis.Equality equality -> equality.value();
                case Hypothesis.Superiority superiority -> sign * superiority.margin();
                case Hypothesis.NonInferiority other -> -sign * other.margin();
                case Hypothesis.Equivalence _ -> 0;
            };
        }

        private void attempt(double distance) {
            double effect = edge() + sign * distance;
            if (tried.stream().noneMatch(point -> point.value() == effect)) {
                tried.add(new PowerCurve.Point(effect, diagnose(effect)));
            }
        }

        private Diagnosis diagnose(double effect) {
            return declared.withEffect(declared.effect().withMean(effect))
                    .diagnose(PowerCurve.ownSeed(options, tried.size()));
        }

        private SmallestEffect of(String estimator, double guess) {
            double far = guess * MOST;
            for (int i = 0; i < WIDENINGS && best(estimator) <= power; i++) {
                far *= MOST;
                attempt(far);
            }
            if (best(estimator) <= power) {
                throw none(
                        "no effect up to " + Texts.number(far) + " has a power of " + Texts.number(power) + " with `"
                                + estimator + "`: at most " + Texts.number(best(estimator)) + " was found",
                        "take more clusters, another estimator, or a lower power");
            }
            List<Tried> points = points(estimator);
            SmallestEffect first = fit(estimator, points);
            // once more where it matters most
            attempt(Math.abs(first.value - edge()));
            return fit(estimator, points(estimator));
        }

        private RuntimeException none(String what, String fix) {
            return SimulationCode.NO_SMALLEST_EFFECT.error(
                    what, "larger effects were tried until the test should have found them", fix);
        }

        private double best(String estimator) {
            return tried.stream()
                    .mapToDouble(
                            point -> point.diagnosis().of(estimator).power().value())
                    .max()
                    .orElse(0);
        }

        private List<Tried> points(String estimator) {
            return tried.stream()
                    .sorted(Comparator.comparingDouble(point -> sign * point.value()))
                    .map(point -> new Tried(
                            point.value(), point.diagnosis().of(estimator).power()))
                    .toList();
        }

        private SmallestEffect fit(String estimator, List<Tried> points) {
            double[] x = points.stream().mapToDouble(Tried::effect).toArray();
            long[] hits =
                    points.stream().mapToLong(point -> point.power().hits()).toArray();
            long[] trials =
                    points.stream().mapToLong(point -> point.power().trials()).toArray();
            Probit probit = Probit.fit(x, hits, trials);
            double[] limits = probit.limits(power, LEVEL);
            if (limits.length > 0 && probit.goodness() >= MISFIT && probit.b() * sign > 0) {
                return new SmallestEffect(
                        estimator,
                        power,
                        probit.inverse(power),
                        Interval.of(limits[0], limits[1], LEVEL, "Fieller"),
                        "probit",
                        points);
            }
            MonotoneShares shares =
                    new MonotoneShares(x, points.stream().map(Tried::power).toList());
            double one = shares.upperLimits(LEVEL).crossing(power);
            double other = shares.lowerLimits(LEVEL).crossing(power);
            return new SmallestEffect(
                    estimator,
                    power,
                    shares.values().crossing(power),
                    Interval.of(Math.min(one, other), Math.max(one, other), LEVEL, "exact limits of the shares"),
                    "monotone regression",
                    points);
        }
    }
}
