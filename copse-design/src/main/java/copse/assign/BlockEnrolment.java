package copse.assign;

import copse.design.Allocation;
import copse.design.PermutedBlocks;
import copse.design.Stratifier;
import java.util.List;

/// Permuted blocks: each stratum has its own row of blocks, in each of which the arms stand in their ratio and
/// in random order; the k-th arrival of a stratum takes the k-th place.
///
/// The place is a function of (sizes, ratio, seed, stratum, k) alone. Several sizes: each block draws its own
/// among them with equal probability, which makes the last places of a block harder to guess.
///
/// Balance: at any moment no arm of a stratum is further from its share than in the middle of the largest
/// block; for two equal arms the numbers differ by at most half of it.
///
/// @param design the blocks; arrivals come in their own order, so that it names none
public record BlockEnrolment(PermutedBlocks design) implements EnrolmentRule {
    /// The block that is being dealt is kept; what is larger is no block but a whole experiment.
    private static final int LARGEST = 1_000_000;

    /// @param design the blocks
    /// @throws copse.error.DesignException `D340` if it orders units by a column, cuts strata by quantiles, the
    ///     ratio is not one of small whole numbers, or a block has more than a million units
    public BlockEnrolment {
        design.order().ifPresent(column -> {
            throw AssignCode.BAD_RULE.error(
                    "blocks in the order of `" + column + "` for units that arrive one at a time",
                    "their order is that of their arrival",
                    "leave out `order: " + column + "`");
        });
        Attributes.checkStratifiers(design.by());
        WholeRatio.of(design.allocation()); // refuses an arm without a share
        for (int size : design.sizes()) {
            if (size > LARGEST) {
                throw AssignCode.BAD_RULE.error(
                        "blocks of " + size + " units for units that arrive one at a time",
                        "blocks keep arms balanced from one to the next; the largest are of " + LARGEST + " units",
                        "take smaller ones: `sizes: 4, 6`");
            }
        }
    }

    @Override
    public Allocation.Shares allocation() {
        return design.allocation();
    }

    @Override
    public List<Stratifier> by() {
        return design.by();
    }
}
