package copse.exposure;

import java.util.Arrays;

/// Counts how often a bit was set, for 64 bits at a time: counter b is spread over bit b of a few words, the
/// lowest digit first. For one thread.
///
/// Eight words are first added up among themselves by full adders (Warren 2012, Hacker's Delight, section 5.1),
/// so that a word costs some five operations.
final class BitCounter {
    private final long[] digit = new long[Integer.SIZE];
    private int digits;

    /// Sets all counters to 0.
    void clear() {
        Arrays.fill(digit, 0, digits, 0);
        digits = 0;
    }

    /// @param word whose bits are counted
    /// @param from digit to which they are added
    void add(long word, int from) {
        long carry = word;
        int k = from;
        while (carry != 0) {
            long sum = digit[k] ^ carry;
            carry &= digit[k];
            digit[k++] = sum;
        }
        digits = Math.max(digits, k);
    }

    /// @param word eight words whose bits are counted
    void addEight(long[] word) {
        long twoA = word[0] & word[1] | (word[0] ^ word[1]) & word[2];
        long oneA = word[0] ^ word[1] ^ word[2];
        long twoB = oneA & word[3] | (oneA ^ word[3]) & word[4];
        long oneB = oneA ^ word[3] ^ word[4];
        long twoC = oneB & word[5] | (oneB ^ word[5]) & word[6];
        long oneC = oneB ^ word[5] ^ word[6];
        long twoD = oneC & word[7];
        long one = oneC ^ word[7];
        long fourA = twoA & twoB | (twoA ^ twoB) & twoC;
        long two = twoA ^ twoB ^ twoC;
        long fourB = two & twoD;
        two ^= twoD;
        long four = fourA ^ fourB;
        add(one, 0);
        add(two, 1);
        add(four, 2);
        add(fourA & fourB, 3);
    }

    /// @param limit a number
    /// @return bits whose counter is at least that
    long atLeast(int limit) {
        if (limit <= 0) {
            return -1;
        }
        if (limit >>> digits != 0) {
            return 0;
        }
        long atLeast = -1;
        for (int k = 0; k < digits; k++) {
            atLeast = (limit >>> k & 1) != 0 ? atLeast & digit[k] : atLeast | digit[k];
        }
        return atLeast;
    }
}
