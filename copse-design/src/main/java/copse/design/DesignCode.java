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
