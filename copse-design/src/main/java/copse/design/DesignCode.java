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
            "Remove the second row; or, if rows belong to units, randomise these: `clustered(by: unit, …)`.");

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
