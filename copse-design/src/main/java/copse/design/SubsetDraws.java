package copse.design;

import copse.math.RandomStream;

/// Random subsets of fixed size as bits, all equally likely: complete randomisation of two arms without
/// touching each unit.
///
/// Each unit first flips a coin, 64 of them in a few random words; then random units are added or taken out
/// until the size is right. Given its size, a set of coin flips is equally likely to be any set of that size,
/// and adding or taking out a random unit keeps it so. The coin is the multiple of 1/256 next to the share, so
/// that some `√n` units are left to correct.
final class SubsetDraws {
    /// Shares below one in this many are drawn unit by unit.
    private static final int RARE = 16;

    private static final int COIN = 8;

    private final int units;
    private final int least;
    private final double spare;
    private final int words;
    private final int coin;
    private final int depth;

    /// @param units number of units
    /// @param mean expected size of the subset; the size is that rounded down or up at random
    SubsetDraws(int units, double mean) {
        this.units = units;
        this.words = (units + 63) >>> 6;
        this.least = (int) Math.floor(mean);
        this.spare = mean - least;
        double share = mean / units;
        int nearest = (int) Math.rint(share * (1 << COIN));
        int some = RARE * mean < units ? 0 : RARE * (units - mean) < units ? 1 << COIN : nearest;
        int zeros = some == 0 ? COIN : Integer.numberOfTrailingZeros(some);
        this.coin = some >>> zeros;
        this.depth = COIN - zeros;
    }

    /// @return draws assignments of two arms, the second one having the subset
    Mechanism.Drawer drawer() {
        return (stream, into, draw) -> draw(stream, into.bits(), into.at(draw, 1));
    }

    /// @param stream where randomness comes from
    /// @param bits *Modified:* the subset, unit u being bit `u & 63` of word `from + (u >>> 6)`.
    /// @param from first word
    /// @return its size
    int draw(RandomStream stream, long[] bits, int from) {
        int size = spare > 0 && stream.nextDouble() < spare ? least + 1 : least;
        int count = 0;
        for (int w = 0; w < words; w++) {
            bits[from + w] = flips(stream);
            if (w == words - 1 && (units & 63) != 0) {
                bits[from + w] &= (1L << units) - 1;
            }
            count += Long.bitCount(bits[from + w]);
        }
        while (count > size) {
            int unit = stream.nextInt(units);
            long bit = 1L << unit;
            if ((bits[from + (unit >>> 6)] & bit) != 0) {
                bits[from + (unit >>> 6)] ^= bit;
                count--;
            }
        }
        while (count < size) {
            int unit = stream.nextInt(units);
            long bit = 1L << unit;
            if ((bits[from + (unit >>> 6)] & bit) == 0) {
                bits[from + (unit >>> 6)] |= bit;
                count++;
            }
        }
        return size;
    }

    /// 64 coins at once: the binary digits of the share from the last to the first, each "or" halving the
    /// distance to 1 and each "and" that to 0.
    private long flips(RandomStream stream) {
        if (depth == 0) {
            return coin == 0 ? 0 : -1;
        }
        long word = 0;
        for (int digit = 0; digit < depth; digit++) {
            long random = stream.nextLong();
            word = (coin >>> digit & 1) == 1 ? word | random : word & random;
        }
        return word;
    }
}
