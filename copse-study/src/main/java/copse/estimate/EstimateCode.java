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
            "Repair the column, or leave the weights out."),

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

    /// Units that were not randomised within blocks.
    NO_BLOCKS(
            "E113",
            "no blocks to compare within",
            "Estimators of blocks and pairs compare arms within the groups that the design made before arms were handed"
                    + " out; a grouping found afterwards is none.",
            "Use the assignment record, which holds the blocks, or name their column:"
                    + " `Roles.of(\"arm\").withBlock(\"COL\")`."),

    /// A block that lacks an arm.
    INCOMPLETE_BLOCK(
            "E114",
            "a block without one of the arms",
            "Within such a block the arms cannot be compared, and an average over all blocks is not defined. Leaving the"
                    + " block out is possible, but then the effect is the average over the others.",
            "Leave such blocks out explicitly, or use an estimator that does not compare within blocks."),

    /// An analysis of rows where clusters were randomised.
    BELOW_RANDOMISATION(
            "E115",
            "an analysis below the level of randomisation",
            "Rows of one cluster resemble each other and got their arm together. Taken as independent they make standard"
                    + " errors far too small: a nominal 95% interval may hold the truth one time in a hundred.",
            "Count the clusters that were randomised: means of clusters, CR2 with Satterthwaite degrees of freedom, or a"
                    + " mixed model with a term for the cluster."),

    /// Units that drew in two stages.
    TWO_STAGES(
            "E116",
            "units that drew their arms in two stages, or in drawn clusters",
            "In a saturation design clusters draw which share of their units is treated, in a mixed one whether they are"
                    + " treated as wholes; then units draw. Units of one cluster are not independent although their arms"
                    + " differ. Where clusters are drawn from a network with each assignment, any two units may depend on"
                    + " each other.",
            "Use Horvitz-Thompson or Hájek with the design's joint probabilities."),

    /// A unit that could not have had one of the arms.
    IMPOSSIBLE_ARM(
            "E117",
            "a unit that could never have got one of the arms",
            "Weighting by the design's probabilities compares what units got with what they could have got. A unit with"
                    + " probability 0 for an arm says nothing about the effect of that arm on it.",
            "Leave such units out, and say whose effect it then is."),

    /// Blocks that do not hold every arm once.
    NOT_COMPLETE_BLOCKS(
            "E118",
            "blocks that do not hold every arm once",
            "The classical analysis of variance of blocks needs two or more blocks with every arm exactly once.",
            "Use the difference in means within blocks, which takes blocks of any make."),

    /// More columns than units can bear.
    TOO_MANY_COLUMNS(
            "E119",
            "covariates that units cannot bear",
            "A regression needs more randomised units than columns, however many rows there are.",
            "Adjust for fewer covariates; one measured before, and strongly related to the outcome, is worth most."),

    /// A mixed model that cannot be had.
    NO_MIXED_MODEL(
            "E120",
            "a mixed model that cannot be had",
            "A mixed model with a term for the randomised unit needs units of several rows, no weights, and an optimum that"
                    + " can be verified.",
            "Use an estimator of means or a regression."),

    /// Rows left out for want of an outcome.
    OUTCOME_MISSING(
            "outcome-missing",
            "rows without an outcome",
            "Rows whose outcome, covariate or weight is missing are left out. If an arm makes outcomes go missing, what"
                    + " is left of the arms is no longer comparable.",
            "Compare how many are missing in each arm; bounds on the effect say what the missing could do at worst."),

    /// Few randomised units.
    FEW_UNITS(
            "few-units",
            "few randomised units",
            "With few units the t reference holds only if outcomes of units are about normal, and one odd unit can carry"
                    + " the result.",
            "Hold the result against a randomisation test, which needs no distribution, and look at the influence of"
                    + " each unit."),

    /// Clusters of very different size.
    UNEQUAL_SIZES(
            "unequal-sizes",
            "clusters of very different size",
            "Where sizes vary much, the average over clusters and the average over rows are different questions, and"
                    + " cluster-robust standard errors rest on fewer clusters than are there.",
            "Decide, best before the data are seen, whether clusters or rows count the same; report Satterthwaite degrees"
                    + " of freedom."),

    /// Effects that go with cluster size.
    INFORMATIVE_SIZES(
            "informative-sizes",
            "an effect that depends on who counts",
            "Counting clusters alike and counting rows alike give answers further apart than the standard error: the"
                    + " effect, or the outcome, goes with the size of clusters.",
            "Say which of the two averages is meant, and show the other beside it."),

    /// Outcomes that do not vary.
    ZERO_VARIANCE(
            "zero-variance",
            "outcomes that do not vary",
            "All units of an arm have the same outcome, so that chance has no size to be held against.",
            "Check the outcome column; a randomisation test is still valid."),

    /// A covariate that says nothing new.
    COVARIATE_DROPPED(
            "covariate-dropped",
            "a covariate that follows from others",
            "The column is a combination of others, such as a constant, and is left out of the regression.",
            "Leave it out of the covariates."),

    /// A variance estimated as nought.
    NO_BETWEEN_VARIANCE(
            "no-between-variance",
            "a variance between units estimated as 0",
            "The mixed model then treats rows of different units as alike, and its degrees of freedom count rows.",
            "Read the difference in means of units beside it, which makes no such leap."),

    /// Blocks left out.
    BLOCK_LEFT_OUT(
            "block-left-out",
            "blocks left out for want of an arm",
            "Blocks that lack one of the arms say nothing about the effect and are not part of the average.",
            "Name them beside the result; next time make blocks large enough for every arm."),

    /// Joint probabilities known by simulation.
    ESTIMATED_JOINT(
            "estimated-joint",
            "joint probabilities from random draws",
            "The design has no closed form for the probability that two units have given arms; it is taken from many"
                    + " random assignments, and so the standard error has a Monte Carlo error of its own.",
            "A randomisation test over the design needs no joint probabilities."),

    /// A variance that leaves out how units depend on each other.
    INDEPENDENT_DRAWS(
            "independent-draws",
            "variance as if units drew independently",
            "Joint probabilities of arms are not known, or too many for all pairs to be looked at. The variance shown is"
                    + " that of independent draws, which is too large where units draw from common urns.",
            "Use a randomisation test, or an estimator made for the design: means of units, blocks or pairs."),

    /// The naive comparator.
    BELOW_RANDOMISATION_SEEN(
            "below-randomisation",
            "rows taken as independent although clusters were randomised",
            "The standard error ignores that rows of a cluster got their arm together. It is shown for comparison only.",
            "Read the estimate whose method counts clusters.");

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
