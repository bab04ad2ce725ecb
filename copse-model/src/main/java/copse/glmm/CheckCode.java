package copse.glmm;

import copse.error.Explained;
import copse.error.Explanation;

/// What outcomes can have that leaves a model without estimates, and what checks of a fit tell.
public enum CheckCode implements Explained {
    /// All outcomes alike.
    ALL_ALIKE(
            "N320",
            "outcomes that are all alike",
            "Where nobody, or everybody, has the outcome there is nothing that predictors could explain, and the most"
                    + " likely rate is 0 or 1, which logits and logarithms do not reach.",
            "Look at how the outcome is coded (copse describe). If it is right, give an interval for the rate alone: with"
                    + " no event in n rows or trials it ends at about 3/n."),
    /// A fixed effect that runs to infinity.
    SEPARATED(
            "N321",
            "predictors that separate the outcomes",
            "For some rows the outcome follows from the predictors without exception, so that the likelihood rises as"
                    + " long as their coefficients grow: there are no estimates (separation; complete if it is all rows,"
                    + " else quasi-complete). Programs that do not look for it print coefficients such as 18 with errors"
                    + " such as 2000.",
            "Leave the predictor out, or join levels until each has both outcomes. A factor with many levels can become"
                    + " a random term, whose effects are drawn together. If the predictor is the question itself, ask for"
                    + " the difference of shares or rates, which exists: --marginal exchangeable --cluster, or copse"
                    + " analyze."),
    /// A random effect whose variance runs to infinity.
    UNIFORM_GROUPS(
            "N322",
            "groups that each have one kind of outcome",
            "If no group has both outcomes, they are decided between groups, and the variance between groups is the"
                    + " more likely the larger it is.",
            "Leave the random term out. With errors by clusters (--robust CR2 --cluster) coefficients keep honest"
                    + " errors."),
    /// Groups that by themselves would separate.
    ONE_SIDED_GROUPS(
            "one-sided-groups",
            "groups with one kind of outcome",
            "Some groups have only successes, or none, although they are large enough for both. Their own rates would be"
                    + " 0 or 1; as random effects they are drawn towards the others, and have estimates.",
            "Look at these groups (copse show --by), since miscoded outcomes look the same. If groups were expected to"
                    + " differ so much, keep the model: this is what a random term is for."),
    /// More variation than the family has.
    OVERDISPERSED(
            "overdispersed",
            "outcomes that vary more than the family says",
            "Pearson's χ² is larger than its degrees of freedom by more than chance. Standard errors are then too small"
                    + " by about the root of the ratio.",
            "Take nbinom2 or nbinom1 in place of poisson, betabinomial in place of binomial, or add a random term with"
                    + " a level for each row."),
    /// More zeros than the family has.
    EXCESS_ZEROS(
            "excess-zeros",
            "more zeros than the model expects",
            "The number of zeros is larger than the sum of their probabilities by more than chance.",
            "Take a family with more variation (nbinom2), or add zeros with --zi '~ 1'; then compare the fits.");

    private final Explanation explanation;

    CheckCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
