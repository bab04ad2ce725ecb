package copse.estimate;

import copse.design.Assignment;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of outcomes with the arms of the units they belong to: what every estimator reads.
///
/// Rows may be finer than the units that were randomised: calls of representatives in centres, pupils of
/// schools. The unit that was randomised, a cluster of rows, is what counts as independent.
public final class Experiment {
    private final Frame rows;
    private final FactorColumn arm;
    private final FactorColumn unit;
    private final @Nullable FactorColumn block;
    private final @Nullable Assignment assignment;

    Experiment(
            Frame rows,
            FactorColumn arm,
            FactorColumn unit,
            @Nullable FactorColumn block,
            @Nullable Assignment assignment) {
        this.rows = rows;
        this.arm = arm;
        this.unit = unit;
        this.block = block;
        this.assignment = assignment;
    }

    /// @return rows with an arm, all columns of the data
    public Frame rows() {
        return rows;
    }

    /// @return the arm of each row; levels in the order of the design, the first being the reference
    public FactorColumn arm() {
        return arm;
    }

    /// @return the randomised unit of each row: the cluster where clusters were randomised
    public FactorColumn unit() {
        return unit;
    }

    /// @return the block of each row within which arms were handed out: stratum, pair, permuted block
    public Optional<FactorColumn> block() {
        return Optional.ofNullable(block);
    }

    /// @return the design and the arms of all its units, if they are known
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignment);
    }
}
