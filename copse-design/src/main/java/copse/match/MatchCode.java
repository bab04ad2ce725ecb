package copse.match;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.Problem;

/// What can be wrong with a matching, and what its user must know.
public enum MatchCode implements Explained {
    /// No covariates.
    NO_COVARIATES(
            "D201",
            "nothing to match on",
            "Groups are formed by the distance of covariates, so there has to be at least one, and weights belong to"
                    + " covariates.",
            "Name the covariates: `pairs(on: age, score)`. To group by equal values alone use `stratified(by: …)`."),

    /// A weight that is none.
    BAD_WEIGHT(
            "D202",
            "a weight that is not above 0",
            "A covariate's weight multiplies its part of the squared distance. At 0 it would not be matched on.",
            "Give a positive weight, or leave the covariate out."),

    /// Groups of one.
    BAD_SIZE(
            "D203",
            "groups of fewer than two units",
            "A group is there to compare arms within it, so it has at least two units.",
            "Give a size of 2 or more; `pairs(…)` are groups of 2."),

    /// A caliper that is none.
    BAD_CALIPER(
            "D204",
            "a caliper that cannot be",
            "The caliper is the largest distance allowed between two units of a group, on the scale that is matched on.",
            "Give a number that is not negative, or leave it out."),

    /// A missing value in a column that is matched on.
    MISSING_VALUE(
            "D205",
            "a missing value in a column that is matched on",
            "A unit without the value has no distance to the others.",
            "Fill in the value, or leave the unit out with `--where`, or leave the covariate out."),

    /// No covariate varies.
    ALL_CONSTANT(
            "D206",
            "no covariate varies",
            "All units have the same values, so all are equally near and nothing is gained by matching.",
            "Match on a covariate that varies, or randomise without matching: `complete()`."),

    /// Fewer units than a group needs.
    TOO_FEW_UNITS(
            "D207",
            "fewer units than a group needs",
            "A group of size K takes K units, all of one stratum where some columns have to agree exactly.",
            "Use smaller groups, more units, or fewer exact columns."),

    /// A category per unit, or nearly.
    TOO_MANY_LEVELS(
            "D208",
            "too many levels to match on",
            "Each level of a factor is an indicator. With so many levels nearly all units differ, and the factor says"
                    + " nothing about who is near whom.",
            "Use a coarser grouping, or `exact: column`, or convert the column to a number if it is one."),

    /// More units than the method can treat.
    TOO_MANY_UNITS(
            "D209",
            "more units than the method can treat",
            "Optimal matching compares every unit with every other, and so do the greedy methods.",
            "Use threshold blocking (`method: threshold`), or divide the units by `exact: column`."),

    /// A caliper that nobody meets.
    NO_GROUP(
            "D210",
            "no group within the caliper",
            "No units are near enough to each other to form a single group.",
            "Raise the caliper above the smallest distance, which the message gives, or leave it out."),

    /// Values whose squares are no numbers.
    TOO_LARGE(
            "D211",
            "distances beyond the range of numbers",
            "Plain values are squared and added up, which overflows above 10¹⁵⁴.",
            "Let covariates be scaled (`scale: zscore`), or give them in another unit."),

    /// A covariate that does not vary.
    CONSTANT_COVARIATE(
            "constant-in-match",
            "a covariate that does not vary",
            "All units have the same value, so that it contributes nothing to any distance.",
            "Leave it out, or check that the right units were selected."),

    /// Units in no group.
    LEFT_OVER(
            "left-over",
            "units in no group",
            "The number of units (of a stratum) is no multiple of the size, or no free unit was within the caliper.",
            "They get no arm and are no part of the experiment. Raise the caliper, or use fewer exact columns, if"
                    + " they are needed."),

    /// A grouping that may not be the best.
    NOT_PROVEN(
            "not-proven",
            "a grouping that may not be the best",
            "Finding the best groups of three or more is hard. The grouping comes from a search; the gap says how much"
                    + " of its total distance at most could be saved.",
            "Nothing needs to be done: the randomisation is as valid, and a few percent of distance hardly change its"
                    + " precision."),

    /// Neighbours that may not be the nearest.
    APPROXIMATE_NEIGHBOURS(
            "approximate-neighbours",
            "neighbours that may not be the nearest",
            "With this many units and covariates the search for the nearest units stops after a fixed amount of work,"
                    + " so that the bound on the largest distance does not hold.",
            "Match on fewer covariates, or on a score that sums them up.");

    private final Explanation explanation;

    MatchCode(String code, String title, String meaning, String advice) {
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
    DesignException error(String what, String why, String fix) {
        return new DesignException(new Problem(code(), what, why, fix));
    }

    /// @param parameter what it is about
    /// @param value the value seen
    /// @param threshold the value it was held against
    /// @param meaning what it means here
    /// @return the diagnostic
    Diagnostic diagnostic(String parameter, double value, double threshold, String meaning) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice());
    }
}
