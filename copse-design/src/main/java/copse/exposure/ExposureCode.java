package copse.exposure;

import copse.error.DesignException;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.Problem;

/// What can be wrong with exposures and their probabilities.
public enum ExposureCode implements Explained {
    /// A name that is no exposure.
    NO_EXPOSURE(
            "G151",
            "no such exposure",
            "An exposure says how the own arm and the arms of neighbours make a condition. The name before the bracket"
                    + " is none of them.",
            "Take one of those listed in the message, such as `full` or `fraction(q: 0.75)`."),

    /// A number of an exposure that cannot be.
    BAD_EXPOSURE(
            "G152",
            "an exposure with numbers that cannot be",
            "Shares of neighbours lie between 0 and 1, numbers of neighbours and hops are at least 1, and ends of"
                    + " intervals ascend; otherwise some condition could hold for no node at all.",
            "Write it as the message shows."),

    /// A name that is no condition of the exposure.
    NO_CONDITION(
            "G153",
            "no such condition",
            "Each exposure has its own conditions, such as `treated` and `control`, or `dir_ind1`, `isol_dir`, `ind1`"
                    + " and `no` for the four of Aronow and Samii.",
            "Take one of those listed in the message."),

    /// Arms of other nodes.
    OTHER_NODES(
            "G155",
            "arms that are not those of the nodes",
            "Each node of the network has its own arm, in the order of the nodes. More or fewer arms than nodes cannot"
                    + " be matched to them.",
            "Assign the nodes of this network: `copse network assign`."),

    /// An arm that the design does not have.
    NO_SIDE(
            "G156",
            "an arm that the design does not have",
            "Treatment and control of an exposure are two different arms of the design; for arms of several parts, such"
                    + " as a saturation and an arm within, also a name in their column `arm`.",
            "Take one of those listed in the message.");

    private final Explanation explanation;

    ExposureCode(String code, String title, String meaning, String advice) {
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
