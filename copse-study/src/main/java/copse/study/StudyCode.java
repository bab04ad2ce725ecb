package copse.study;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.PlanException;
import copse.error.Problem;

/// What can be wrong between an assignment, its data and the analysis asked for.
public enum StudyCode implements Explained {
    /// The record is not as it was written.
    RECORD_EDITED(
            "A101",
            "the record of the assignment was edited",
            "Everything that follows rests on the record: design, arms, who was randomised. It carries a SHA-256 over its"
                    + " own content, and that does not fit any more.",
            "Take the record from a backup, or from the one you handed it to when you assigned."),

    /// The arms are not the recorded ones.
    ARMS_EDITED(
            "A102",
            "the file of arms is not the one that was written",
            "The record has fingerprints of ids and arms. Those of the file are others, so that somebody has moved,"
                    + " added or removed units since.",
            "Take the file from a backup, or draw it anew: copse assign --replay RECORD names the units."),

    /// Neither arms nor units are at hand.
    NO_ARMS(
            "A103",
            "no arms to analyse by",
            "An analysis needs the file of arms, or the data of the units from which the arms can be drawn anew.",
            "Put the file of arms beside the record, under the name that the record has for it."),

    /// No column to join by.
    NO_KEY(
            "A104",
            "no column to join by",
            "Rows get the arm of the unit they belong to, by its id; or, where clusters were randomised, by the cluster.",
            "Say which column of the data holds the ids: --id COL"),

    /// Ids that do not match.
    IDS_DIFFER(
            "A105",
            "ids of the data that do not match those of the assignment",
            "Ids are compared as texts, character by character. Ids written in two ways would count as units that were"
                    + " lost, and bias whatever is estimated.",
            "Write the ids alike in both; the message says how."),

    /// A randomised unit with rows in two arms.
    SPLIT_CLUSTER(
            "A106",
            "a cluster in two arms",
            "What was randomised as a whole has one arm. In the data its rows have two, so the data and the assignment"
                    + " speak of different things.",
            "Remove the column of arms from the data: the record has the arms. If it says what was received, name it"
                    + " otherwise and give it to --taken."),

    /// A column of arms that contradicts the record.
    CONTRADICTING_ARMS(
            "A107",
            "the arms in the data are not those of the record",
            "The data have a column of arms of their own, and it does not agree with the record. Units are analysed in"
                    + " the arm that they were assigned to, whatever they received.",
            "Remove the column from the data, or name it otherwise; give it to --taken if it says what was received."),

    /// An analysis that takes rows for what was randomised.
    BELOW_RANDOMISATION(
            "A108",
            "an analysis below the level of randomisation",
            "Rows of one cluster are alike and have the same arm, so they are not independent evidence about it. An"
                    + " analysis that counts them as such reports a standard error that is too small, and finds effects"
                    + " that are not there.",
            "Let the randomised unit be a random effect, `(1 | cluster)`, or give --outcome alone: copse then takes the"
                    + " analysis that the design implies."),

    /// A design that is analysed elsewhere.
    NETWORK_DESIGN(
            "A109",
            "a design whose effects depend on the arms of others",
            "Saturation designs, mixed designs and clusters drawn from a network are made for direct effects and spillovers;"
                    + " a difference between arms mixes them.",
            "Use copse network estimate."),

    /// A design over periods without periods.
    NO_PERIOD(
            "A110",
            "no periods in the data",
            "In a stepped wedge or crossover the condition of a unit depends on the period, so each row needs the period"
                    + " that it belongs to, counted from 1.",
            "Add a column `period`, or name it: --period COL"),

    /// A formula that is no question about an arm.
    BAD_FORMULA(
            "A111",
            "a formula that does not ask for the effect of the arm",
            "The formula of an analysis has the outcome as a column on the left and the arm among its terms.",
            "Write `outcome ~ arm + covariates + (1 | cluster)`."),

    /// A method that is not known.
    UNKNOWN_ESTIMATOR(
            "A112",
            "no such estimator",
            "Estimators are named by the words that the message lists.",
            "Take one of these words, separated by commas."),

    /// A question that is not one.
    BAD_QUESTION(
            "A113",
            "a question that cannot be asked",
            "Nothing is asked for, or two things contradict each other.",
            "Give an outcome, and one hypothesis."),

    /// An arm that the design does not have.
    UNKNOWN_ARM(
            "A114",
            "no such arm",
            "Treatment and control are arms of the design in the record: labels of an arm, or of one factor of a factorial"
                    + " design.",
            "Take two of the arms that the message names."),

    /// Diagnostic: the design could not be rebuilt.
    DESIGN_NOT_REBUILT(
            "design-not-rebuilt",
            "the design could not be rebuilt over its units",
            "The data that were randomised are gone or have changed. Arms, strata and probabilities are those of the"
                    + " file of arms; a randomisation test over exactly the assignments that the design could give is not"
                    + " possible.",
            "Put the data back where the record says."),

    /// Diagnostic: units without rows.
    UNITS_LOST(
            "units-lost",
            "units without rows, more in one arm than in the other",
            "Units were assigned and are not in the data, and arms differ in this by more than chance. What is left is no"
                    + " longer comparable.",
            "Find out why they are gone; report bounds beside the estimate."),

    /// Diagnostic: rows of units that were not assigned.
    IDS_UNMATCHED(
            "ids-unmatched",
            "rows of units that were not assigned",
            "These rows have an id that the assignment does not have. They are left out.",
            "Nothing, if they never were part of the experiment; else find out why they have no arm."),

    /// Diagnostic: repeated rows of units that otherwise have one.
    REPEATED_ROWS(
            "repeated-rows",
            "a few units have several rows",
            "Nearly all units have one row, a few have more. That is how rows look that were written twice.",
            "Remove the repetition, or be sure that it is meant: each row counts."),

    /// Diagnostic: missing outcomes that differ between arms.
    ATTRITION_DIFFERS(
            "attrition-differs",
            "outcomes are missing more often in one arm",
            "Those who are left differ between arms by more than the treatment.",
            "Report bounds beside the estimate, and ask why outcomes are missing."),

    /// Diagnostic: the sizes of clusters differ between arms.
    CLUSTER_SIZES_DIFFER(
            "cluster-sizes-differ",
            "clusters of one arm have more rows",
            "Rows per cluster differ between arms by more than chance. Where rows come into the data after the arms were"
                    + " known, the arm may decide who is there.",
            "Ask how rows came into the data; compare the arms in what was known before."),

    /// Diagnostic: arms that differ before the experiment.
    BASELINE_DIFFERS(
            "baseline-differs",
            "arms that differ in covariates by more than chance",
            "Taken together, covariates that were known before differ between arms by more than the design gives in one"
                    + " of a thousand cases. Units may have been moved, or a covariate was measured afterwards.",
            "Find out when and how the covariates were measured; adjust for those that were known before."),

    /// Diagnostic: a formula that leaves out the blocks of the design.
    BLOCKS_LEFT_OUT(
            "blocks-left-out",
            "the formula leaves out the blocks of the design",
            "Arms were handed out within blocks: strata, pairs. An analysis that ignores them wastes what they won, and"
                    + " its standard error is as a rule too large.",
            "Add the block to the formula, or give --outcome alone for the analysis that the design implies.");

    private final Explanation explanation;

    StudyCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception to throw: the data are wrong
    InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception to throw: the analysis asked for is wrong
    PlanException refusal(String what, String why, String fix) {
        return new PlanException(new Problem(code(), what, why, fix));
    }

    /// @param parameter what it is about
    /// @param value seen
    /// @param threshold held against
    /// @return the diagnostic with the meaning and advice of the catalogue
    Diagnostic diagnostic(String parameter, double value, double threshold) {
        return new Diagnostic(code(), parameter, value, threshold, meaning(), advice());
    }
}
