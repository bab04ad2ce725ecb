package copse.plan;

import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.Place;
import copse.error.PlanException;
import copse.error.Problem;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a plan, by itself or with the data it is about.
public enum PlanCode implements Explained {
    /// The text is not TOML.
    NOT_TOML(
            "P101",
            "the plan is not TOML",
            "A plan is a text in TOML: `key = value` lines under `[headers]`; texts stand in quotes, lists in square"
                    + " brackets.",
            "Repair the line that the message shows; docs/reference/plan.md has a whole plan to compare with."),
    /// A key that no plan has.
    UNKNOWN_KEY(
            "P102",
            "no such key",
            "A key that is not understood would be ignored silently, and what it says would not be done. So it is an"
                    + " error.",
            "Take one of the keys that the message lists; docs/reference/plan.md explains each."),
    /// Something that cannot be guessed is not said.
    MISSING_KEY(
            "P103",
            "something is missing in the plan",
            "What a plan needs and does not say cannot be guessed without deciding something for you.",
            "Add the line that the message shows."),
    /// A value of another type.
    WRONG_TYPE(
            "P104",
            "a value of the wrong type",
            "Texts stand in quotes, numbers do not; lists stand in square brackets.",
            "Write the value as the message shows."),
    /// A number outside its range.
    OUT_OF_RANGE(
            "P105",
            "a number out of range",
            "The number has no meaning there: a level of a test lies between 0 and 1, a number of clusters is above 0.",
            "Choose a number in the range that the message states."),
    /// Two keys that cannot both hold.
    CONTRADICTION(
            "P106",
            "two lines of the plan contradict each other",
            "Each line is possible, but not both of them.",
            "Remove or change one of the two."),
    /// A word outside a fixed list.
    UNKNOWN_WORD(
            "P107",
            "not one of the words that are possible",
            "The key takes one of a few words.",
            "Take one of the words that the message lists."),
    /// The plan cannot be read at all.
    NO_FILE(
            "P108",
            "a file that cannot be read",
            "The plan, or a file that it names, is not there or may not be read. Paths are relative to the folder of the"
                    + " plan.",
            "Check the name, and where the file is."),
    /// Arms that the design does not hand out.
    UNKNOWN_ARM(
            "P109",
            "no such arm in the design",
            "The arms that are compared are among those that the design hands out.",
            "Take two of the arms that the message lists, or name them in the design."),
    /// No outcome is the primary one.
    NO_PRIMARY(
            "P110",
            "no primary outcome",
            "The question is answered by an outcome that is named beforehand. Which one it is cannot be chosen when the"
                    + " data are in.",
            "Write `role = \"primary\"` under one `[[outcome]]`, and \"secondary\" under those that are looked at beside"
                    + " it."),
    /// One outcome twice.
    TWICE(
            "P111",
            "something is named twice",
            "Each outcome, covariate and effect is named once.",
            "Remove one of the two."),
    /// A formula that does not model the outcome by the arm.
    OTHER_FORMULA(
            "P112",
            "a formula that is not about the outcome and the arm",
            "The formula of an outcome has the outcome on the left and the arm among its terms; its coefficient is the"
                    + " effect.",
            "Write `outcome ~ arm + covariates + (1 | cluster)`."),
    /// Effects that design or network do not allow.
    NO_SUCH_EFFECT(
            "P113",
            "an effect that this experiment cannot estimate",
            "Direct effects and spillovers need a network or clusters of different shares; the effect on those who took"
                    + " the treatment needs a column that says who did.",
            "Ask for another effect, or add what it needs."),
    /// Rows are taken as independent that were randomised together.
    BELOW_RANDOMISATION(
            "P114",
            "an analysis below the level of randomisation",
            "Rows of one cluster are alike and get one arm, so they are not independent evidence about it. An analysis"
                    + " that counts them as such reports a standard error that is too small.",
            "Add the cluster as a random effect, `(1 | cluster)`, or leave the formula out: copse then takes the analysis"
                    + " that the design implies."),
    /// A column that the data do not have.
    NO_COLUMN(
            "P121",
            "no such column in the data of the plan",
            "Design, formulas and covariates name columns of the units or of the outcomes; upper and lower case count.",
            "Take one of the columns that the message lists."),
    /// An outcome that was there before the arms.
    KNOWN_BEFORE(
            "P122",
            "an outcome that was measured before the arms were handed out",
            "The outcome is a column of the units, which are known before anybody is assigned. A treatment cannot change"
                    + " what was there before it.",
            "Name the column that will be measured afterwards; what was measured before is a covariate."),
    /// A size target that units at hand cannot meet.
    OTHER_SIZE(
            "P123",
            "the size that is planned is not that of the units at hand",
            "The plan states a number of clusters, and the data have another. Power is that of the units that are"
                    + " randomised, not of those that were hoped for.",
            "Write the number of clusters that are there, or add the missing ones to the file."),
    /// A column of outcomes that is no number.
    NOT_AN_OUTCOME(
            "P124",
            "an outcome that cannot be compared",
            "Outcomes are numbers, or yes and no; a share is made of 0 and 1, a count of whole numbers from 0.",
            "Code the outcome as a number, or name another `kind`."),
    /// Nothing in the data could be planned with.
    NOTHING_TO_PLAN(
            "P125",
            "no plan can be made of these data",
            "A first plan needs rows that can be randomised, or come in groups that can, and a number that the treatment is"
                    + " to change.",
            "Give other data, or write the plan by hand: docs/reference/plan.md."),
    /// Diagnostic: power is below the one wanted.
    POWER_BELOW_TARGET(
            "power-below-target",
            "the power is below the one wanted",
            "With the size that is planned, an effect as large as the smallest of interest is missed more often than the"
                    + " plan allows.",
            "Take more clusters, a covariate that explains more, or say that only a larger effect is of interest."),
    /// Diagnostic: power cannot be told.
    POWER_UNKNOWN(
            "power-unknown",
            "the power cannot be told",
            "Something that the power follows from is not in the plan.",
            "Add the keys under `[size]` that the message names.");

    private final Explanation explanation;

    PlanCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @param place in the plan, null if there is none
    /// @return the problem
    Problem problem(String what, String why, String fix, @Nullable Place place) {
        return new Problem(code(), what, why, fix, place);
    }

    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @return the exception to throw, without a place
    PlanException error(String what, String why, String fix) {
        return new PlanException(problem(what, why, fix, null));
    }

    /// @param parameter what it is about
    /// @param value seen
    /// @param threshold held against
    /// @param meaning in this case
    /// @return the diagnostic, with the advice of the catalogue
    Diagnostic diagnostic(String parameter, double value, double threshold, String meaning) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice());
    }
}
