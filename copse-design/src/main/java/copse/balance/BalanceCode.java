package copse.balance;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What can be wrong with a question about balance.
public enum BalanceCode implements Explained {
    /// An arm that is there in name only.
    EMPTY_ARM(
            "D401",
            "an arm without units",
            "Balance compares arms by the units they have. An arm with none has no mean, and every comparison with it"
                    + " would be meaningless.",
            "Leave the arm out of the levels of the column, or look for the units that should be in it."),

    /// Rows without an arm.
    NO_ARM(
            "D402",
            "no arms to compare",
            "Balance needs a column that says the arm of each unit, with at least two arms and at most 127.",
            "Name the column that holds the arms: `--arm COL`."),

    /// Shares that do not fit the arms.
    BAD_SHARES(
            "D403",
            "expected shares that do not fit the arms",
            "The sample-ratio test holds the numbers of units against declared shares: one per arm, above zero.",
            "Give one share per arm, such as `--expect control=2,treatment=1`."),

    /// Weights that are none.
    BAD_WEIGHTS(
            "D404",
            "weights that are no weights",
            "Weights are present, not negative, and not all zero in an arm.",
            "Repair the column, or leave out `--weights`."),

    /// Nothing to compare the arms in.
    NO_COVARIATE(
            "D405",
            "no covariates",
            "There is no numeric, logical or factor column besides arm, ids, weights and strata.",
            "Name the covariates: `--on age,region`."),

    /// A cluster in two arms.
    SPLIT_CLUSTER(
            "D406",
            "a cluster in two arms",
            "Arms were handed out to clusters, so all units of a cluster have the same arm.",
            "Name the column of the clusters that were randomised, or leave out `--cluster` if units were."),

    /// Numbers of units that the design would hardly give.
    SAMPLE_RATIO_MISMATCH(
            "sample-ratio-mismatch",
            "numbers of units that the design would hardly give",
            "With the declared shares, numbers this far from them occur in fewer than one experiment in a thousand."
                    + " Units were probably lost, doubled or moved after randomisation, and not at random.",
            "Find out where units were lost before anything else is read off the data."),

    /// A covariate in which arms differ much.
    IMBALANCED(
            "imbalanced",
            "arms that differ much in a covariate",
            "The standardised difference is above 0.25. Chance alone does this often when units are few; it is no sign of"
                    + " a mistake, but the covariate can pass for an effect.",
            "Adjust for the covariate in the analysis; next time stratify, match or rerandomise on it.");

    private final Explanation explanation;

    BalanceCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception to throw
    InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }
}
