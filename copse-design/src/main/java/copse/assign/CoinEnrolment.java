package copse.assign;

import copse.design.Allocation;
import copse.design.Simple;
import copse.design.Stratifier;
import java.util.List;

/// A coin or die for each arrival by itself. Nothing can be guessed, nothing is balanced.
///
/// @param design the probabilities; an arm that stays empty is nothing that could be drawn again here
public record CoinEnrolment(Simple design) implements EnrolmentRule {
    @Override
    public Allocation.Shares allocation() {
        return design.allocation();
    }

    @Override
    public List<Stratifier> by() {
        return List.of();
    }
}
