package copse.design;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Units in an order are cut into blocks, each randomised completely, so that arms stay balanced all along the
/// order.
///
/// The last block of a stratum may be shorter; it is randomised with its spare units at random.
///
/// @param sizes block sizes, each a multiple of the ratio's sum; several: each block draws its size among them
/// @param by columns whose combinations are strata with blocks of their own; empty for none
/// @param order column by which units are ordered, ties by id; empty: by id
/// @param allocation shares of the arms in whole numbers
/// @param spare where spare units of short blocks go
public record PermutedBlocks(
        List<Integer> sizes, List<Stratifier> by, Optional<String> order, Allocation.Shares allocation, Spare spare)
        implements Design {
    /// @param sizes block sizes
    /// @param by columns whose combinations are strata
    /// @param order column by which units are ordered
    /// @param allocation shares of the arms
    /// @param spare where spare units of short blocks go
    /// @throws copse.error.DesignException `D115` if there is no size, or one is no multiple of the ratio's sum
    public PermutedBlocks {
        sizes = List.copyOf(sizes);
        by = List.copyOf(by);
        BigInteger sum = Ratio.of(allocation.ratio()).sum();
        String multiples = sum + ", " + sum.multiply(BigInteger.TWO);
        if (sizes.isEmpty()) {
            throw DesignCode.BAD_BLOCKS.error(
                    "blocks without a size", "", "give one or several: `sizes: " + multiples + "`");
        }
        for (int size : sizes) {
            if (size <= 0 || !BigInteger.valueOf(size).mod(sum).equals(BigInteger.ZERO)) {
                throw DesignCode.BAD_BLOCKS.error(
                        "blocks of " + size + " units for the ratio " + allocation.printed(),
                        "each block gives every arm its share exactly, so its size is a multiple of " + sum,
                        "take such sizes: `sizes: " + multiples + "`");
            }
        }
    }

    @Override
    public Arms arms() {
        return Arms.of(allocation.arms());
    }

    @Override
    public List<String> columns() {
        return Stream.concat(by.stream().map(Stratifier::column), order.stream())
                .distinct()
                .toList();
    }
}
