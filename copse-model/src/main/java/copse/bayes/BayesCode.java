package copse.bayes;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with a Bayesian model before anything is sampled.
public enum BayesCode implements Explained {
    /// A statement that is no `class:term=distribution`.
    UNREADABLE_STATEMENT(
            "B120",
            "a statement of a prior that cannot be read",
            "A prior is stated as a class of parameters, if need be with the group and the term, an equals sign and a"
                    + " distribution.",
            "Write it as in coef:age=normal(0, 1), sd:school:(Intercept)=half_normal(2), cor:school=lkj(2),"
                    + " intercept=normal(0, 10), sigma=half_cauchy(5). Classes are intercept, intercept_centered,"
                    + " coef, group_mean, sd, cor, sigma, shape, df and zi."),
    /// A target that is no parameter of the model.
    NO_SUCH_PARAMETER(
            "B121",
            "a prior of a parameter that the model does not have",
            "Priors are matched to parameters by class, group and term. One that matches nothing is taken for a slip,"
                    + " because otherwise a prior that was meant would be left out in silence.",
            "Take one of the parameters that the message lists, or change the formula."),
    /// A distribution that the parameter cannot have.
    PRIOR_DOES_NOT_FIT(
            "B122",
            "a prior that the parameter cannot have",
            "Standard deviations and shapes are positive, correlations come as a matrix, and a prior on a variance or"
                    + " precision is of a standard deviation.",
            "Correlations take lkj(eta); all other parameters take one of the other distributions, positive ones"
                    + " with something above 0."),
    /// One coefficient as mean of two groups.
    TWO_GROUP_MEANS(
            "B123",
            "a coefficient that is the mean of two groups",
            "The coefficients of each group vary about their mean. Where two grouping factors vary the same"
                    + " coefficient, only the sum of their means is known from data, so there is one mean for both.",
            "State the prior once, as intercept or coef:term, or as group_mean of one of the groups."),
    /// A standard deviation with a flat prior that too few groups bound.
    UNBOUNDED_SD(
            "B124",
            "a flat prior of a standard deviation that too few groups bound",
            "With a flat prior a standard deviation is held in place by the groups alone. The likelihood falls off"
                    + " towards large values as a power that grows with their number; with too few of them (fewer"
                    + " than three beside a flat mean) the posterior has no finite integral, and draws of it would mean"
                    + " nothing. Groups whose outcomes are all alike do not count, because they fit any large value.",
            "State a prior that falls off, such as half_normal or half_student_t with a scale of the size that is"
                    + " conceivable, or leave the prior out to get the default."),
    /// Flat priors of coefficients that outcomes do not bound.
    UNBOUNDED_COEFFICIENTS(
            "B125",
            "flat priors of coefficients that the outcomes do not bound",
            "Where predictors separate the outcomes the likelihood does not fall off as their coefficients grow. With"
                    + " flat priors the posterior then has no finite integral.",
            "State a prior of these coefficients, such as normal(0, 2.5), or leave it out to get the default."),
    /// A flat prior of the residual standard deviation and hardly more rows than coefficients.
    UNBOUNDED_SIGMA(
            "B126",
            "a flat prior of sigma that too few rows bound",
            "With flat priors of sigma and of as many coefficients as there are rows, or nearly, the rows do not bound"
                    + " sigma, and the posterior has no finite integral.",
            "State priors of sigma or of the coefficients that fall off, or leave them out to get the defaults."),
    /// A flat prior of a shape that no data bound.
    UNBOUNDED_SHAPE(
            "B127",
            "a flat prior of a parameter that no data can bound",
            "As the shape of a negative binomial or beta-binomial family, or the degrees of freedom of a student-t,"
                    + " grow the family becomes the plain one, whose likelihood is above 0; as the probability of a"
                    + " structural zero falls to 0 likewise. A flat prior on an unbounded range then makes the posterior"
                    + " improper whatever the data are.",
            "State a prior that falls off, or leave it out to get the default."),
    /// Draws from a flat prior.
    NO_DRAWS_OF_FLAT(
            "B128",
            "draws from a flat prior",
            "A flat prior on an unbounded range is no distribution: it has no draws, and so there are no outcomes that it"
                    + " would make.",
            "State proper priors for all parameters, or leave them out to get the defaults."),
    /// Priors with means that the family does not have.
    IMPOSSIBLE_MEANS(
            "B129",
            "priors that lead to impossible means",
            "With the identity link, and for shares with the log link, a linear predictor can lie outside of the range of"
                    + " means. The posterior leaves such values out, but no outcome can be drawn from them.",
            "Take the usual link of the family to look at what the priors say."),
    /// A gaussian outcome without spread.
    CONSTANT_OUTCOME(
            "B150",
            "a gaussian outcome that is constant",
            "Where the outcome is the same in all rows, or there is one row only, nothing tells effects from noise. With"
                    + " two or more rows and the usual priors the likelihood grows without end as sigma falls to 0.",
            "Look whether the right column and rows were taken. An outcome of few values may be one for another family,"
                    + " such as binomial or poisson."),
    /// A gaussian outcome that predictors fit exactly.
    EXACT_FIT(
            "B151",
            "a gaussian outcome that the fixed terms fit exactly",
            "If no residual is left in more rows than there are coefficients, the likelihood grows without end as sigma"
                    + " falls to 0, and the posterior has no finite integral unless the prior holds sigma away from"
                    + " 0. Mostly the outcome was computed from a predictor.",
            "Leave out the term that the outcome is computed from, or state the residual standard deviation where it is"
                    + " known, as in sigma=constant(1), or a prior that is 0 at 0, such as inv_gamma."),
    /// Priors that put nearly every probability at 0 or 1.
    PRIOR_EXTREME(
            "prior-extreme",
            "priors that put nearly every probability at 0 or 1",
            "Under the priors most rows have a probability below 0.01 or above 0.99: a wide prior on the logit scale is"
                    + " not vague about probabilities, it says that nearly everything is certain.",
            "State narrower priors: on the logit scale normal(0, 1.5) for the intercept, about normal(0, 1) for"
                    + " effects and half_normal(1) for standard deviations of groups are wide enough for most"
                    + " questions."),
    /// Priors that put most outcomes far from any that was observed.
    PRIOR_FAR(
            "prior-far",
            "priors that put most outcomes far from all observed",
            "Under the priors most rows have a mean that is a hundred times further out than the data: effects of"
                    + " such size are taken for likely before any data.",
            "State narrower priors of intercept, coefficients and standard deviations, on the scale of the linear"
                    + " predictor, or leave them out to get the defaults."),
    /// A posterior that depends on prior and data alike, which pull different ways.
    PRIOR_DATA_CONFLICT(
            "prior-data-conflict",
            "a parameter for which prior and data may disagree",
            "The posterior of this parameter moves when the prior is made a little stronger or weaker, and when the data"
                    + " are: the two pull different ways.",
            "Look at whether the prior says what was meant; if it does, report the result together with one under"
                    + " another prior."),
    /// A posterior that depends on the prior and hardly on the data.
    STRONG_PRIOR(
            "strong-prior",
            "a parameter that the prior decides",
            "The posterior of this parameter moves when the prior is made a little stronger or weaker, and hardly when"
                    + " the data are: the prior is strong, or the data say little of it.",
            "Say so where the parameter is reported, and give reasons for its prior."),
    /// A standard deviation that cannot be told from sigma.
    SD_BESIDE_SIGMA(
            "sd-beside-sigma",
            "one row per group of a gaussian model",
            "With one row per level the outcome shows only the sum of the two variances; how it is shared out between"
                    + " the groups and the residuals comes from the priors.",
            "Leave the group out, or state the residual standard deviation where it is known (sigma=constant(1) with"
                    + " weights 1/se²)."),
    /// A standard deviation about which its groups say next to nothing.
    SD_FROM_PRIOR(
            "sd-from-prior",
            "a standard deviation of one or two groups",
            "One or two levels say next to nothing about how levels vary; the posterior of this standard deviation is"
                    + " nearly its prior.",
            "Make the factor a fixed term, or choose the prior of this standard deviation with care and look at what"
                    + " another one does (prior sensitivity).");

    private final Explanation explanation;

    BayesCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
