package copse.estimate;

import copse.infer.ConfidenceDistribution;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// Randomisation tests of every constant effect, and their inversion: the effects that are not rejected.
///
/// An interval holds exactly the effects whose test does not reject, provided that p-values fall to both sides
/// of the estimate; for linear statistics its ends are computed from the steps of the p-value, else found by
/// bisection to a relative [#PRECISION].
///
/// Source: Rosenbaum (2002), Observational Studies, 2nd ed., sections 2.7.2 and 2.7.3 (Hodges-Lehmann estimate
/// and inversion). doi:10.1007/978-1-4757-3692-1. Phipson and Smyth (2010), Permutation p-values should never
/// be zero, Stat. Appl. Genet. Mol. Biol. 9(1). doi:10.2202/1544-6115.1585
final class ShiftTest implements ConfidenceDistribution {
    /// Ends of intervals by bisection are found to this share of the scale of effects.
    private static final double PRECISION = 1e-10;

    // Variances change little with the effect: each tangent brings about two digits.
    private static final double TANGENT_PRECISION = 1e-8;
    private static final int MOST_TANGENTS = 30;

    // An effect this many scales away is beyond any doubt that data can leave.
    private static final double FAR = 1e7;

    // p-values such as 1/20 count as at most 0.05 whatever the rounding of 1 - 0.95.
    private static final double SLACK = 1e-12;

    private final ReferenceSet set;
    private final ShiftFamily family;
    private final double scale;
    private final double estimate;

    ShiftTest(ReferenceSet set, ShiftFamily family) {
        this.set = set;
        this.family = family;
        double size = family.scale();
        this.scale = size > 0 && size < Double.POSITIVE_INFINITY ? size : 1;
        this.estimate = solve();
    }

    /// @param theta an effect
    /// @return the tails of its test
    Tails tails(double theta) {
        return Tails.of(set, family.at(theta));
    }

    /// @param mass in a tail
    /// @param tails to which it belongs
    /// @return p-value: the share itself if all assignments are known; of a sample, the observed assignment
    ///     counts as one more draw, so that p is never 0 and never too small on average
    double p(double mass, Tails tails) {
        return set.isComplete() ? Math.min(1, mass / tails.defined()) : (mass + 1) / (tails.defined() + 1);
    }

    @Override
    public double above(double bound) {
        Tails tails = tails(bound);
        return p(tails.greater(), tails);
    }

    @Override
    public double below(double bound) {
        Tails tails = tails(bound);
        return p(tails.less(), tails);
    }

    /// @param bound an effect
    /// @return p-value of the test that it is the effect, by the absolute statistic
    double twoSided(double bound) {
        Tails tails = tails(bound);
        return p(tails.absolute(), tails);
    }

    @Override
    public double lower(double tail) {
        return end(tail, -1, false);
    }

    @Override
    public double upper(double tail) {
        return end(tail, 1, false);
    }

    /// @param alpha level of the two-sided test by the absolute statistic
    /// @return the smallest effect that it does not reject
    double twoSidedLower(double alpha) {
        return end(alpha, -1, true);
    }

    /// @param alpha level of the two-sided test by the absolute statistic
    /// @return the largest effect that it does not reject
    double twoSidedUpper(double alpha) {
        return end(alpha, 1, true);
    }

    /// The Hodges-Lehmann estimate: the effect that, taken off, leaves the observed statistic where chance
    /// expects it.
    double estimate() {
        return estimate;
    }

    /// @return whether there is such an effect, as there is if the statistic falls when more is taken off
    boolean hasEstimate() {
        return !Double.isNaN(estimate);
    }

    /// @param side −1 for the lower end, 1 for the upper
    private double end(double alpha, int side, boolean absolute) {
        double level = alpha * (1 + SLACK);
        if (family instanceof LinearFamily linear && linear.isMonotone()) {
            return byStep(linear, level, side, absolute);
        }
        return family.linearAt(estimate).isPresent()
                ? byTangents(alpha, side, absolute)
                : byBisection(level, side, absolute);
    }

    /// The limit that is its own limit if variances are those at the limit.
    private double byTangents(double alpha, int side, boolean absolute) {
        double theta = estimate;
        for (int step = 0; step < MOST_TANGENTS; step++) {
            double next = new ShiftTest(set, family.linearAt(theta).orElseThrow()).end(alpha, side, absolute);
            if (Double.isInfinite(next) || Math.abs(next - theta) <= TANGENT_PRECISION * scale) {
                return next;
            }
            theta = next;
        }
        return theta;
    }

    // ---- steps in closed form

    /// The p-value at θ counts the assignments whose step is passed; seen from above, everything is mirrored.
    private double byStep(LinearFamily linear, double level, int side, boolean absolute) {
        int size = linear.size();
        double b = -side * linear.constant(size);
        double e = linear.slope(size);
        double[] steps = new double[size];
        int defined = 0;
        double mass = 0;
        for (int i = 0; i < size; i++) {
            double a = -side * linear.constant(i);
            double c = linear.slope(i);
            if (!Double.isNaN(a)) {
                double step = step(a, c, b, e);
                steps[i] = absolute ? Math.min(b / e, Math.min(step, step(-a, -c, b, e))) : step;
                mass += set.isUniform() ? 1 : set.probability(i);
                defined++;
            } else {
                steps[i] = Double.NaN; // sorted behind all others
            }
        }
        return -side * (set.isUniform() ? uniform(steps, defined, level) : weighted(steps, mass, level));
    }

    /// The smallest θ from which on `a − cθ` is at least as high as `b − eθ`, ties included.
    private static double step(double a, double c, double b, double e) {
        double below = (1 - Tails.TIE) * e - c;
        if (below <= 0) {
            // the assignments agree on everybody: their statistics move together
            return a >= b - Tails.TIE * Math.abs(b) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double before = ((1 - Tails.TIE) * b - a) / below;
        if (b - e * before >= 0) {
            return before;
        }
        double after = ((1 + Tails.TIE) * b - a) / ((1 + Tails.TIE) * e - c);
        return b - e * after <= 0 ? after : b / e;
    }

    private double uniform(double[] steps, int defined, double level) {
        Arrays.sort(steps);
        int one = set.isComplete() ? 0 : 1;
        int k = (int) Math.clamp(Math.floor(level * (defined + one)) - one, 0, defined);
        while (k < defined && k + one <= level * (defined + one)) {
            k++;
        }
        // with no assignment passed at all a sample still counts the observed one
        return k == 0 ? Double.NEGATIVE_INFINITY : steps[k - 1];
    }

    private double weighted(double[] steps, double mass, double level) {
        int[] order = order(steps);
        double sum = 0;
        for (int i : order) {
            sum += set.probability(i);
            if (sum > level * mass) {
                return steps[i];
            }
        }
        return steps[order[order.length - 1]];
    }

    private static int[] order(double[] steps) {
        Integer[] order = new Integer[steps.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(steps[i], steps[j]));
        return Arrays.stream(order)
                .mapToInt(Integer::intValue)
                .filter(i -> !Double.isNaN(steps[i]))
                .toArray();
    }

    // ---- any statistic

    private double byBisection(double level, int side, boolean absolute) {
        DoubleUnaryOperator p = absolute ? this::twoSided : side < 0 ? this::above : this::below;
        if (p.applyAsDouble(estimate + side * FAR * scale) > level) {
            return side * Double.POSITIVE_INFINITY;
        }
        double in = estimate;
        double out = estimate + side * scale;
        while (p.applyAsDouble(in) <= level) {
            // a one-sided test with a level above its p-value at the estimate
            out = in;
            in -= side * scale;
        }
        for (double step = scale; p.applyAsDouble(out) > level; step *= 2) {
            in = out;
            out += side * step;
        }
        while (Math.abs(out - in) > PRECISION * scale) {
            Optional<double[]> jumps = family.jumps(Math.min(in, out), Math.max(in, out));
            if (jumps.isPresent() && jumps.get().length < 2) {
                return amongJumps(in, out, jumps.get(), p, level, side);
            }
            double middle = 0.5 * (in + out);
            if (p.applyAsDouble(middle) > level) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    /// The limit where p-values are constant between an effect that is not rejected, at most one jump, and an
    /// effect that is; both may be jumps themselves.
    private double amongJumps(double in, double out, double[] jumps, DoubleUnaryOperator p, double level, int side) {
        double last = jumps.length == 0 ? in : jumps[0];
        double inward = side * PRECISION * scale;
        if (p.applyAsDouble(0.5 * (last + out)) > level) {
            return out - inward;
        }
        if (jumps.length == 0 || p.applyAsDouble(last) > level) {
            return last;
        }
        return p.applyAsDouble(0.5 * (in + last)) > level ? last - inward : in;
    }

    private double solve() {
        if (family instanceof LinearFamily linear) {
            return linear.constant(linear.size()) / linear.slope(linear.size());
        }
        double low = -scale;
        double high = scale;
        while (family.observed(low) <= 0) {
            high = low;
            low -= 2 * (Math.abs(low) + scale);
            if (low < -FAR * scale) {
                return Double.NaN;
            }
        }
        while (family.observed(high) >= 0) {
            low = high;
            high += 2 * (Math.abs(high) + scale);
            if (high > FAR * scale) {
                return Double.NaN;
            }
        }
        // a step function may stay at 0 for a while: the middle of the flat part
        double from = crossing(low, high, true);
        double to = crossing(low, high, false);
        return 0.5 * (from + to);
    }

    private double crossing(double positive, double negative, boolean zeroIsNegative) {
        double low = positive;
        double high = negative;
        while (high - low > PRECISION * scale) {
            double middle = 0.5 * (low + high);
            double value = family.observed(middle);
            if (value > 0 || value == 0 && !zeroIsNegative) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }
}
