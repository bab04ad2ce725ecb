package copse.estimate;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.PlanException;
import copse.error.Problem;

/// What can be wrong with a randomisation test, and what a reader of its result must know.
public enum RandomisationTestCode implements Explained {
    /// Nobody knows how the arms came about.
    NO_DESIGN(
            "E201",
            "a randomisation test without a design",
            "A randomisation test compares the arms as they are with the arms as they could have been. Which these are is"
                    + " known from the design alone: pairs, strata, clusters, screened assignments. The data do not show it.",
            "Give the assignment record: `copse analyze data.csv --assignment arms.json`."),
    /// The design had no choice.
    NO_RANDOMNESS(
            "E202",
            "a design with one assignment only",
            "If the arms could not have come out otherwise, there is nothing to compare them with.",
            "Analyse the data by a method that models the outcome, such as a regression or a mixed model."),
    /// The arms in the data are none that the design can draw.
    NOT_ADMISSIBLE(
            "E203",
            "arms that the design cannot have drawn",
            "All assignments that the design admits have been listed, and the arms in the data are not among them: arms were"
                    + " changed after the draw, or the record belongs to other data.",
            "Compare the arms with the record, `copse assign … --replay RECORD`, and analyse units in the arm that they were"
                    + " given, not in the one that they took up."),
    /// The statistic of the observed assignment is undefined.
    UNDEFINED(
            "E204",
            "a statistic that these arms have none of",
            "A difference needs outcomes in both arms, a standard error at least two units in each.",
            "Choose another statistic, such as the difference in means of units, or measure outcomes in both arms."),
    /// The number of draws is none.
    DRAWS(
            "E205",
            "a number of draws that cannot be",
            "A randomisation test compares the observed assignment with at least one more.",
            "Take 9999 draws, or more for p-values below 0.001."),
    /// Two arms of a design that cannot be exchanged.
    NO_CONTRAST(
            "E206",
            "two arms that cannot be tested by themselves",
            "With more than two arms, two are compared given the units of the others: arms are exchanged among the units of"
                    + " the two. A design that screens assignments, or draws in two stages, does not make all exchanges"
                    + " equally likely.",
            "Test all arms at once, or compare the two by a method that needs no exchange, such as a regression."),
    /// An adjustment for nothing.
    NO_COVARIATES(
            "E207",
            "an adjustment without covariates",
            "The statistic compares what covariates leave of the outcome, and no covariate is named.",
            "Name columns measured before the arms were handed out, or compare plain means."),
    /// Some draws have no statistic.
    CONDITIONAL(
            "undefined-draws",
            "assignments without a statistic",
            "Some assignments that the design can draw leave an arm without outcomes, so that nothing can be compared. The"
                    + " test is made among the others: it is the conditional test, given that the statistic is defined.",
            "Nothing needs to be done; a design with fixed numbers per arm has no such assignments."),
    /// No p-value can be small enough.
    FEW(
            "test-cannot-reject",
            "a test that can never reject",
            "The design admits so few assignments that no p-value of a randomisation test is below the level, whatever the"
                    + " data.",
            "Report the p-value as it is, with its smallest possible value; randomise more clusters, pairs or units next"
                    + " time, or accept more assignments.");

    private final Explanation explanation;

    RandomisationTestCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    DesignException error(String what, String why, String fix) {
        return new DesignException(new Problem(code(), what, why, fix));
    }

    InputException inputError(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }

    PlanException planError(String what, String why, String fix) {
        return new PlanException(new Problem(code(), what, why, fix));
    }

    Diagnostic diagnostic(String parameter, double value, double threshold, String meaning) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice());
    }
}
