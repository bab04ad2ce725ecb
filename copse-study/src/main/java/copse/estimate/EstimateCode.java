package copse.estimate;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What can be wrong with an experiment's data or with a question about it, and what a reader of an effect must
/// know.
public enum EstimateCode implements Explained {
    /// Ids of the data that the assignment does not have.
    NO_MATCH(
            "E101",
            "assignment that does not match the data's ids",
            "Rows get their arm by the id of their unit. No row has an id that the assignment knows, so that either the"
                    + " column is not the one that was randomised, or the ids are written differently.",
            "Name the column that holds the ids of the assignment: `--id COL`."),

    /// A column that should hold ids is not there.
    NO_ID(
            "E102",
            "no column to find the arms by",
            "The assignment tells units apart by an id column; the data need it too, or the column of the clusters that"
                    + " were randomised.",
            "Name the column of the data that holds the ids: `--id COL`."),

    /// A randomised unit in two arms.
    SPLIT_UNIT(
            "E103",
            "a cluster in two arms",
            "Arms were handed out to clusters as wholes, so that all rows of a cluster have the same arm.",
            "Name the column of the units that were randomised, or repair the arms of the rows named."),

    /// An arm in the data that is not the one of the assignment.
    CONTRADICTING_ARM(
            "E104",
            "an arm in the data that contradicts the assignment",
            "The data have a column of arms of their own, and it disagrees with the record of the assignment. Units are"
                    + " analysed in the arm that chance gave them; the arm they were in fact under is another variable.",
            "If the column says what units in fact received, rename it, say to `received`; if it should be the"
                    + " assignment, find out which of the two is right."),

    /// Too few units in an arm for a standard error.
    ONE_UNIT(
            "E105",
            "an arm with one cluster",
            "What differs between one cluster and the next is mixed up with the arm: with a single randomised unit in an"
                    + " arm nothing in the data tells chance from effect, however many rows the unit has.",
            "Randomise more units; with several blocks a randomisation test may still have something to say."),

    /// No outcome in an arm.
    NO_OUTCOME(
            "E106",
            "an arm without outcomes",
            "An effect compares two arms, and one of them has no row with an outcome.",
            "Look for the arm's outcomes where the data come from; an outcome that is missing for a whole arm cannot be"
                    + " made up for."),

    /// An arm that the experiment does not have.
    NO_ARM(
            "E107",
            "no such arm",
            "Effects compare two arms by name, as they stand in the assignment or in the data's column of arms.",
            "Use two of the names in the message: `--treatment A --control B`."),

    /// A column that is no outcome or covariate.
    NOT_NUMERIC(
            "E108",
            "an outcome that is no number",
            "Means need numbers: numeric columns, or logical ones that count as 0 and 1.",
            "Make numbers of it: `--numeric COL`; or compare one label with the others by a logical column."),

    /// Weights that are none.
    BAD_WEIGHTS(
            "E109",
            "weights that are no weights",
            "Weights of rows are finite, not negative, and not all zero in an arm.",
            "Repair the column, or leave out `--weights`."),

    /// A unit in two blocks.
    SPLIT_BLOCK(
            "E110",
            "a unit in two blocks",
            "Arms were handed out within blocks, each unit being in one of them.",
            "Name the column of the blocks within which units were randomised, or repair the rows named."),

    /// A question that makes no sense.
    BAD_QUESTION(
            "E111",
            "a question that cannot be asked",
            "A question names two different arms, and an outcome that is neither a covariate nor a weight.",
            "Change the part that the message names."),

    /// A probability that is none.
    BAD_PROBABILITY(
            "E112",
            "a probability that is none",
            "Weighting by the design needs for each row the probability with which its unit was to get the arm that it"
                    + " got: above 0, at most 1.",
            "Repair the column, or use an estimator that does without probabilities."),

    /// Rows left out for want of an outcome.
    OUTCOME_MISSING(
            "outcome-missing",
            "rows without an outcome",
            "Rows whose outcome, covariate or weight is missing are left out. If an arm makes outcomes go missing, what"
                    + " is left of the arms is no longer comparable.",
            "Compare how many are missing in each arm; bounds on the effect say what the missing could do at worst.");

    private final Explanation explanation;

    EstimateCode(String code, String title, String meaning, String advice) {
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

    /// @param parameter what it is about
    /// @param value the value seen
    /// @param threshold what it was held against
    /// @param meaning what it means for the effect, in a sentence
    /// @return the diagnostic, with this entry's advice
    Diagnostic of(String parameter, double value, double threshold, String meaning) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice());
    }
}
