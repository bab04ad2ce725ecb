package copse.glmm;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with a generalised linear mixed model, and what a reader of its result must know. What it
/// shares with linear models has the codes of [copse.lmm.LmmCode].
public enum GlmmCode implements Explained {
    /// A dense remainder that does not fit.
    TOO_LARGE(
            "N301",
            "two crossed grouping factors with too many levels",
            "Factors that are crossed at random need a dense matrix whose order is the number of levels of all but the"
                    + " largest.",
            "Use the smaller factor only, or raise the heap: COPSE_JAVA_OPTS=-Xmx16g."),
    /// Nothing to fit.
    NO_ROWS(
            "N302",
            "no row is left to fit",
            "Rows with a missing value in a variable of the model, or with weight 0, are left out.",
            "Look at the missing values with `copse describe`."),
    /// A factor with one level.
    ONE_LEVEL(
            "N303",
            "a grouping factor with one level",
            "A variance between groups cannot be estimated from one group; the fixed effects are the same without the"
                    + " term.",
            "Drop the random term."),
    /// Quadrature for a model that it is not for.
    NO_QUADRATURE(
            "N304",
            "adaptive Gauss-Hermite quadrature of a model with more than one random effect per row",
            "With k points each row needs k to the power of its number of random effects evaluations, and the levels of"
                    + " crossed factors hang together. It is offered for one grouping factor with one effect.",
            "Take Laplace's approximation (the default), or keep one random term."),
    /// As many coefficients as rows.
    TOO_FEW_ROWS(
            "N305",
            "as many parameters as rows",
            "Nothing is left that could tell how far off the estimates are.",
            "Use fewer terms."),
    /// Effects of every row beside a dispersion.
    ROW_PER_LEVEL(
            "N306",
            "a grouping factor with one row per level in a gaussian model",
            "The variance between its levels cannot be told apart from the residual variance, only their sum is"
                    + " determined.",
            "Drop the grouping factor: its variation is the residual."),
    /// Two factors that are one.
    SAME_GROUPS(
            "N307",
            "two grouping factors that make the same groups",
            "Each level of one goes with one level of the other, so their variances cannot be told apart.",
            "Keep one of the two."),
    /// A family with tails that only Bayesian models estimate.
    HEAVY_TAILS(
            "N308",
            "a student-t family outside of Bayesian models",
            "Its likelihood is not log-concave and has a further parameter, the degrees of freedom: modes and Laplace's"
                    + " approximation tell little of it. Draws from the posterior do.",
            "Fit it with `copse bayes`, or take the gaussian family."),
    /// A shape at its limit.
    SHAPE_LIMIT(
            "shape-limit",
            "the family's shape runs off to where the family is a simpler one",
            "The data show no variation beyond that of the simpler family: a negative binomial count becomes a Poisson"
                    + " count, a beta-binomial a binomial one. The other estimates are those of the simpler family.",
            "Fit the simpler family."),
    /// No zeros beyond the count's own.
    NO_INFLATION(
            "no-inflation",
            "no more zeros than the count brings by itself",
            "The probability of a structural zero runs off to 0: the counts explain all zeros, and the fit is that of the"
                    + " count without inflation.",
            "Fit the count without zero inflation."),
    /// Structural zeros everywhere or nowhere at some values of the predictors.
    INFLATION_LIMIT(
            "inflation-limit",
            "a probability of structural zeros that runs off to 0 or 1",
            "At some values of the predictors of zero inflation the probability of a structural zero runs off to 0 or 1."
                    + " The coefficient has no finite estimate and no standard error; the other estimates are those of"
                    + " the limit.",
            "Leave the predictor out of the formula of zero inflation, or join its levels."),
    /// Inverse link, integrated over normal random effects.
    NO_MEAN_OVER_GROUPS(
            "N340",
            "no mean over groups with the inverse link",
            "The mean is one over the linear predictor. With a normal random effect the linear predictor comes"
                    + " arbitrarily close to 0, so that the mean over groups does not exist.",
            "Ask for a typical group, or fit with the log link."),
    /// A change of something that the model does not have.
    NO_SUCH_PREDICTOR(
            "N341",
            "no such predictor",
            "Effects are those of the columns that the fixed part of the model uses, under their names in the data.",
            "Take one of the names listed."),
    /// A level that the factor does not have.
    NO_SUCH_LEVEL(
            "N342",
            "no such level of a factor",
            "A change goes from one level of a factor to another one; both must be levels of the rows fitted.",
            "Take levels of the factor, as listed."),
    /// A factor where a number is needed, or the reverse.
    WRONG_CHANGE(
            "N343",
            "a change that does not fit the predictor",
            "Factors change from level to level; numbers by a step, from value to value, or along their slope.",
            "Ask for a change that fits: `arm=b` of a factor, `age+10` of a number."),
    /// Odds ratio of something that is no share.
    WRONG_SCALE(
            "N344",
            "a scale that does not fit the outcome",
            "Odds are those of probabilities, and ratios those of means that are above 0.",
            "Take differences; ratios of counts, shares and positive numbers; odds ratios of shares."),
    /// A mean in the groups observed, of rows in other groups.
    UNKNOWN_GROUP(
            "N345",
            "a group that the model has not seen",
            "A mean in the groups observed takes the effect of each row's own group. Of a group without rows in the fit"
                    + " nothing is known but the distribution it comes from.",
            "Average over groups (population), or take a typical group.");

    private final Explanation explanation;

    GlmmCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
