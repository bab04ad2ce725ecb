package copse.mcmc;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;

/// What to know of a run of the sampler before its draws are believed.
public enum SamplingCode implements Explained {
    /// Trajectories that left the density.
    DIVERGENT(
            "divergent",
            "trajectories that diverged",
            "Where the density bends more sharply than the steps are short, the simulated motion breaks down. The sampler"
                    + " then turns away from such places, and the draws leave them out: estimates are biased, most of all"
                    + " those of small standard deviations between groups.",
            "Take smaller steps: --target-accept 0.99. If divergences remain, and gather at small values of a standard"
                    + " deviation, the data hardly tell it: give it a prior that says what is plausible, such as --prior"
                    + " 'sd=half_normal(1)'."),
    /// Chains that disagree.
    NOT_MIXED(
            "rhat",
            "chains that disagree",
            "R-hat compares chains, and the halves of each, in place and spread. Above 1.01 they have not found the same"
                    + " distribution yet, so that no summary of the draws is to be believed.",
            "Draw longer, with a longer warm-up: --warmup 2000 --draws 2000. If R-hat does not fall, two parameters may"
                    + " stand for the same thing (drop one of them, or give it a proper prior), or the posterior has"
                    + " several peaks: look at the chains one by one."),
    /// Few effective draws.
    FEW_EFFECTIVE(
            "ess",
            "few effective draws",
            "Draws of a chain depend on each other. Below 100 effective draws per chain neither the summaries nor R-hat"
                    + " and the effective sizes themselves are stable.",
            "Draw until there are enough: --until-ess 400."),
    /// A chain that stands still.
    STUCK(
            "stuck-chain",
            "a chain that never moved",
            "Every proposal of the chain was turned down, as happens where steps are far too long or the density is broken"
                    + " at the chain's place. Its draws are one point, repeated.",
            "Start elsewhere and warm up longer: --seed 2 --warmup 2000. If chains stick again, look for values in the data"
                    + " that the family cannot have produced."),
    /// Trajectories that were cut off.
    TREE_DEPTH(
            "tree-depth",
            "trajectories that were cut off",
            "A trajectory goes on until it turns back. Where it was cut off at the greatest depth allowed, draws are right"
                    + " but move less than they could: the run was slower than need be.",
            "Allow longer trajectories: --max-depth 12. If time matters, bring predictors to similar scales, and see"
                    + " whether two of them are nearly the same."),
    /// Energies that hardly change.
    LOW_ENERGY(
            "ebfmi",
            "energies that hardly change from draw to draw",
            "The sampler reaches low and high densities by changing its energy. Where a draw changes it little against its"
                    + " spread (E-BFMI below 0.3), tails are explored slowly, and may have been missed.",
            "Warm up longer, --warmup 2000. If it stays low, a prior or family with long tails is the reason: a normal"
                    + " instead of a cauchy prior on that parameter samples well."),
    /// An acceptance that is not what was aimed at.
    LOW_ACCEPTANCE(
            "acceptance",
            "an acceptance far below the one aimed at",
            "The size of steps is set in warm-up so that proposals are accepted as often as asked. Where they are accepted"
                    + " much less often afterwards, warm-up had not seen what the chain met later.",
            "Warm up longer: --warmup 2000.");

    private final Explanation explanation;

    SamplingCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    Diagnostic diagnostic(String parameter, double value, double threshold, String meaning) {
        return diagnostic(parameter, value, threshold, meaning, advice());
    }

    Diagnostic diagnostic(String parameter, double value, double threshold, String meaning, String advice) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice);
    }
}
