package copse.family;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with the choice of a family and its link.
public enum FamilyCode implements Explained {
    /// A name that no family has.
    NO_SUCH_FAMILY(
            "O201",
            "no such family",
            "A family says what values an outcome takes and how they vary about their mean.",
            "Take binomial for yes/no outcomes and shares (betabinomial if they vary more than that), poisson, nbinom1"
                    + " or nbinom2 for counts, Gamma for positive values, gaussian for other numbers."),
    /// A name that no link has.
    NO_SUCH_LINK(
            "O202",
            "no such link",
            "A link says how the mean hangs on the linear predictor.",
            "Leave the link out to get the usual one of the family, or take logit, probit, cloglog, log, identity or"
                    + " inverse, where the family allows it."),
    /// A link that gives impossible means.
    LINK_DOES_NOT_FIT(
            "O203",
            "a link that does not fit the family",
            "The mean of every family has a range, a probability for instance lies between 0 and 1, and a link has to"
                    + " lead there.",
            "Take one of the links named, or leave the link out to get the usual one."),
    /// Zero inflation of something that is not a count.
    NO_INFLATION(
            "O204",
            "zero inflation of a family that is not of counts",
            "Zero inflation adds zeros to a count. Of other outcomes a zero is either an ordinary value or cannot be.",
            "Leave zero inflation out, or take poisson, nbinom1 or nbinom2 if the outcome is a count.");

    private final Explanation explanation;

    FamilyCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
