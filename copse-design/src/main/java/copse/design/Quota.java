package copse.design;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a group of a given size hands out: whole numbers of units per arm, and spare units with the chance of
/// each arm to get one. No arm gets more than one spare unit of a group.
///
/// Not to be changed: groups of one size share theirs.
final class Quota {
    /// Shares that come from arithmetic on doubles, such as 0.1 + 0.2, miss whole numbers of units by this much
    /// per unit; written ones are exact.
    private static final double SLIP_PER_UNIT = 1e-15;

    private final int size;
    private final int[] base;
    private final double[] fraction;
    private final double[] share;
    private final int spare;
    private final int[] order;
    private volatile long @Nullable [][] table;

    private Quota(int size, int[] base, double[] fraction, double[] share) {
        this.size = size;
        this.base = base;
        this.fraction = fraction;
        this.share = share;
        this.spare = size - Arrays.stream(base).sum();
        this.order = order(base);
    }

    /// n units in given shares: arm k has `⌊n pₖ⌋` units and a spare one with probability `n pₖ - ⌊n pₖ⌋`.
    ///
    /// @param size number of units n
    /// @param ratio shares of the arms
    static Quota of(int size, Ratio ratio) {
        int arms = ratio.arms();
        int[] base = new int[arms];
        double[] fraction = new double[arms];
        double[] share = new double[arms];
        double slip = size * SLIP_PER_UNIT;
        for (int k = 0; k < arms; k++) {
            BigInteger[] cut = ratio.part(k).multiply(BigInteger.valueOf(size)).divideAndRemainder(ratio.sum());
            base[k] = cut[0].intValueExact();
            fraction[k] = Ratio.quotient(cut[1], ratio.sum());
            share[k] = ratio.share(k);
            if (fraction[k] >= 1 - slip) {
                base[k]++;
                fraction[k] = 0;
            } else if (fraction[k] <= slip) {
                fraction[k] = 0;
            }
        }
        return new Quota(size, base, fraction, share);
    }

    /// Given numbers of units.
    ///
    /// @param counts units per arm
    static Quota of(List<Integer> counts) {
        int[] base = counts.stream().mapToInt(Integer::intValue).toArray();
        int size = Arrays.stream(base).sum();
        double[] share = Arrays.stream(base)
                .mapToDouble(c -> size == 0 ? 0 : (double) c / size)
                .toArray();
        return new Quota(size, base, new double[base.length], share);
    }

    /// The arm with most units comes last (of several the first one): it takes those whom no other arm has
    /// taken.
    private static int[] order(int[] base) {
        int last = 0;
        for (int k = 1; k < base.length; k++) {
            last = base[k] > base[last] ? k : last;
        }
        int most = last;
        int[] order = IntStream.range(0, base.length)
                .filter(k -> k != most)
                .boxed()
                .sorted((a, b) -> base[a] == base[b] ? a - b : Integer.compare(base[a], base[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] whole = Arrays.copyOf(order, base.length);
        whole[base.length - 1] = most;
        return whole;
    }

    /// @return number of units
    int size() {
        return size;
    }

    /// @return number of arms
    int arms() {
        return base.length;
    }

    /// @param arm index of an arm
    /// @return its units without a spare one
    int base(int arm) {
        return base[arm];
    }

    /// @param arm index of an arm
    /// @return its chance of a spare unit, in `[0, 1)`
    double fraction(int arm) {
        return fraction[arm];
    }

    /// @return chances of all arms; a copy
    double[] fractions() {
        return fraction.clone();
    }

    /// @param arm index of an arm
    /// @return probability of this arm for each unit
    double share(int arm) {
        return share[arm];
    }

    /// @return probabilities of all arms; a copy
    double[] shares() {
        return share.clone();
    }

    /// @return number of spare units
    int spare() {
        return spare;
    }

    /// All orders of a small group without spare units.
    ///
    /// @return by arm and order the units of the arm as bits; nothing if there are more than some thousand
    ///     orders, or spare units. Not to be changed.
    long[][] table() {
        long[][] known = table;
        if (known == null) {
            // made twice if two threads come at once, equal both times
            known = makeTable();
            table = known;
        }
        return known;
    }

    private long[][] makeTable() {
        if (spare > 0 || size > 64 || logOrders() > Math.log(Subsets.LARGEST_TABLE + 0.5)) {
            return new long[0][];
        }
        long[][] made = new long[base.length][orders().intValueExact()];
        int[] arm = new int[size];
        int next = 0;
        for (int k = 0; k < base.length; k++) {
            Arrays.fill(arm, next, next + base[k], k);
            next += base[k];
        }
        for (int order = 0; order < made[0].length; order++) {
            for (int i = 0; i < size; i++) {
                made[arm[i]][order] |= 1L << i;
            }
            Orders.next(arm, 0, size);
        }
        return made;
    }

    /// @return the arms in the order in which they take units
    int[] order() {
        return order;
    }

    /// @param spares arms that get a spare unit
    /// @return number of orders in which the units can have the arms
    BigInteger orders(byte... spares) {
        int[] counts = base.clone();
        for (byte arm : spares) {
            counts[arm]++;
        }
        return Amount.orders(counts);
    }

    /// @param spares arms that get a spare unit
    /// @return natural logarithm of [#orders]
    double logOrders(byte... spares) {
        double log = Amount.logFactorial(size);
        for (int units : base) {
            log -= Amount.logFactorial(units);
        }
        for (byte arm : spares) {
            log -= StrictMath.log(base[arm] + 1.0);
        }
        return log;
    }

    /// @return whether each arm that can get a spare unit has equally many units without it
    boolean evenBase() {
        int seen = -1;
        for (int k = 0; k < base.length; k++) {
            if (fraction[k] > 0) {
                if (seen >= 0 && base[k] != seen) {
                    return false;
                }
                seen = base[k];
            }
        }
        return true;
    }

    /// @return whether exchanging the arms (first with last, second with last but one …) changes nothing
    boolean mirrored() {
        int arms = base.length;
        for (int k = 0; k < arms; k++) {
            if (base[k] != base[arms - 1 - k] || Math.abs(fraction[k] - fraction[arms - 1 - k]) > SLIP_PER_UNIT) {
                return false;
            }
        }
        return true;
    }
}
