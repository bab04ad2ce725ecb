package copse.design;

import copse.error.DesignException;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.Problem;

/// What can be wrong with a design or the units it is to be carried out on.
public enum DesignCode implements Explained {
    /// Too few or too many arms, or two of one name.
    BAD_ARMS(
            "D101",
            "arms that are no arms",
            "A design has at least two arms and at most 127, each with a name of its own.",
            "Name each arm once, the reference first: `arms: control, treatment`."),

    /// Shares or counts that cannot be.
    BAD_SHARES(
            "D102",
            "shares or counts that cannot be",
            "Each arm has one share or count, none is negative, and together they are above zero.",
            "Give a ratio (`arms: control=2, treatment=1`) or counts (`counts: control=30, treatment=10`)."),

    /// A unit without id.
    MISSING_ID(
            "D103",
            "a unit without id",
            "Arms are kept by id. A unit without one could be assigned, but never be found again.",
            "Fill in the id, or leave the row out with `--where`."),

    /// An id twice.
    DUPLICATE_ID(
            "D104",
            "an id occurs twice",
            "Each row is a unit, and each unit has an id of its own; otherwise one unit could get two arms.",
            "Remove the second row; or, if rows belong to units, randomise these: `clustered(by: unit, …)`."),

    /// An id that is a number, but not a whole one.
    NO_WHOLE_ID(
            "D105",
            "an id that is no whole number",
            "Numbers with decimals, or beyond 2^53, change in the last digit when they are read and written, so that two"
                    + " units could be taken for one.",
            "Choose a column of whole numbers or of text; `--factor id` reads the numbers as text."),

    /// An id column that is not there.
    NO_ID(
            "D106",
            "no column to tell units apart by",
            "Arms are kept by the id of the unit, never by the order of rows, which changes with every sorting.",
            "Name a column with a value of its own in each row: `--id school`."),

    /// A column of the data with a name that the assignment needs.
    TAKEN_NAME(
            "D107",
            "a column name that the assignment needs",
            "The assignment is written with the id under its own name, beside the arm, the groups of the design and the"
                    + " probability; the id cannot have the name of one of these.",
            "Rename the id column."),

    /// A unit in two clusters.
    TORN_UNIT(
            "D121",
            "a unit in two clusters",
            "Clusters are randomised and hand their arm to their units. A unit in two clusters could get two arms.",
            "Keep one row per unit, with the cluster that it is in while the experiment lasts."),

    /// A unit in no cluster.
    NO_CLUSTER(
            "D122",
            "a unit in no cluster",
            "Clusters are randomised and hand their arm to their units. A unit without cluster would get none.",
            "Fill in the cluster; give a unit that stands alone a cluster of its own; or leave it out with `--where`."),

    /// Fewer than two clusters.
    ONE_CLUSTER(
            "D123",
            "only one cluster",
            "One cluster has one arm, so that there is nothing to compare. What differs between clusters cannot be told"
                    + " from what the arm does.",
            "Check the cluster column, or randomise the units themselves."),

    /// A column that varies within clusters and is no number.
    VARIES_WITHIN(
            "D124",
            "a column that varies within clusters",
            "Clusters are randomised, so that a design can only read what a cluster has one value of: a column that is"
                    + " constant within it, the mean of numbers, or the share of a level.",
            "Name the level whose share counts: `share(reason=property)`."),

    /// A saturation that is no share, or levels that cannot be.
    BAD_SATURATION(
            "D125",
            "saturations that cannot be",
            "A saturation is a share between 0 and 1; there are at least two, each once, with weights above zero, and"
                    + " two arms within.",
            "List them: `saturation(by: village, levels: 0, 0.25, 0.75)`."),

    /// A mixture of regimes that is none.
    BAD_MIXTURE(
            "D127",
            "a mixed design that cannot be",
            "A mixed design randomises a share of the clusters as wholes and the units of the others one by one, among"
                    + " the same two arms.",
            "Take a share between 0 and 1 and two arms: `mixed(by: cluster, share: 0.5, arms: control, treatment)`."),

    /// A diagnostic: a regime or an arm of it with fewer than two clusters.
    LONE_CLUSTERS(
            "lone-clusters",
            "an arm of a mixed design with fewer than two clusters",
            "The two estimates of a mixed design are compared by their variances. That between clusters needs two"
                    + " clusters in each arm, and that of units has them in clusters that resemble each other.",
            "Use more clusters, or smaller ones; eight are the fewest for equal shares."),

    /// Clusters that cannot be drawn with each assignment.
    BAD_CLUSTERS(
            "D128",
            "clusters that are not drawn anew",
            "Randomised graph clusters are drawn again with each assignment, by a method that is random and cheap; or one"
                    + " of several columns of clusters is drawn.",
            "Take `clusters: one_hop_max()`, `clusters: net(radius: 2)` or `clusters: one_of(cluster_1, cluster_2)`."),

    /// More clusterings than can be listed.
    TOO_MANY_CLUSTERINGS(
            "D129",
            "more clusterings than can be listed",
            "Where clusters are drawn from a network, every assignment can be listed on graphs of some ten nodes only.",
            "Draw assignments at random."),

    /// A name that means two things in a design of clusters.
    AMBIGUOUS_COLUMN(
            "D126",
            "a column name that means two things",
            "Within a design of clusters `size` is the number of units of a cluster. The data have a column of that"
                    + " name, too.",
            "Rename the column of the data."),

    /// A diagnostic: a share that is nobody, or everybody, in small clusters.
    ROUNDED_AWAY(
            "rounded-away",
            "a saturation is rounded to nobody or everybody",
            "In clusters of few units a share that is not whole is rounded as declared, which can leave nobody or nobody"
                    + " else: a tenth of 4 units is none.",
            "Round at random (`rounding: random`), which keeps each unit's probability exact; or take shares that the"
                    + " smallest cluster can have."),

    /// A diagnostic: so few clusters that a randomisation test cannot reject.
    FEW_CLUSTERS(
            "few-clusters",
            "too few clusters for a test",
            "A randomisation test compares the assignment with all that could have been drawn. With few clusters these"
                    + " are so few that even the most extreme one is not rare, whatever the data will be.",
            "Randomise more clusters, or smaller ones; or accept a test that cannot reject at 5%."),

    /// A diagnostic: so few assignments that a randomisation test cannot reject.
    FEW_ASSIGNMENTS(
            "few-assignments",
            "too few assignments for a test",
            "A randomisation test compares the assignment with all that could have been drawn: its p-value is at least"
                    + " the probability of the assignment that was drawn, together with its mirror image if the test is"
                    + " two-sided. With few assignments that is above 5%, whatever the data will be.",
            "Randomise more units, or allow more assignments (coarser strata, a larger acceptance): 6 pairs reach 0.031,"
                    + " 4 units against 4 reach 0.029. Or declare a test at a level that can be reached."),

    /// More draws than fit into memory.
    TOO_MANY_DRAWS(
            "D108",
            "more draws than memory holds",
            "Draws of assignments are kept as one bit per unit and arm but the first.",
            "Draw fewer at a time; a randomisation test can be carried out in parts."),

    /// More arms than units.
    TOO_FEW_UNITS(
            "D110",
            "more arms than units",
            "Each arm with a share above zero is to have at least one unit.",
            "Use fewer arms, or randomise more units."),

    /// Counts that do not sum to the number of units.
    WRONG_COUNTS(
            "D111",
            "counts that do not sum to the number of units",
            "Counts say exactly how many units of a design or stratum each arm gets, so they sum to its size.",
            "Correct the counts, or give shares, which fit any number of units."),

    /// A unit that is in no stratum or has no place in the order.
    NO_STRATUM(
            "D112",
            "a unit without stratum",
            "A unit whose stratum or place in the order is not known could not be randomised as the design says.",
            "Fill in the value, leave the unit out with `--where`, or make missing a level of its own."),

    /// A stratum's name that does not occur, or a stratum without allocation.
    UNKNOWN_STRATUM(
            "D113",
            "no such stratum",
            "Allocations per stratum name each stratum that occurs among the units, and no other.",
            "Correct the name; the message lists the strata that there are."),

    /// A column or cut points that make no strata.
    BAD_STRATA(
            "D114",
            "a column that makes no strata",
            "Strata are groups of several units: values of a factor, or intervals of a number with declared or quantile"
                    + " cut points.",
            "Cut the number: `quantiles(size, 4)`, or give cut points: `cut(size, 10, 50)`."),

    /// Block sizes that do not fit the ratio.
    BAD_BLOCKS(
            "D115",
            "block sizes that cannot be",
            "Each block gives every arm its share exactly, so its size is a multiple of the sum of the ratio's whole"
                    + " numbers.",
            "Take a multiple, such as `sizes: 4, 6` for two arms in equal shares."),

    /// A draw that leaves an arm without units.
    EMPTY_ARM(
            "D116",
            "an arm without units",
            "Coins for each unit can leave an arm empty; nothing can be estimated then.",
            "Use `complete(…)`, which fixes the numbers, or say `empty: redraw`, which draws again."),

    /// Fractions of a unit that cannot be rounded together.
    TOO_MANY_SHARES(
            "D117",
            "too many different fractions to balance",
            "Spare units are balanced across strata with exact probabilities while the number of different fractions"
                    + " of a unit times the number of arms is moderate.",
            "Let each stratum decide by itself: `spare: independent`."),

    /// Sequences or factors that make no design.
    BAD_SEQUENCES(
            "D118",
            "sequences or factors that cannot be",
            "A stepped wedge has two sequences or more and at least one period before each crossing; sequences of a"
                    + " crossover are distinct and equally long; a factorial design has two factors or more.",
            "Look at the message for the part that does not fit."),

    /// A stratum or block with one unit.
    LONE_UNIT(
            "lone-unit",
            "a stratum of one unit",
            "The only unit of a stratum has nobody in its stratum to be compared with; its arm is random all the same.",
            "Merge small strata, or use fewer cut points."),

    /// An arm that can stay empty.
    MAY_BE_EMPTY(
            "may-be-empty",
            "an arm may stay empty",
            "With the probability stated an arm gets no unit.",
            "Use more units, larger shares, or fixed numbers: `complete(…)`."),

    /// More arms than units in a matched group.
    MORE_ARMS_THAN_GROUP(
            "D131",
            "more arms than units in a matched group",
            "Matched groups compare the arms among units that are alike, so that each group has a unit for each arm.",
            "Make the groups as large as the number of arms: `groups(size: 3, on: …)`."),

    /// A matched group can be without an arm.
    GROUP_MAY_MISS_ARM(
            "group-may-miss-arm",
            "a matched group can be without an arm",
            "The ratio of the arms does not fit the size of the groups: the spare units of a group go to random arms.",
            "Make the size of the groups a multiple of the ratio: with `control=2, treatment=1` groups of 3."),

    /// A criterion that cannot be.
    BAD_CRITERION(
            "D141",
            "a criterion of balance that cannot be",
            "An acceptance is a share of assignments above 0 and at most 1; a threshold is a number of at least 0; a"
                    + " criterion names at least one covariate.",
            "Give the share to accept (`accept: 0.001`) or the largest value (`below: 2.5`) and the covariates"
                    + " (`on: age, size`)."),

    /// No draw may be tried.
    BAD_CAP(
            "D142",
            "a cap that allows no draw",
            "The cap is the number of draws that are tried for one assignment before the search is called off.",
            "Give at least 1, and a multiple of one over the acceptance: `cap: 100000`."),

    /// A base whose assignments are not screened.
    BAD_BASE(
            "D143",
            "a design that is not rerandomised",
            "Coin flips that are screened have arms of any size from one unit to all but one; a screened design that is"
                    + " screened again has no stated acceptance; the Gram-Schmidt walk balances covariates already.",
            "Screen the complete design instead, `rerandomised(complete(), on: …)`, or one within strata, pairs or"
                    + " clusters."),

    /// A covariate with missing values.
    MISSING_COVARIATE(
            "D144",
            "a covariate with missing values",
            "A covariate that is balanced must be known for every unit before arms are handed out.",
            "Fill in the value, leave the covariate out, or leave the unit out; a missing value can also be made a"
                    + " level of a factor."),

    /// Nothing to balance.
    CONSTANT_COVARIATES(
            "D145",
            "covariates that do not vary",
            "A covariate with one value is the same in all arms, whatever the assignment: there is nothing to balance.",
            "Balance on covariates that vary between units, or use the design without a criterion."),

    /// As many dimensions as units.
    NO_DISCRIMINATION(
            "D146",
            "a distance that is the same for every assignment",
            "With a rank of n - 1 or more, n units are all equally far from each other in the Mahalanobis distance, and"
                    + " M is n - 1 for every assignment: it cannot tell a balanced one from another.",
            "Balance on fewer covariates, the most prognostic ones, or on one summary of them."),

    /// No assignment passes.
    NOT_ACCEPTED(
            "D147",
            "no assignment meets the threshold",
            "Every assignment that was tried is farther from balance than the threshold allows. Where the design has"
                    + " few assignments all of them were tried.",
            "Take the threshold named in the message, or more units; `screening()` of the randomisation holds the best"
                    + " assignment found."),

    /// Too many assignments to list.
    NOT_LISTED(
            "D148",
            "too many assignments to list",
            "The admissible assignments of a screened design or a walk can be listed only where there are few.",
            "Redraw instead: `redraw` gives as many random admissible assignments as wanted."),

    /// A walk that cannot be.
    BAD_WALK(
            "D149",
            "a Gram-Schmidt walk that cannot be",
            "The walk has two arms with shares above 0, a robustness above 0 and at most 1, and at least one"
                    + " covariate.",
            "Write `walk(on: age, size, robustness: 0.5)`."),

    /// A diagnostic: a covariate that does not vary.
    CONSTANT_COVARIATE(
            "constant-covariate",
            "a covariate does not vary",
            "The covariate has one value for all units; it is balanced by itself and adds nothing to the criterion.",
            "Leave it out."),

    /// A diagnostic: a covariate that follows from others.
    ALIASED_COVARIATE(
            "aliased-covariate",
            "a covariate follows from the others",
            "The covariate is a sum of multiples of those named before it, as one of all indicators of a factor is. The"
                    + " distance counts its direction once; the degrees of freedom are the rank.",
            "Nothing needs to be done; leave it out for a shorter design."),

    /// A short form that cannot be read.
    SYNTAX(
            "D151",
            "a design that cannot be read",
            "A design is a name with arguments in brackets, separated by commas: `pairs(on: nreps, avg_csat)`. A word"
                    + " before a colon is a key, which holds until the next one. Words with blanks or punctuation stand"
                    + " in double quotes.",
            "Look at the place that is marked."),

    /// A name that is no design.
    UNKNOWN_DESIGN(
            "D152",
            "no such design",
            "The name before the bracket is none of the designs.",
            "Take one of those listed in the message; `docs/how-to/choose-a-design.md` compares them."),

    /// A key that a design does not have.
    UNKNOWN_ARGUMENT(
            "D153",
            "no such argument",
            "Each design has its own arguments, and a key that it does not know would have no effect.",
            "Take one of those listed in the message."),

    /// Something that a design needs.
    MISSING_ARGUMENT(
            "D154",
            "an argument is missing",
            "The design cannot be guessed without it.",
            "Add the argument that the message names."),

    /// An argument of the wrong kind.
    WRONG_ARGUMENT(
            "D155",
            "an argument of the wrong kind",
            "A word stands where a number is expected, or there are too many values, or two that exclude each other.",
            "Write it as the message shows."),

    /// A design in a file that is neither TOML nor JSON.
    WRONG_FILE(
            "D156",
            "a file that holds no design",
            "A design in a file is TOML or JSON with the key `design` and the arguments beside it; designs that stand"
                    + " around others hold them under `of`.",
            "Write it as `docs/reference/designs.md` shows, or give the short form.");

    private final Explanation explanation;

    DesignCode(String code, String title, String meaning, String advice) {
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
}
