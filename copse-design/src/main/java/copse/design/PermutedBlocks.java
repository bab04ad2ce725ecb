package copse.design;

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
    /// Copies the lists.
    public PermutedBlocks {
        sizes = List.copyOf(sizes);
        by = List.copyOf(by);
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
