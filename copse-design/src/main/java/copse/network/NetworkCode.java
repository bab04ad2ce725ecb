package copse.network;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What can be wrong with a network, and with what is asked of it.
public enum NetworkCode implements Explained {
    /// Neither edges nor nodes.
    EMPTY(
            "G101",
            "an empty graph",
            "There is no node: the edge list has no row in which both ends are there, and no table of nodes was given.",
            "Check that the right file and columns were read; `copse show` prints their first rows."),

    /// Nodes, but no edge between two of them.
    ALL_ISOLATED(
            "G102",
            "no node has a neighbour",
            "Every edge was left out, because its two ends are the same node or one of them is missing. Without"
                    + " edges there is no interference to design for.",
            "Check the two columns of the edge list; if units truly have no neighbours, use `copse assign`."),

    /// An end of an edge that is not in the table of nodes.
    UNKNOWN_NODE(
            "G103",
            "an edge to an unknown node",
            "The edge list names a node that the table of nodes does not have. Ids are compared as they read: `007`"
                    + " is not `7`.",
            "Add a row for the node, mend the id, or leave the table of nodes out: then every id of the edge list is a"
                    + " node."),

    /// An id twice in the table of nodes.
    REPEATED_NODE(
            "G104",
            "a node occurs twice",
            "The table of nodes has one row per node, and an id occurs in two of them.",
            "Remove the repeated rows, or choose the column that tells nodes apart with `--id`."),

    /// A node without an id, or with one that is no id.
    BAD_ID(
            "G105",
            "an id that cannot be one",
            "Ids are labels or whole numbers up to 2^53, and each row of the table of nodes has one. Numbers that are"
                    + " measured are not told apart safely.",
            "Choose the right column, or read it as labels: `--factor COLUMN`."),

    /// A weight that is not a positive number.
    BAD_WEIGHT(
            "G106",
            "an edge whose weight is not above 0",
            "Weights say how strong an edge is: finite numbers above 0. A weight of 0 is no edge, and clusters and"
                    + " exposures have no meaning with negative ones.",
            "Leave out edges of weight 0, fill in missing weights, or read the edges without weights."),

    /// A list of neighbours that is not one.
    BAD_NEIGHBOURS(
            "G107",
            "a column of neighbours that does not make a graph",
            "A column of neighbours holds the ids of each node's neighbours, separated by blanks. Each of them is a node,"
                    + " and has the node among its own neighbours.",
            "Make the column anew from the edges, and keep all rows: nodes that are left out are still named by"
                    + " others."),

    /// An id with a blank in it.
    BLANK_IN_ID(
            "G109",
            "an id with a blank",
            "A column of neighbours separates ids by blanks, so that no id may hold one.",
            "Replace blanks in ids, by underscores for example, in the edges and in the table of nodes."),

    /// More edges than an array holds.
    TOO_MANY_EDGES(
            "G108",
            "too many edges",
            "The neighbours of all nodes are kept in one array, which holds 2^30 - 1 edges.",
            "Split the graph by region or component, or drop the weakest edges."),

    /// A model of graphs whose parameters do not make one.
    BAD_MODEL(
            "G110",
            "a model of graphs that cannot be drawn",
            "The parameters of the model contradict one another or are out of range, such as a probability above 1.",
            "See the message for the range.");

    private final Explanation explanation;

    NetworkCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception, to be thrown
    InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }
}
