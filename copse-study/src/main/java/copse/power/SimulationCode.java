package copse.power;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What can be wrong with an experiment that is to be simulated, and what its diagnosis wants known.
public enum SimulationCode implements Explained {
    /// The design reads or names clusters that the population does not have.
    NO_CLUSTERS(
            "W201",
            "the population has no such clusters",
            "Arms are handed out to the clusters of the population; a design of other clusters cannot be carried out on"
                    + " it.",
            "Name the population's clusters in the design, or say which column of the data holds them."),
    /// A number that describes the population makes no sense.
    OUT_OF_RANGE(
            "W202",
            "a number is out of range",
            "A negative standard deviation, an intraclass correlation above 1 or one cluster describe no population from"
                    + " which an experiment could be drawn.",
            "Choose a value within the range that the message states."),
    /// A trial whose arms are not handed out once to whole clusters.
    NOT_SIMULATED(
            "W203",
            "no simulation of such a trial",
            "Simulated experiments give an arm to whole clusters, once: in parallel arms, in pairs, in strata, or by any"
                    + " design of clusters. Trials over periods and of units within clusters have a closed form only.",
            "Ask without `--simulate`, or simulate a design of whole clusters."),
    /// The estimator cannot analyse what the design hands out.
    DOES_NOT_FIT(
            "W204",
            "an estimator does not fit the design",
            "The estimator refused every experiment that was simulated, always for the same reason.",
            "Take an estimator that fits: the message says what this one lacks."),
    /// Too many fits fail for the rest to be a sample of the estimator.
    TOO_MANY_FAILURES(
            "too-many-failures",
            "too many estimates failed",
            "Failed fits are no rejections and no non-rejections: with many of them the rest is a selection, and its power"
                    + " and bias say nothing about an experiment that will be run once.",
            "Simplify the model, take more clusters, or raise `--max-failed` if a selection is what you want to see."),
    /// A column that the population does not hold.
    NO_COLUMN(
            "W205",
            "no such column in the population",
            "Designs and estimators read columns of the population: size, covariates, and whatever a past frame holds.",
            "Take one of the columns that the message lists, or add a covariate to the population."),
    /// Rows of a past frame that cannot be used.
    BAD_PAST(
            "W206",
            "the past data cannot stand for the population",
            "Outcomes of the past are what simulated experiments are made of: they must be numbers, and belong to clusters.",
            "Choose another column, or leave out rows without outcome."),
    /// Options of a simulation that contradict each other or make no sense.
    BAD_OPTION(
            "W207",
            "an option of the simulation makes no sense",
            "A simulation needs at least 20 replicates for anything to be said, and a Monte Carlo error above 0.",
            "Choose a value within the range that the message states."),
    /// No effect in the range that was tried has the wanted power.
    NO_SMALLEST_EFFECT(
            "W208",
            "no effect has the wanted power",
            "The power found at the effects tried stays below (or above) the one wanted, even far out: the test can"
                    + " hardly reject at all, or limits of the outcome keep the effect from growing.",
            "Take more clusters, another estimator, or a lower power."),
    /// Closed form and simulation differ by more than chance.
    CLOSED_FORM_DIFFERS(
            "closed-form-differs",
            "closed form and simulation differ",
            "The share of rejections is farther from the closed form than Monte Carlo error explains: the formula's"
                    + " assumptions (sizes, distribution, estimator) are not those of the simulation.",
            "Trust the simulation for this population and estimator, and look at what differs."),
    /// Limits of the outcome cut the effect.
    CLIPPED(
            "clipped",
            "the realised effect is not the nominal one",
            "Outcomes end at limits, so that units near them cannot gain the whole effect; the experiment estimates what is"
                    + " left of it.",
            "Hold estimates against the realised effect, or raise the nominal one."),
    /// More rejections without an effect than the level allows.
    WRONG_SIZE(
            "false-positives",
            "the analysis rejects too often where there is no effect",
            "On data without any effect the share of rejections exceeds the level by more than Monte Carlo error: the"
                    + " analysis does not respect how arms were handed out, or there are too few clusters for it.",
            "Take the analysis that the design implies, at the level of randomisation."),
    /// Interval estimates cover the truth too rarely.
    UNDERCOVERS(
            "undercovers",
            "intervals cover the effect too rarely",
            "The share of intervals that hold the true effect is below their level by more than Monte Carlo error.",
            "Take an estimator with degrees of freedom for few clusters, or more clusters.");

    private final Explanation explanation;

    SimulationCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }
}
