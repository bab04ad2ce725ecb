package copse.assign;

import copse.design.Allocation;
import copse.error.DesignException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Shares as the smallest whole numbers in their ratio: 2:1 for 0.5 and 0.25.
final class WholeRatio {
    /// Largest sum for rules that treat each part as an arm.
    private static final int LARGEST = 1000;

    private final long[] parts;

    private WholeRatio(long[] parts) {
        this.parts = parts;
    }

    /// @param allocation shares of the arms
    /// @return their ratio
    /// @throws DesignException `D340` if one is 0, or their sum is above 1000
    static WholeRatio of(Allocation.Shares allocation) {
        WholeRatio ratio = ofAny(allocation);
        if (ratio.parts.length == 0
                || LongStream.of(ratio.parts).sum() > LARGEST
                || LongStream.of(ratio.parts).anyMatch(part -> part == 0)) {
            throw tooFine(allocation, "whole numbers above 0 that sum to " + LARGEST + " at most");
        }
        return ratio;
    }

    /// @param allocation shares of the arms
    /// @return their ratio, whatever its sum below 2⁶²
    /// @throws DesignException `D340` if its sum is larger
    static WholeRatio ofLarge(Allocation.Shares allocation) {
        WholeRatio ratio = ofAny(allocation);
        if (ratio.parts.length == 0) {
            throw tooFine(allocation, "numbers with about 17 digits between them");
        }
        return ratio;
    }

    /// No parts if their sum does not fit.
    private static WholeRatio ofAny(Allocation.Shares allocation) {
        List<BigInteger> parts = allocation.whole();
        boolean fits = parts.stream().reduce(BigInteger.ZERO, BigInteger::add).bitLength() < Long.SIZE - 1;
        return new WholeRatio(
                fits ? parts.stream().mapToLong(BigInteger::longValueExact).toArray() : new long[0]);
    }

    private static DesignException tooFine(Allocation.Shares allocation, String wanted) {
        return AssignCode.BAD_RULE.error(
                "arms in the ratio "
                        + allocation.ratio().stream().map(String::valueOf).collect(Collectors.joining(":")),
                "the ratio must be one of " + wanted,
                "write a ratio such as `arms: " + allocation.arms().getFirst() + "=2, "
                        + allocation.arms().getLast() + "=1`");
    }

    /// @return the parts; not modified
    long[] parts() {
        return parts.clone();
    }

    /// @return sum of a ratio of small numbers
    int sum() {
        return Math.toIntExact(LongStream.of(parts).sum());
    }

    /// @return the arm of each part, in order: `0 0 1` for 2:1
    int[] armOfPart() {
        return IntStream.range(0, parts.length)
                .flatMap(arm -> IntStream.generate(() -> arm).limit(parts[arm]))
                .toArray();
    }

    @Override
    public String toString() {
        return Arrays.stream(parts).mapToObj(String::valueOf).collect(Collectors.joining(":"));
    }
}
