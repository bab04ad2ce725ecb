package copse.power;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.PlanException;
import copse.error.Problem;

/// What can be wrong with a question of power, and what to know about its answer.
public enum PowerCode implements Explained {
    /// A power that no trial has.
    IMPOSSIBLE_POWER(
            "W101",
            "no trial has that power",
            "Power is the chance that the test finds an effect that is there. It comes as close to 1 as one can pay for,"
                    + " but never reaches it, and it is never below the level of the test: at an effect of 0 already,"
                    + " the test rejects that often.",
            "Ask for a power between the level of the test and 1; 0.8 and 0.9 are usual."),
    /// A number outside the range in which it has a meaning.
    OUT_OF_RANGE(
            "W102",
            "a number is out of range",
            "An intraclass correlation beyond 1, a standard deviation of 0 or half a pupil describe no trial.",
            "Choose a value within the range that the message states."),
    /// No degrees of freedom are left.
    TOO_FEW_CLUSTERS(
            "W103",
            "too few clusters for a test",
            "The test compares clusters, and what it may err by is judged from how clusters of one arm differ. After the"
                    + " arms, strata and covariates are taken off, nothing is left to judge it from: there is no test,"
                    + " however many units each cluster has.",
            "Take more clusters, or fewer strata or covariates of clusters."),
    /// An effect that the outcome cannot have.
    IMPOSSIBLE_EFFECT(
            "W104",
            "an effect that the outcome cannot have",
            "A proportion lies between 0 and 1, and a rate is not negative, in the treated arm too.",
            "Check the value in the control arm and the effect; effects of proportions and rates are differences."),
    /// Parts of a question that contradict each other.
    CONTRADICTION(
            "W105",
            "parts of the question contradict each other",
            "Each part has a meaning, but not together with the others: a coefficient of variation of means that"
                    + " are not given, a diagram in which no cluster changes or differs in arm.",
            "Change one of the parts that the message names."),
    /// An effect whose unit is not said.
    UNIT_OF_EFFECT(
            "W106",
            "the unit of the effect is not said",
            "An effect of 0.3 may be 0.3 points on the outcome's own scale, or 0.3 standard deviations. Taking one for"
                    + " the other is the commonest way to a trial of the wrong size, so it is asked, not guessed.",
            "Give the standard deviation beside an effect in units of the outcome (--effect 3 --sd 10), or the effect in"
                    + " standard deviations (--effect-sd 0.3)."),
    /// Data that say nothing about an intraclass correlation.
    NOT_ESTIMABLE(
            "W107",
            "no variances of clusters in these data",
            "What clusters differ by is judged from at least two clusters, and what units of one cluster differ by from"
                    + " clusters with at least two rows, of an outcome that varies.",
            "Give the rows of units, not of clusters, and check the column of clusters."),
    /// A design that no formula here is about.
    NO_CLOSED_FORM(
            "W108",
            "no closed form for this design",
            "Formulas are there for the usual trials of two arms. Rerandomised designs, walks, factorials and saturation"
                    + " designs have a power, but it has to be simulated.",
            "Simulate it, or ask for the nearest design that has a formula: rerandomisation never has less power than the"
                    + " design it stands on."),
    /// An intraclass correlation below 0.
    NEGATIVE_ICC(
            "negative-icc",
            "a negative intraclass correlation",
            "Clusters differ less than they would by chance alone. Most often the correlation is small and there are few"
                    + " clusters to tell; now and then units of one cluster compete for something.",
            "Plan with 0 at your own risk, better with the upper limit of its interval or with values of similar trials."),
    /// Few clusters.
    FEW_CLUSTERS(
            "few-clusters-power",
            "few clusters",
            "With fewer than about four clusters per arm, the t test rests on means of clusters being normal, and one"
                    + " lost cluster ends the comparison. The normal approximation (z) promises more than there is.",
            "Take more clusters, even if each is smaller."),
    /// More units hardly help.
    CEILING(
            "ceiling",
            "larger clusters hardly help",
            "What clusters differ by does not average out within clusters. The power is close to the most that these"
                    + " clusters can give, however many units each of them has.",
            "Spend on more clusters, on pairs or strata that explain differences between clusters, or on a measurement of"
                    + " the outcome before the trial."),
    /// An effect of several standard deviations.
    LARGE_EFFECT(
            "large-effect",
            "an effect of several standard deviations",
            "Effects of more than two standard deviations are rare. Often one of the two numbers is in another unit: an"
                    + " effect in points and a standard deviation in shares, or the effect is in standard deviations"
                    + " already.",
            "Check the units of effect and standard deviation; an effect in standard deviations goes after --effect-sd.");

    private final Explanation explanation;

    PowerCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// @param design as it was given
    /// @return that there is no formula for it
    public static PlanException noClosedForm(String design) {
        return NO_CLOSED_FORM.error(
                "no closed form for " + design,
                "its power depends on the units themselves, not on numbers and correlations alone",
                "ask for the design it stands on, whose power is a lower bound after rerandomisation: --design parallel,"
                        + " pairs or strata");
    }

    PlanException error(String what, String why, String fix) {
        return new PlanException(new Problem(code(), what, why, fix));
    }
}
