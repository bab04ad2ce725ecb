package copse.design;

import copse.math.RandomStream;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Subsets of a given size as bits, all equally likely.
///
/// - Few subsets: one is looked up.
/// - Many: each unit is taken with a probability near `t/m` that has few binary digits, 64 units at a time;
///   then units are taken out or added at random until there are t. Whatever their number was, all subsets of
///   that size were equally likely, so all subsets of size t are in the end. Some √n units are to be mended on
///   average.
///
/// Cost: a few random words per 64 units, and `O(√n)` random units.
final class Subsets {
    /// Tables up to this length stay in the fast part of a cache.
    static final int LARGEST_TABLE = 4096;

    private static final long[] NO_TABLE = {};

    private static final AtomicReferenceArray<long[]> TABLES = new AtomicReferenceArray<>(65 * 65);

    private Subsets() {}

    /// @param stream where randomness comes from
    /// @param m number of units, at most 64
    /// @param t how many of them to choose, at most m
    /// @return t of the lowest m bits
    static long word(RandomStream stream, int m, int t) {
        if (t == 0) {
            return 0;
        }
        if (t == m) {
            return low(m);
        }
        long[] table = TABLES.get(m * 65 + t);
        if (table == null) {
            table = table(m, t);
            TABLES.set(m * 65 + t, table);
        }
        if (table.length > 0) {
            return table[below(stream, table.length)];
        }
        long chosen = likely(stream, Math.round(8.0 * t / m), 3) & low(m);
        for (int surplus = Long.bitCount(chosen) - t; surplus > 0; surplus--) {
            chosen ^= Long.expand(1L << below(stream, t + surplus), chosen);
        }
        for (int lack = t - Long.bitCount(chosen); lack > 0; lack--) {
            chosen |= Long.expand(1L << below(stream, m - t + lack), ~chosen);
        }
        return chosen;
    }

    /// @return all subsets in ascending order as numbers, or nothing if there are too many
    private static long[] table(int m, int t) {
        int few = Math.min(t, m - t);
        long size = 1;
        for (int i = 1; i <= few; i++) {
            size = size * (m - few + i) / i;
            if (size > LARGEST_TABLE) {
                return NO_TABLE;
            }
        }
        long[] table = new long[(int) size];
        long bits = low(t);
        for (int i = 0; i < table.length; i++) {
            table[i] = bits;
            if (i + 1 < table.length) {
                // the next larger number with as many bits (Gosper)
                long lowest = bits & -bits;
                long ripple = bits + lowest;
                bits = ripple | ((bits ^ ripple) >>> (2 + Long.numberOfTrailingZeros(lowest)));
            }
        }
        return table;
    }

    /// Chooses t of those that are left.
    ///
    /// @param stream where randomness comes from
    /// @param left bits of the units to choose from
    /// @param m number of these
    /// @param t how many of them to choose, at most m
    /// @param n number of units, those not left included
    /// @param chosen bits of the units chosen. *Modified.*
    static void words(RandomStream stream, long[] left, int m, int t, int n, long[] chosen) {
        int words = (n + 63) >>> 6;
        int digits = Math.max(1, (32 - Integer.numberOfLeadingZeros(n)) / 2);
        long chance = Math.round(Math.scalb((double) t / m, digits));
        int taken = 0;
        for (int w = 0; w < words; w++) {
            long bits = likely(stream, chance, digits) & left[w];
            chosen[w] = bits;
            taken += Long.bitCount(bits);
        }
        while (taken > t) {
            int unit = below(stream, n);
            long bit = 1L << unit;
            if ((chosen[unit >>> 6] & bit) != 0) {
                chosen[unit >>> 6] ^= bit;
                taken--;
            }
        }
        while (taken < t) {
            int unit = below(stream, n);
            long bit = 1L << unit;
            if ((left[unit >>> 6] & ~chosen[unit >>> 6] & bit) != 0) {
                chosen[unit >>> 6] |= bit;
                taken++;
            }
        }
    }

    /// A whole number below a bound, all exactly equally likely: the high half of a product of a random word
    /// with the bound; the few words that would make some numbers likelier are drawn again.
    ///
    /// Source: Lemire (2019), Fast random integer generation in an interval, ACM Trans. Model. Comput. Simul.
    /// 29(1). doi:10.1145/3230636
    ///
    /// @param stream where randomness comes from
    /// @param bound at least 1
    static int below(RandomStream stream, int bound) {
        long word = stream.nextLong();
        long low = word * bound;
        if (Long.compareUnsigned(low, bound) < 0) {
            long least = Long.remainderUnsigned(-bound, bound);
            while (Long.compareUnsigned(low, least) < 0) {
                word = stream.nextLong();
                low = word * bound;
            }
        }
        return (int) Math.unsignedMultiplyHigh(word, bound);
    }

    /// 64 independent bits, each set with probability `chance / 2^digits`.
    private static long likely(RandomStream stream, long chance, int digits) {
        if (chance >>> digits != 0) {
            return -1;
        }
        long bits = 0;
        // digits of 0 at the low end leave the bits at 0: no random word is spent on them
        for (int d = chance == 0 ? digits : Long.numberOfTrailingZeros(chance); d < digits; d++) {
            bits = (chance >>> d & 1) != 0 ? bits | stream.nextLong() : bits & stream.nextLong();
        }
        return bits;
    }

    /// @param m at most 64
    /// @return the lowest m bits
    static long low(int m) {
        return m == 0 ? 0 : -1L >>> (64 - m);
    }
}
