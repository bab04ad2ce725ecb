package copse.interference;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What can be wrong with an experiment in a network or with a question about it, and what a reader of an
/// effect under interference must know.
public enum InterferenceCode implements Explained {
    /// An assignment of other units than the nodes.
    OTHER_NODES(
            "G201",
            "arms that do not match the nodes",
            "Every node of the network has its arm, and every arm belongs to a node: what a node is exposed to cannot be"
                    + " known if the arms of some neighbours are not. A network that is read from edges alone lacks the"
                    + " nodes without edges.",
            "Assign the node table of this network, or give the table that was assigned: `--nodes FILE --id COL`."),

    /// Rows of other units than the nodes.
    NO_NODE(
            "G202",
            "outcomes that do not match the nodes",
            "Rows find their node by its id. No row has an id that the network knows, so that either the column is not"
                    + " the one of the nodes, or the ids are written differently.",
            "Name the column of the outcomes like the id of the nodes."),

    /// Conditions that do not answer the question.
    NO_CONTRAST(
            "G203",
            "an exposure that cannot show the effect",
            "An effect is a contrast of two conditions of exposure. Full exposure has none for nodes that are not treated"
                    + " themselves and whose neighbours are: it shows the total effect only. Own arm alone knows nothing"
                    + " of neighbours: it shows the direct effect only.",
            "Ask for another effect, or take an exposure that tells the conditions apart: `full` or `fraction(q: 0.75)`"
                    + " for the total effect, `four-way` for direct effect and spillover."),

    /// No outcome to compare.
    EMPTY_CONDITION(
            "G204",
            "no node in a condition",
            "A contrast of two conditions needs nodes with outcomes in both, and this assignment put no node there, or"
                    + " those it put there have no outcome.",
            "Take clusters that cut fewer edges, a less strict exposure such as `fraction(q: 0.75)`, or the exposure"
                    + " regression, which compares degrees of exposure."),

    /// Errors by node though clusters were randomised.
    BELOW_RANDOMISATION(
            "G205",
            "nodes counted as independent though clusters were randomised",
            "Nodes of a cluster got their arm together: chance decided once per cluster. Standard errors that count nodes"
                    + " are too small by a factor that grows with the size of clusters.",
            "Count clusters: `--estimators naive,hajek`."),

    /// A condition that no node can be in.
    IMPOSSIBLE(
            "G206",
            "a contrast that no node can have",
            "Only nodes that can be in both conditions, each with a probability above 0, tell of a contrast without an"
                    + " assumption. Under this design there is no such node.",
            "Take a less strict exposure, or a design under which nodes can be in both conditions."),

    /// Too few clusters for an error.
    FEW_CLUSTERS(
            "G207",
            "one cluster in an arm",
            "How much clusters differ by chance cannot be seen from one, and nodes of one cluster do not tell.",
            "Make more clusters, at least two for each arm, or read a randomisation test."),

    /// An outcome that is no number.
    NOT_NUMERIC(
            "G208",
            "an outcome or covariate that is no number",
            "Means need numbers: numeric columns, or logical ones that count as 0 and 1.",
            "Make numbers of it: `--numeric COL`; or compare one label with the others by a logical column."),

    /// A design whose clusters change from draw to draw.
    REDRAWN_CLUSTERS(
            "G209",
            "clusters that are drawn anew with every assignment",
            "Under randomised graph clusters no two assignments share their clusters, so that errors which count"
                    + " clusters have nothing to count.",
            "Weight by the design's probabilities: `--estimators hajek`."),

    /// A variance that cannot be had.
    NO_VARIANCE(
            "G210",
            "no variance under this design",
            "A variance follows from how arms are drawn: from clusters that draw by themselves or in fixed numbers, or"
                    + " from the probabilities that two nodes are in given conditions together, which are as many as"
                    + " pairs of nodes.",
            "Randomise fixed clusters of the graph, or take the exposure regression with errors over redraws of the"
                    + " design: `--estimators randomisation`."),

    /// An estimator that there is not.
    UNKNOWN_METHOD(
            "G211",
            "no such estimator",
            "Effects in networks are estimated by a fixed list of methods.",
            "Take one of the words in the message."),

    /// A regression that cannot be made.
    NO_REGRESSION(
            "G212",
            "no exposure regression",
            "A regression on the own arm and the treated share of neighbours tells them apart only where they do not"
                    + " always go together, and needs a fit that has converged.",
            "Ask for the total effect, or take a design that treats units within clusters."),

    /// Clusters that have no arm as wholes.
    NOT_WHOLE(
            "G213",
            "clusters whose units have different arms",
            "Totals of clusters can be compared where clusters got their arm as wholes.",
            "Take an estimator that weights by the design, or the exposure regression."),

    /// An effect of neighbours asked of a method that compares own arms.
    NO_NEIGHBOURS(
            "G214",
            "a method that knows no neighbours",
            "Means of arms and totals of clusters compare nodes by their own arm. That is no spillover, and is the direct"
                    + " effect only where neighbours do not follow a node's arm: where nodes were randomised by"
                    + " themselves.",
            "Take a method that knows the neighbours: `--estimators hajek,regression`."),

    /// A study that cannot be simulated as it stands.
    NO_STUDY(
            "G240",
            "a study that cannot be simulated",
            "A simulated study needs at least one design and one analysis; its analyses have names of their own and"
                    + " compare the same two arms.",
            "Name designs and estimators: `--designs 'complete()' --estimators naive,hajek`."),

    /// Every analysis of every design was refused.
    NOTHING_TO_SIMULATE(
            "G241",
            "no design that any analysis could be made of",
            "Each analysis of each design was refused before the first experiment: the designs cannot be carried out on"
                    + " this network, or no estimator can answer its question under them.",
            "Mend the first one; the message says what it lacks."),

    /// An effect that simulated outcomes do not have.
    NO_TRUTH(
            "G242",
            "simulated outcomes without such an effect",
            "Bias and coverage need a true effect. Outcomes that are sums, or have log odds that are, have a direct"
                    + " effect, a spillover and a total effect; with contagion only the total effect is defined.",
            "Ask for the total effect."),

    /// Estimates that miss the effect on average.
    BIASED(
            "biased-by-interference",
            "estimates miss the effect on average",
            "The design mixes arms among neighbours, or the exposure does not see all that matters: no number of users"
                    + " makes up for it.",
            "Take clusters that cut fewer edges, an exposure that looks further, or an estimator that models the share of"
                    + " treated neighbours."),

    /// A mean that ignores neighbours.
    NAIVE_MEANS(
            "naive-means",
            "means of arms that ignore the neighbours",
            "Nodes are compared by their own arm, whoever their neighbours are. What that estimates lies between the"
                    + " direct and the total effect: the direct effect plus the part of the spillover that goes with the"
                    + " difference in treated shares of neighbours.",
            "Read an estimate that knows exposures: `--estimators hajek,regression`."),

    /// Own arms compared where neighbours follow them.
    GO_ALONG(
            "neighbours-go-along",
            "own arms compared although neighbours follow them",
            "The exposure `own` holds nothing of the neighbours. Where clusters draw their arms or their shares of"
                    + " treated, neighbours of treated nodes are treated more often: the contrast is the direct effect"
                    + " and a part of the spillover.",
            "Hold the neighbours: `--estimators regression`, or `--exposure four-way`."),

    /// Seen nodes that stand for few.
    PART_SEEN(
            "part-of-the-nodes-seen",
            "nodes seen in a condition stand for a part of all",
            "The inverse probabilities of the nodes seen in a condition add up to about the number of all nodes. Where"
                    + " they add up to far less, nodes that could be in the condition, but with a small probability, are"
                    + " hardly among those seen: the mean is that of other nodes.",
            "Take a less strict exposure, clusters that cut fewer edges, or the regression, which needs no full"
                    + " exposure: `--estimators regression`."),

    /// Neighbours in arms that are not compared.
    FURTHER_ARMS(
            "neighbours-in-further-arms",
            "neighbours in arms that are not compared count as untreated",
            "Numbers and shares of treated neighbours count the treatment alone. A neighbour in a third arm counts like"
                    + " one in control, whatever that arm does; nodes with more of the one have fewer of the other.",
            "Take `--exposure full`, or the regression, in which each further arm has a share of its own:"
                    + " `--estimators regression`."),

    /// A condition that nobody is in.
    UNSEEN_CONDITION(
            "unseen-condition",
            "a condition that no node is in",
            "Horvitz-Thompson is unbiased over all assignments, also those that leave a condition empty; of this one"
                    + " assignment it then says little.",
            "Read an estimate that compares what is there: `--estimators regression`."),

    /// Nodes whose conditions have probability 0.
    OUTSIDE(
            "outside-estimand",
            "nodes that cannot be in both conditions",
            "Nodes that the design could never put into one of the two conditions say nothing about their contrast: the"
                    + " effect is the mean over the others.",
            "Say whose effect it is, or take an exposure that every node can have."),

    /// Nodes without neighbours.
    ISOLATED(
            "isolated-nodes",
            "nodes without neighbours",
            "Nobody can spill over to a node without neighbours. It counts by its own arm for full exposure, and is left"
                    + " out of contrasts of neighbours' treatment.",
            "Nothing need be done; the number is told so that the estimand is plain."),

    /// Weights of few nodes.
    RARE_EXPOSURE(
            "rare-exposure",
            "conditions of very small probability",
            "A node with a small probability of its condition stands for many when it is seen in it, so that few nodes"
                    + " carry the estimate.",
            "Read Hájek rather than Horvitz-Thompson, make clusters that cut fewer edges, or ask for a smaller share of"
                    + " neighbours."),

    /// Probabilities from draws.
    ESTIMATED_EXPOSURE(
            "estimated-exposure",
            "probabilities of exposure from random draws",
            "No formula was at hand for these conditions and this design, so that probabilities are shares among random"
                    + " assignments, with an error of their own.",
            "More draws make the error smaller."),

    /// Nodes without an outcome.
    NODES_WITHOUT_OUTCOME(
            "nodes-without-outcome",
            "nodes without an outcome",
            "Nodes without an outcome, or without a covariate, are left out; as neighbours they count with their arm.",
            "Find out why they are missing; if it has to do with arms, no analysis of the others is safe."),

    /// Rows of no node.
    UNKNOWN_ROWS(
            "rows-of-no-node",
            "outcomes of no node",
            "Rows whose id is missing or not among the nodes are left out.",
            "Check the ids if they should have been nodes."),

    /// Several rows per node.
    SEVERAL_ROWS(
            "several-rows",
            "several outcomes of a node",
            "A node has one outcome here: the mean of its rows.",
            "Aggregate beforehand if another summary is wanted.");

    private final Explanation explanation;

    InterferenceCode(String code, String title, String meaning, String advice) {
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
