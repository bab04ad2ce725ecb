package copse.estimate;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.PlanException;
import copse.error.Problem;

/// What can be wrong with a question about effects beyond the plain average, and what a reader of the answer
/// must know: margins, families of effects, groups and moderators, ratios, compliance, attrition, influence.
public enum EffectCode implements Explained {
    /// A margin without meaning.
    MARGIN(
            "E130",
            "a margin that is no size",
            "A margin says how much better an arm must be, or how much worse it may be, in units of the outcome. Which"
                    + " way is better is said apart, so that a sign would say it twice.",
            "Give the margin as a positive number and say whether higher or lower outcomes are better."),
    /// Equivalence that leaves out no effect.
    EQUIVALENCE(
            "E131",
            "margins of equivalence without 0 between them",
            "Two arms are equivalent if their difference is close to 0, which must lie between the margins.",
            "Give a lower margin below 0 and an upper one above 0."),
    /// A level that is no coverage.
    LEVEL(
            "E132",
            "a level that cannot be",
            "The level is the coverage of the limits; one less it is the level of the test. Equivalence is shown by limits"
                    + " of level 1 - 2α, so that its α must be below one half.",
            "Take 0.95, or another share below 1."),
    /// A margin in another unit.
    MARGIN_UNIT(
            "E133",
            "a margin wider than the outcome",
            "The margin is larger than the distance between the smallest and the largest outcome in the data. No effect"
                    + " could be that large, so that superiority could never be shown and non-inferiority always. Most"
                    + " often such a margin is a percentage, or in another unit.",
            "Give the margin in units of the outcome; a margin of m standard deviations is m times the standard"
                    + " deviation.");

    private final Explanation explanation;

    EffectCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }

    PlanException planError(String what, String why, String fix) {
        return new PlanException(new Problem(code(), what, why, fix));
    }
}
