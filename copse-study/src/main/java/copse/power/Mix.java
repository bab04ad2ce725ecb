package copse.power;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/// The best mix of clusters and size.
///
/// For each number of copies, the size that a wanted power needs (or that a budget pays for) is a real number
/// first; its cost (or power) has one valley (or peak) over the number of copies. From its bottom we walk to
/// both sides and round sizes to whole units, as far as the real-valued bound still beats the best whole
/// choice: so the answer is the best of all whole choices, and few of them are looked at.
final class Mix {
    /// Stands in for a size without bound where degrees of freedom are asked for.
    private static final double LARGE = 1e6;

    private final Power power;
    private final double effect;
    private final Costs costs;
    private final double leastSize;
    private final double least;
    private final double most;

    /// @param power of a trial, of which copies and size do not matter
    /// @param effect the true effect
    /// @param costs of clusters and units
    Mix(Power power, double effect, Costs costs) {
        this.power = power;
        this.effect = effect;
        this.costs = costs;
        this.leastSize = power.trial().leastSize();
        this.least = with(power.trial().copies(), Math.max(leastSize, Math.min(costs.largestSize(), LARGE)))
                .least();
        this.most = Math.floor(costs.mostClusters() / with(1, leastSize).trial().clusters());
    }

    private Power with(double copies, double size) {
        return power.withTrial(power.trial().withCopies(copies).withSize(size));
    }

    private double power(double copies, double size) {
        return with(copies, size).power(effect);
    }

    private double cost(double copies, double size) {
        return costs.of(with(copies, size).trial());
    }

    Answer cheapest(double target) {
        OptionalDouble first = Monotone.smallest(n -> n > most || power(n, costs.largestSize()) > target, least);
        if (first.isEmpty() || first.getAsDouble() > most) {
            return tooFew(target);
        }
        double from = first.getAsDouble();
        double last = Math.min(
                most,
                Monotone.smallest(n -> power(n, leastSize) >= target, least).orElse(Monotone.MOST));
        DoubleUnaryOperator bound = n -> cost(n, sizeFor(n, target));
        double bottom = bottom(bound, from, Math.max(from, last));
        Best best = new Best();
        for (int side = -1; side <= 1; side += 2) {
            for (double n = side < 0 ? bottom : bottom + 1; n >= from && n <= Math.max(from, last); n += side) {
                double real = sizeFor(n, target);
                if (cost(n, real) > best.value) {
                    break;
                }
                double size = wholeSize(n, real, target);
                if (size <= costs.largestSize()) {
                    best.offer(n, size, cost(n, size));
                }
            }
        }
        return best.found() ? found(best) : tooFew(target);
    }

    /// Rounding of the real size may leave the power a rounding error short.
    private double wholeSize(double copies, double real, double target) {
        double size = Math.ceil(real - 1e-9 * real);
        return power(copies, size) >= target ? size : size + 1;
    }

    private double sizeFor(double copies, double target) {
        if (power(copies, leastSize) >= target) {
            return leastSize;
        }
        double high = 2 * leastSize;
        while (power(copies, high) < target) {
            high *= 2;
            if (high > Monotone.MOST) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return Monotone.root(m -> power(copies, m) - target, high / 2, high).orElse(high);
    }

    Answer strongest(double budget) {
        double oneOfOne = cost(1, leastSize);
        double last = Math.min(most, Math.floor(budget / oneOfOne * (1 + 1e-12)));
        if (last < least || power(last, paidFor(last, budget)) == 0) {
            double fewest = with(power.trial().copies(), leastSize).least();
            return new Answer.Infeasible(
                    0,
                    "a budget of " + Require.text(budget) + " pays for no trial",
                    "a test needs at least " + Require.text(fewest) + " "
                            + power.trial().copyOf()
                            + ", which cost " + Require.text(cost(fewest, leastSize)) + " with "
                            + Require.text(leastSize) + " " + power.trial().sizeOf()
                            + (most < fewest ? ", and there are not so many" : ""),
                    most < fewest
                            ? List.of()
                            : List.of(new Answer.Alternative(
                                    "a larger budget", with(fewest, leastSize).choice(effect, costs))));
        }
        DoubleUnaryOperator bound = n -> -power(n, paidFor(n, budget));
        double bottom = bottom(bound, least, last);
        Best best = new Best();
        for (int side = -1; side <= 1; side += 2) {
            for (double n = side < 0 ? bottom : bottom + 1; n >= least && n <= last; n += side) {
                double real = paidFor(n, budget);
                if (-power(n, real) > best.value) {
                    break;
                }
                double size = Math.max(leastSize, Math.floor(real * (1 + 1e-12)));
                best.offer(n, size, -power(n, size));
            }
        }
        return found(best);
    }

    private double paidFor(double copies, double budget) {
        Trial one = with(copies, 1).trial();
        double left = budget - costs.perCluster() * one.clusters();
        double size = costs.perUnit() == 0 ? costs.largestSize() : left / (costs.perUnit() * one.units());
        return Math.max(leastSize, Math.min(size, costs.largestSize()));
    }

    /// The lowest point of a function with one valley among whole numbers, by thirds.
    private static double bottom(DoubleUnaryOperator f, double from, double to) {
        double low = from;
        double high = to;
        while (high - low > 2) {
            double left = Math.floor(low + (high - low) / 3);
            double right = Math.ceil(high - (high - low) / 3);
            if (f.applyAsDouble(left) <= f.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
            if (high - low <= 3) {
                break;
            }
        }
        double best = low;
        for (double n = low; n <= high; n++) {
            best = f.applyAsDouble(n) < f.applyAsDouble(best) ? n : best;
        }
        return best;
    }

    private Answer found(Best best) {
        return new Answer.Found(with(best.copies, best.size).choice(effect, costs), OptionalDouble.empty());
    }

    private Answer tooFew(double target) {
        double ceiling = most < least ? 0 : power(most, costs.largestSize());
        return new Answer.Infeasible(
                ceiling,
                "no mix of up to " + Require.text(costs.mostClusters()) + " clusters"
                        + (Double.isInfinite(costs.largestSize())
                                ? ""
                                : " with up to " + Require.text(costs.largestSize()) + " "
                                        + power.trial().sizeOf())
                        + " has a power of " + target,
                "all of them together have a power of " + Require.rounded(ceiling),
                power.withTrial(power.trial()
                                                .withSize(
                                                        Double.isInfinite(costs.largestSize())
                                                                ? power.trial().size()
                                                                : costs.largestSize()))
                                        .copies(effect, target)
                                instanceof Answer.Found found
                        ? List.of(new Answer.Alternative(
                                "more clusters",
                                power.withTrial(found.choice().trial()).choice(effect, costs)))
                        : List.of());
    }

    private static final class Best {
        private double copies;
        private double size;
        private double value = Double.POSITIVE_INFINITY;

        void offer(double n, double m, double worth) {
            if (worth < value) {
                copies = n;
                size = m;
                value = worth;
            }
        }

        boolean found() {
            return value < Double.POSITIVE_INFINITY;
        }
    }
}
