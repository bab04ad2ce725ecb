package copse.power;

import copse.error.PlanException;

/// Units randomised one by one within blocks: sites, classes, strata of people.
///
/// `Var = σ² ((1 − ρ)(1 − R²_W)(1/P + 1/(1 − P))/n + ω ρ)/B` for B blocks of n units, a share P of them
/// treated; ρ is the share of variance between blocks, which cancels, and ω ρ σ² the variance of the effect
/// itself between blocks. If the effect is taken as the same in all blocks, or asked of these blocks only (ω =
/// 0), degrees of freedom are `B n − B − 1`; for blocks as a sample of many, `B − 1`.
///
/// Source: Dong and Maynard (2013), PowerUp!, J. Res. Educ. Eff. 6(1), designs BIRA.
/// doi:10.1080/19345747.2012.673143
///
/// @param blocks number of blocks
/// @param size units per block
/// @param treatedShare share of each block that is treated, between 0 and 1
/// @param ofBlocks share of variance between blocks
/// @param effectVariance ω, the variance of the effect between blocks over that of the outcome between blocks;
///     0: the same effect in all
/// @param ofUnits share of variance within blocks that covariates explain
public record BlockedTrial(
        double blocks, double size, double treatedShare, double ofBlocks, double effectVariance, double ofUnits)
        implements Trial {
    /// @param blocks number of blocks
    /// @param size units per block
    /// @param treatedShare share of each block that is treated
    /// @param ofBlocks share of variance between blocks
    /// @param effectVariance variance of the effect between blocks over that of the outcome
    /// @param ofUnits share of variance within blocks that covariates explain
    /// @throws PlanException `W102` if a number is out of range
    public BlockedTrial {
        Require.finite("the number of blocks", blocks);
        Require.positive("the size of a block", size);
        Require.share("the share of a block that is treated", treatedShare);
        Require.positive("the share of a block that is treated", treatedShare);
        Require.unit("the share of variance between blocks", ofBlocks);
        Require.notNegative("the variance of the effect between blocks", effectVariance);
        Require.share("the share of variance within blocks that covariates explain", ofUnits);
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances v = new Clustering.Icc(ofBlocks).split(outcome, effect, treatedShare);
        double within =
                (v.controlWithin() / (1 - treatedShare) + v.treatedWithin() / treatedShare) * (1 - ofUnits) / size;
        double between = effectVariance * 0.5 * (v.controlBetween() + v.treatedBetween());
        double df = effectVariance > 0 ? blocks - 1 : blocks * size - blocks - 1;
        return new Precision((within + between) / blocks, df);
    }

    @Override
    public double copies() {
        return blocks;
    }

    @Override
    public BlockedTrial withCopies(double copies) {
        return new BlockedTrial(copies, size, treatedShare, ofBlocks, effectVariance, ofUnits);
    }

    @Override
    public BlockedTrial withSize(double other) {
        return new BlockedTrial(blocks, other, treatedShare, ofBlocks, effectVariance, ofUnits);
    }

    @Override
    public double leastSize() {
        return 2;
    }

    @Override
    public String copyOf() {
        return "blocks";
    }

    @Override
    public String sizeOf() {
        return "units per block";
    }

    @Override
    public String label() {
        return "units in blocks";
    }

    @Override
    public double clusters() {
        return blocks;
    }

    @Override
    public double controlUnits() {
        return blocks * size * (1 - treatedShare);
    }

    @Override
    public double treatedUnits() {
        return blocks * size * treatedShare;
    }
}
