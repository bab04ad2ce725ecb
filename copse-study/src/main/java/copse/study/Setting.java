package copse.study;

import copse.design.Clustered;
import copse.design.Design;
import copse.design.GramSchmidtWalk;
import copse.design.MatchedGroups;
import copse.design.Rerandomised;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.RandomisedUnits;
import copse.estimate.UnitTotals;
import java.util.Optional;

/// What the choice of an analysis depends on: design and data as they are.
///
/// @param design as recorded
/// @param experiment rows with arms
/// @param totals of the outcome by unit, without covariates
/// @param question outcome, arms, covariates
/// @param part column of the arm
/// @param unit column of what was randomised
/// @param block column of the blocks, empty where there are none
record Setting(
        Design design,
        Experiment experiment,
        UnitTotals totals,
        Question question,
        String part,
        String unit,
        Optional<String> block) {
    /// Blocks up to which each has a mean of its own in a mixed model: beyond, their columns cost more than
    /// they tell.
    private static final int FIXED_BLOCKS = 50;

    /// @return whether rows are finer than what was randomised
    boolean clustered() {
        for (int unit = 0; unit < totals.size(); unit++) {
            if (totals.rows(unit) > 1) {
                return true;
            }
        }
        return false;
    }

    /// @return whether blocks are so few that each can have a mean of its own in a model
    boolean fewBlocks() {
        return experiment.units().blocks() <= FIXED_BLOCKS;
    }

    /// @return randomised units with outcomes, of the two arms
    int units() {
        RandomisedUnits all = totals.units();
        return totals.unitsIn(all.armOf(question.treatment())).length
                + totals.unitsIn(all.armOf(question.control())).length;
    }

    /// @return events in the arm with the fewest, see [UnitTotals#fewestEvents(Question)]
    long fewestEvents() {
        return Math.round(totals.fewestEvents(question));
    }

    /// @return whether blocks are matched groups
    boolean matched() {
        return design.innermost() instanceof MatchedGroups;
    }

    /// @return whether only assignments count that passed a criterion
    boolean rerandomised() {
        return switch (design) {
            case Rerandomised _ -> true;
            case Clustered(String _, Design inner) -> inner instanceof Rerandomised;
            default -> false;
        };
    }

    /// @return whether a walk balanced the covariates
    boolean walked() {
        return design.innermost() instanceof GramSchmidtWalk;
    }

    /// @return whether the assignments that the design could have given are known
    boolean rebuilt() {
        return totals.units().randomisation().isPresent();
    }
}
