package copse.estimate;

import copse.design.Basis;
import copse.design.Complete;
import copse.design.Design;
import copse.design.JointProbabilities;
import copse.design.Probabilities;
import copse.design.Randomisation;
import copse.design.Stratified;
import org.jspecify.annotations.Nullable;

/// The probabilities of arms of units, and of two units together, as far as they are known.
///
/// - From a randomisation: exact or estimated by it.
/// - From a column of probabilities: of one unit only; two are taken as independent.
/// - Not at all: then arms are taken as handed out completely at random, within blocks if there are any, in the
///   numbers that are seen.
final class DesignProbabilities {
    /// Probabilities that differ by less are the same number but for rounding.
    private static final double SAME = 1e-9;

    private final RandomisedUnits units;
    private final @Nullable Probabilities marginal;
    private final @Nullable JointProbabilities joint;
    private final int[][] counts;
    private final int[] sizes;

    DesignProbabilities(UnitTotals totals) {
        this.units = totals.units();
        Randomisation randomisation = units.randomisation().orElse(null);
        this.marginal = randomisation == null ? null : randomisation.probabilities();
        this.joint = randomisation == null ? null : randomisation.jointProbabilities();
        int blocks = Math.max(1, units.blocks());
        this.sizes = new int[blocks];
        this.counts = new int[blocks][units.arms().size()];
        for (int unit = 0; unit < units.size(); unit++) {
            // without a record, units without rows are not known to have been randomised
            if (units.arm(unit) >= 0 && (randomisation != null || totals.rows(unit) > 0)) {
                sizes[block(unit)]++;
                counts[block(unit)][units.arm(unit)]++;
            }
        }
    }

    private int block(int unit) {
        return Math.max(0, units.block(unit));
    }

    /// @return probability of a unit's own arm
    double own(int unit) {
        if (marginal != null) {
            return marginal.of(units.position(unit), units.arm(unit));
        }
        return units.hasProbabilities() ? units.probability(unit) : share(unit);
    }

    private double share(int unit) {
        return (double) counts[block(unit)][units.arm(unit)] / sizes[block(unit)];
    }

    /// Whether arms come from urns, one per block, whose contents are the numbers seen: then Neyman's variance
    /// within blocks holds.
    boolean isUrns() {
        if (marginal == null) {
            return !units.hasProbabilities();
        }
        Design design = units.randomisation().orElseThrow().design();
        if (!(design instanceof Complete || design instanceof Stratified)) {
            return false;
        }
        for (int unit = 0; unit < units.size(); unit++) {
            if (units.arm(unit) >= 0 && Math.abs(own(unit) - share(unit)) > SAME) {
                return false;
            }
        }
        return true;
    }

    /// @return whether joint probabilities of two units are known, exactly or by Monte Carlo
    boolean hasJoint() {
        return joint != null;
    }

    /// @return whether they are shares among random draws
    boolean isEstimated() {
        return joint != null && joint.basis() instanceof Basis.MonteCarlo;
    }

    /// @return probability that a unit has one arm and another unit another
    double joint(int unit, int arm, int other, int otherArm) {
        if (joint == null) {
            throw new IllegalStateException("no joint probabilities");
        }
        return joint.of(units.position(unit), arm, units.position(other), otherArm);
    }
}
