package copse.design;

import java.util.List;

/// Each unit by itself: a coin or die per unit (Bernoulli).
///
/// Arms get random numbers of units, so that an arm may end up empty. Its probability is stated; what happens
/// then is declared: nothing is ever divided by an empty arm.
///
/// @param allocation shares of the arms: the probabilities of each unit
/// @param emptyArm what a draw with an empty arm leads to
public record Simple(Allocation.Shares allocation, EmptyArm emptyArm) implements Design {
    /// What a draw with an empty arm leads to.
    public enum EmptyArm {
        /// The assignment is refused with the probability of this and the way out.
        REFUSE,
        /// It is drawn again: the design is then the conditional one, given that no arm is empty, and so are
        /// its probabilities.
        REDRAW
    }

    @Override
    public Arms arms() {
        return Arms.of(allocation.arms());
    }

    @Override
    public List<String> columns() {
        return List.of();
    }
}
