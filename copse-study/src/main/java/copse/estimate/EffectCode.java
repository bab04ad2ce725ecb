package copse.estimate;

import copse.error.Diagnostic;
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
                    + " deviation."),
    /// A family of effects that is none.
    FAMILY(
            "E134",
            "a family of effects that cannot be adjusted",
            "Effects are adjusted for their number, so that each belongs to the family once; Dunnett's tests are for arms"
                    + " that share a control.",
            "Name each outcome or arm once; for several outcomes take Holm or Benjamini-Hochberg."),
    /// Groups that hold no effect.
    GROUPS(
            "E135",
            "a group without two units of each arm",
            "The effect in a group compares the arms within it, and its error comes from how much the group's units"
                    + " differ.",
            "Merge small groups, or leave them out."),
    /// A moderator that does not vary.
    MODERATOR(
            "E136",
            "a moderator that does not vary",
            "How an effect changes with a number can only be seen where the number changes.",
            "Name a column that varies."),
    /// A ratio without a denominator.
    NO_RATIO(
            "E137",
            "a ratio over nothing",
            "Ratios are sums over sums, and a lift is a ratio over that of the control: neither can be taken over 0.",
            "Divide by a column that counts something in both arms; over a control of 0 ask for the difference."),
    /// Covariates for a method without.
    NOT_ADJUSTED(
            "E138",
            "covariates for a method that does not adjust",
            "Some methods compare sums of arms as they are. To leave covariates aside silently would pass off an"
                    + " unadjusted number as an adjusted one.",
            "Ask without covariates, or take a method that adjusts."),
    /// A column of who took the treatment that says something else.
    NOT_TAKEN(
            "E140",
            "whether the treatment was taken is not 0 or 1",
            "The effect on compliers is for a treatment that is taken or not. Doses have effects per unit of dose, which"
                    + " are another question.",
            "Make the column logical, for instance dose above 0."),
    /// An offer that moved no one.
    NO_FIRST_STAGE(
            "E141",
            "an offer that made no difference to who took it",
            "The effect on compliers is the effect of the offer divided by the difference in the share who took the"
                    + " treatment; without a difference there are no compliers.",
            "Report the effect by intention to treat."),
    /// An offer that moved few.
    WEAK_INSTRUMENT(
            "weak-instrument",
            "an offer that moved few",
            "The first stage's F, at the level of the randomised unit, is below 10. The complier effect is then skewed and"
                    + " pulled towards the comparison of who took the treatment with who did not, and Wald's limits are too"
                    + " narrow.",
            "Take the limits of Anderson and Rubin, which hold anyway, and report the effect by intention to treat first."),
    /// A line beyond the data.
    OUTSIDE(
            "outside-data",
            "an effect where there are no data",
            "The effect at this value of the moderator is the line through the data, drawn beyond them.",
            "Ask for values within the range of the moderator."),
    /// Too few units for a joint test.
    NO_JOINT_TEST(
            "no-joint-test",
            "no joint test of the groups' effects",
            "A test that several groups have the same effect needs more randomised units than there are groups to"
                    + " compare.",
            "Look at the differences one by one, or merge groups."),
    /// A lift over nearly nothing.
    SMALL_DENOMINATOR(
            "small-denominator",
            "a lift over a ratio that may be near 0",
            "The delta method takes a quotient as normal, which holds while its denominator is many standard errors from"
                    + " 0. The value is Finney's g, the square of critical value times standard error over denominator;"
                    + " from 0.05 on the limits of delta method and Fieller differ.",
            "Take Fieller's limits, or ask for the difference."),
    /// A range that outcomes leave.
    OUTCOME_RANGE(
            "E142",
            "a range that does not hold the outcomes",
            "Worst-case bounds put missing outcomes at the ends of the range of the scale, which must hold every outcome"
                    + " that is there.",
            "Give the smallest and the largest value that the outcome can have."),
    /// A stratum that tells nothing.
    NO_STRATUM(
            "E143",
            "strata that cannot bound missing outcomes",
            "Bounds within strata need the stratum of every row, outcomes or not, and outcomes of both arms in each"
                    + " stratum.",
            "Fill in or merge strata, or ask for bounds without them."),
    /// Arms that differ in what is missing.
    DIFFERENTIAL_ATTRITION(
            "differential-attrition",
            "the arms differ in what is missing",
            "More outcomes are missing in one arm than chance explains, so that those seen in the two arms are different"
                    + " people. No method that looks at those alone undoes this.",
            "Report bounds: Lee's if the treatment moves outcomes into or out of sight in one direction only, the worst case"
                    + " if outcomes have a known range."),
    /// Too many units to leave out one by one.
    TOO_MANY_UNITS(
            "E146",
            "influence of too many units",
            "The influence of a unit is the effect without it, so that the estimate is repeated once per unit.",
            "Ask for it where clusters were randomised; among many thousand single units none decides."),
    /// Outcomes that are not what they are taken for.
    NOT_OF_KIND(
            "E150",
            "outcomes that are not of their kind",
            "A logistic model is for outcomes that are yes or no, 1 or 0; a Poisson model for counts.",
            "Give the family that fits the outcome: gaussian for numbers, binomial for yes or no, poisson for counts."),
    /// A model of shares or rates for numbers.
    NO_GENERALISED_MODEL(
            "E151",
            "a generalised model of plain numbers",
            "Logistic and Poisson models are for outcomes that are yes or no, or count something.",
            "Say what the outcome is, or take the mixed model of numbers: `--estimators mixed`."),
    /// An arm in which nothing, or everything, happened.
    NO_EVENTS(
            "E152",
            "an arm where all outcomes are the same",
            "Where nothing happened in an arm (or to everybody), odds and rate are 0 or infinite: no logistic or Poisson"
                    + " model has an estimate, and no standard error means anything.",
            "Compare means, whose standard error then comes from the other arm alone, and read a randomisation test beside"
                    + " it: `--estimators means,randomisation`."),
    /// Few events.
    FEW_EVENTS(
            "few-events",
            "few events in an arm",
            "With fewer than five events in an arm the difference of shares is far from normal: intervals can cover far less"
                    + " than they say.",
            "Read a randomisation test, which needs no large numbers, and tell the counts themselves."),
    /// A model that is surer than the clusters are.
    SURER_THAN_CLUSTERS(
            "surer-than-clusters",
            "a model that is surer than its clusters",
            "The standard error of the model is far below the one that differences between clusters show. Model and"
                    + " data do not agree on how much clusters differ.",
            "Read the difference in means of clusters beside it, which takes their differences as they are."),
    /// A unit on which the decision hangs.
    DECISIVE_UNIT(
            "decisive-unit",
            "one unit decides",
            "Without one of the randomised units the test comes out the other way. With few clusters this is common near"
                    + " the level, and no reason to leave the unit out.",
            "Say so beside the result; look at what is special about the unit, and at a randomisation test.");

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

    Diagnostic of(String parameter, double value, double threshold, String meaning) {
        return new Diagnostic(code(), parameter, value, threshold, meaning, advice());
    }

    PlanException planError(String what, String why, String fix) {
        return new PlanException(new Problem(code(), what, why, fix));
    }
}
