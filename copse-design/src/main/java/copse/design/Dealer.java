package copse.design;

import copse.math.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Hands the arms of groups to positions, into bytes or into bits; what one thread needs for it, from draw to
/// draw.
///
/// Within a group the arms take random subsets of those left ([Subsets]), the one with most units the rest.
final class Dealer {
    private static final byte[] NO_SPARES = {};

    /// Positions in the order in which groups stand; nothing if they stand in order of positions.
    private final int @Nullable [] position;

    private final int[] count;
    private final byte @Nullable [] bytes;
    private long[] left = {};
    private long[] chosen = {};
    private long[] planes = {};
    private int at;
    private int words;

    /// @param arms number of arms
    /// @param position of each place, null if they are the same. Kept.
    /// @param bytes where arms are to be written, null for bits. Kept.
    Dealer(int arms, int @Nullable [] position, byte @Nullable [] bytes) {
        this.position = position;
        this.count = new int[arms];
        this.bytes = bytes;
    }

    /// Deals into a draw from now on.
    ///
    /// @param into bits, unset for this draw
    /// @param draw index of the draw
    void turnTo(Draws into, int draw) {
        planes = into.bits();
        at = into.at(draw, 1);
        words = into.words();
    }

    /// Deals out a group.
    ///
    /// @param stream where randomness comes from
    /// @param own numbers of units per arm
    /// @param pattern arms that get a spare unit
    /// @param next index of the group's first in `pattern`
    /// @param from the group's first place
    void deal(RandomStream stream, Quota own, byte[] pattern, int next, int from) {
        for (int k = 0; k < count.length; k++) {
            count[k] = own.base(k);
        }
        for (int i = 0; i < own.spare(); i++) {
            count[pattern[next + i]]++;
        }
        if (own.size() <= 64) {
            few(stream, own, from);
        } else {
            many(stream, own, from);
        }
    }

    /// Deals out groups that stand one after the other and are alike, without spare units.
    ///
    /// @param stream where randomness comes from
    /// @param own numbers of units per arm
    /// @param groups number of groups
    /// @param from the first group's first place
    void dealAlike(RandomStream stream, Quota own, int groups, int from) {
        int units = own.size();
        long[][] table = own.table();
        if (table.length == 0) {
            for (int g = 0; g < groups; g++) {
                deal(stream, own, NO_SPARES, 0, from + g * units);
            }
            return;
        }
        // small groups by the thousand, such as pairs: nothing but a number and a look into the table for each
        int ways = table[0].length;
        int digits = Integer.numberOfTrailingZeros(ways);
        boolean binary = ways == 1 << digits;
        int first = bytes != null ? 0 : 1;
        long word = 0;
        int unused = 0;
        for (int g = 0; g < groups; g++) {
            int pick;
            if (binary) {
                if (unused < digits) {
                    word = stream.nextLong();
                    unused = 64;
                }
                pick = (int) word & (ways - 1);
                word >>>= digits;
                unused -= digits;
            } else {
                pick = Subsets.below(stream, ways);
            }
            for (int arm = first; arm < table.length; arm++) {
                put(arm, from + g * units, table[arm][pick]);
            }
        }
    }

    private void few(RandomStream stream, Quota own, int from) {
        int units = own.size();
        int[] order = own.order();
        int last = order.length - 1;
        long free = Subsets.low(units);
        for (int i = 0; i < last; i++) {
            int arm = order[i];
            if (count[arm] > 0) {
                long taken = Subsets.word(stream, units, count[arm]);
                taken = i == 0 ? taken : Long.expand(taken, free);
                put(arm, from, taken);
                free ^= taken;
                units -= count[arm];
            }
        }
        put(order[last], from, free);
    }

    private void many(RandomStream stream, Quota own, int from) {
        int units = own.size();
        int used = (units + 63) >>> 6;
        if (left.length < used) {
            left = new long[used];
            chosen = new long[used];
        }
        Arrays.fill(left, 0, used, -1);
        left[used - 1] = Subsets.low(((units - 1) & 63) + 1);
        int[] order = own.order();
        int last = order.length - 1;
        int free = units;
        for (int i = 0; i < last; i++) {
            int arm = order[i];
            if (count[arm] > 0) {
                Subsets.words(stream, left, free, count[arm], units, chosen);
                free -= count[arm];
                for (int w = 0; w < used; w++) {
                    put(arm, from + (w << 6), chosen[w]);
                    left[w] ^= chosen[w];
                }
            }
        }
        for (int w = 0; w < used; w++) {
            put(order[last], from + (w << 6), left[w]);
        }
    }

    /// Gives an arm to up to 64 places.
    ///
    /// @param arm index of the arm
    /// @param from the place that the lowest bit stands for
    /// @param bits the places
    void put(int arm, int from, long bits) {
        if (bytes != null) {
            for (long rest = bits; rest != 0; rest &= rest - 1) {
                int place = from + Long.numberOfTrailingZeros(rest);
                bytes[position == null ? place : position[place]] = (byte) arm;
            }
        } else if (arm > 0 && bits != 0) {
            putBits(at + (arm - 1) * words, from, bits);
        }
    }

    private void putBits(int plane, int from, long bits) {
        if (position == null) {
            int word = plane + (from >>> 6);
            planes[word] |= bits << from;
            if ((from & 63) != 0 && bits >>> -from != 0) {
                planes[word + 1] |= bits >>> -from;
            }
            return;
        }
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int place = position[from + Long.numberOfTrailingZeros(rest)];
            planes[plane + (place >>> 6)] |= 1L << place;
        }
    }
}
