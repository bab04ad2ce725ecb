package copse.glmm;

import copse.error.InputException;
import copse.family.Family;
import copse.family.Outcomes;
import copse.lmm.LikelihoodRatio;
import copse.lmm.LmmFit;
import copse.model.Cells;
import copse.model.Fit;

/// Likelihood-ratio tests of fits of any kind: linear within linear, generalised within generalised.
///
/// A generalised model may be nested by its family too: Poisson is the limit of negative binomial counts,
/// binomial of beta-binomial shares, and a count without structural zeros of one with them. Both must have the
/// same link, and their random effects integrated out in the same way.
public final class FitComparison {
    // The same outcomes give the same sums but for the order of adding.
    private static final double SAME_DATA = 1e-9;

    private FitComparison() {}

    /// @param one a fit
    /// @param other a fit of the same rows, one of the two nested in the other; in any order
    /// @return the test
    /// @throws InputException `N218` if data or response differ, `N214` if neither is nested in the other
    public static LikelihoodRatio likelihoodRatio(Fit one, Fit other) {
        if (one instanceof LmmFit first && other instanceof LmmFit second) {
            return LikelihoodRatio.of(first, second);
        }
        if (one instanceof GlmmFit first && other instanceof GlmmFit second) {
            return first.parameters() <= second.parameters() ? nested(first, second) : nested(second, first);
        }
        throw LikelihoodRatio.notNested("one is a linear model, the other a generalised one");
    }

    private static LikelihoodRatio nested(GlmmFit smaller, GlmmFit larger) {
        LikelihoodRatio.requireSameRows(smaller, larger);
        requireSameOutcomes(smaller, larger);
        if (!smaller.integration().equals(larger.integration())
                && !(smaller.groups().isEmpty() || larger.groups().isEmpty())) {
            throw LikelihoodRatio.notNested("their random effects are integrated out in different ways: "
                    + smaller.integration() + " and " + larger.integration());
        }
        Family small = smaller.family();
        Family large = larger.family();
        if (small.link() != large.link()) {
            throw LikelihoodRatio.notNested("their links differ: "
                    + small.link().label() + " and " + large.link().label());
        }
        boolean moreZeros = large.isInflated() && !small.isInflated();
        boolean moreShape = large.hasShape() && !small.hasShape();
        if (small.isInflated() && !large.isInflated()
                || !moreShape && !small.label().equals(large.label())) {
            throw families(small, large);
        }
        if (moreShape && !isLimit(small, large)) {
            throw families(small, large);
        }
        if (!larger.inflationNames().containsAll(smaller.inflationNames())) {
            throw LikelihoodRatio.notNested("the terms of zero inflation are not nested");
        }
        int zeros = larger.inflationNames().size() - smaller.inflationNames().size();
        // without structural zeros the other coefficients of zero inflation mean nothing: no law is known then
        return LikelihoodRatio.of(
                smaller,
                larger,
                new LikelihoodRatio.Beyond(
                        (moreShape ? 1 : 0) + (moreZeros ? 1 : 0),
                        moreZeros ? zeros - 1 : zeros,
                        !moreZeros || zeros == 1));
    }

    private static boolean isLimit(Family small, Family large) {
        return switch (large.label()) {
            case "nbinom1", "nbinom2" -> small.label().equals("poisson");
            case "betabinomial" -> small.label().equals("binomial");
            default -> false;
        };
    }

    private static InputException families(Family small, Family large) {
        return LikelihoodRatio.notNested("neither of the families " + small.label() + " and " + large.label()
                + (small.isInflated() || large.isInflated() ? " (zero-inflated)" : "") + " is a limit of the other");
    }

    private static void requireSameOutcomes(GlmmFit a, GlmmFit b) {
        double[] first = sums(a.cells());
        double[] second = sums(b.cells());
        for (int k = 0; k < first.length; k++) {
            if (Math.abs(first[k] - second[k]) > SAME_DATA * Math.max(Math.abs(first[k]), Math.abs(second[k]))) {
                throw LikelihoodRatio.differentData(a);
            }
        }
    }

    /// Sums that do not hang on how rows were put into cells: of outcomes, of their squares over their size, of
    /// trials.
    private static double[] sums(Cells cells) {
        Outcomes outcomes = cells.outcomes();
        double[] sums = new double[3];
        for (int i = 0; i < cells.count(); i++) {
            sums[0] += outcomes.multiplicity()[i] * outcomes.y()[i];
            sums[1] += cells.squares()[i];
            sums[2] += outcomes.multiplicity()[i] * outcomes.size()[i];
        }
        return sums;
    }
}
