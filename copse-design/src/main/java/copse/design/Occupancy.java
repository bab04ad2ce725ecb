package copse.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// The probability that coins leave no arm empty.
///
/// n units go to arms independently with probabilities `pₖ`. For few units by going through the arms, each
/// taking at least one unit of those left (all terms positive); for many by inclusion and exclusion, `Σ_A
/// (-1)^|A| (1 - Σ_{k∈A} pₖ)ⁿ`, where terms below 1e-20 are left out with all that follow from them.
final class Occupancy {
    /// Steps that going through the arms may take.
    private static final double MOST_STEPS = 2e5;

    /// Subsets of arms that inclusion and exclusion may visit.
    private static final int MOST_TERMS = 1 << 20;

    private static final double NEGLIGIBLE = 1e-20;

    private final double[] share;

    /// @param share probability of each arm. Kept.
    Occupancy(double[] share) {
        this.share = share;
    }

    /// @param units number of units n
    /// @param spared arms that may stay empty, besides those without a share
    /// @return probability that every other arm has a unit; empty if that cannot be computed in reasonable time
    OptionalDouble full(int units, int... spared) {
        List<Double> needed = new ArrayList<>();
        for (int k = 0; k < share.length; k++) {
            boolean needs = share[k] > 0;
            for (int other : spared) {
                needs &= other != k;
            }
            if (needs) {
                needed.add(share[k]);
            }
        }
        if (units < needed.size()) {
            return OptionalDouble.of(0);
        }
        return (double) needed.size() * units * units <= MOST_STEPS
                ? OptionalDouble.of(armByArm(units, needed))
                : new Inclusion(units, needed).probability();
    }

    /// `full[m]`: probability that m units fill the arms still to come, given that they go to these or to arms
    /// that need none.
    private static double armByArm(int units, List<Double> needed) {
        double[] full = new double[units + 1];
        Arrays.fill(full, 1);
        double beyond = 1 - needed.stream().mapToDouble(Double::doubleValue).sum();
        double rest = Math.max(0, beyond);
        for (int k = needed.size() - 1; k >= 0; k--) {
            double p = needed.get(k) / (needed.get(k) + rest);
            double[] next = new double[units + 1];
            for (int m = 1; m <= units; m++) {
                double sum = 0;
                for (int i = 1; i <= m; i++) {
                    sum += binomial(m, i, p) * full[m - i];
                }
                next[m] = sum;
            }
            // an arm that takes whatever is left leaves nothing over
            full = next;
            rest += needed.get(k);
        }
        return full[units];
    }

    private static double binomial(int n, int i, double p) {
        if (p >= 1) {
            return i == n ? 1 : 0;
        }
        return Math.exp(Amount.logFactorial(n)
                - Amount.logFactorial(i)
                - Amount.logFactorial(n - i)
                + i * Math.log(p)
                + (n - i) * Math.log1p(-p));
    }

    /// Inclusion and exclusion over arms in descending order of their shares; arms of equal shares together.
    private static final class Inclusion {
        private final int units;
        private final double[] value;
        private final int[] times;
        private int terms;

        Inclusion(int units, List<Double> needed) {
            this.units = units;
            this.value = needed.stream()
                    .mapToDouble(Double::doubleValue)
                    .distinct()
                    .sorted()
                    .toArray();
            this.times = new int[value.length];
            for (double share : needed) {
                times[Arrays.binarySearch(value, share)]++;
            }
        }

        OptionalDouble probability() {
            double sum = from(0, 0, 0, 1);
            return terms > MOST_TERMS ? OptionalDouble.empty() : OptionalDouble.of(Math.clamp(sum, 0, 1));
        }

        /// @param log of the number of subsets so far
        private double from(int at, double taken, double log, int sign) {
            if (++terms > MOST_TERMS) {
                return 0;
            }
            if (at == value.length) {
                return taken >= 1 ? 0 : sign * Math.exp(log + units * Math.log1p(-taken));
            }
            double sum = 0;
            for (int i = 0; i <= times[at]; i++) {
                double here = taken + i * value[at];
                double ways =
                        Amount.logFactorial(times[at]) - Amount.logFactorial(i) - Amount.logFactorial(times[at] - i);
                if (here >= 1 || log + ways + units * Math.log1p(-here) < Math.log(NEGLIGIBLE)) {
                    break;
                }
                sum += from(at + 1, here, log + ways, i % 2 == 0 ? sign : -sign);
            }
            return sum;
        }
    }
}
