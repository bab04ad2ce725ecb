package copse.lmm;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with a linear mixed model, and what a reader of its result must know.
public enum LmmCode implements Explained {
    /// A matrix lost rank on the way.
    NOT_POSITIVE_DEFINITE(
            "N201",
            "the fixed effects cannot be told apart",
            "At some value of the covariance parameters the fixed effects' information matrix is singular to working"
                    + " precision, although no column of the model matrix depends exactly on others.",
            "Scale the predictors, or drop those that are nearly sums of others."),
    /// No rows.
    NO_ROWS(
            "N202",
            "no row is left to fit",
            "Rows with a missing value in a variable of the model, or with weight 0, are left out; here that is all of"
                    + " them.",
            "Look at the counts of missing values (copse describe), fill or drop the variable that is missing most."),
    /// A response without variation.
    CONSTANT_RESPONSE(
            "N203",
            "the response does not vary",
            "Every row has the same response, so there is nothing to explain.",
            "Check that the right column is on the left of ~, and that it was read as numbers."),
    /// More coefficients than rows.
    TOO_FEW_ROWS(
            "N204",
            "as many coefficients as rows",
            "Nothing is left from which the residual variance could be estimated.",
            "Use fewer terms, or a numeric predictor in place of a factor with many levels."),
    /// A grouping factor with one level.
    ONE_LEVEL(
            "N205",
            "a grouping factor with one level",
            "A variance between groups cannot be estimated from one group. The fixed effects are the same without the"
                    + " term.",
            "Drop the random term, or group by a column that varies."),
    /// A grouping factor with a level per row.
    ROW_PER_LEVEL(
            "N206",
            "a grouping factor with one row per level",
            "Each row has a group of its own, so the variance between groups cannot be told apart from the residual"
                    + " variance: only their sum is determined. A fit would never settle.",
            "Drop that level of grouping: its variation is the residual."),
    /// More random effects than rows.
    TOO_MANY_EFFECTS(
            "N207",
            "as many random effects as rows",
            "The levels of the grouping factor times the random effects per level are as many as the rows, so their"
                    + " variances cannot be told apart from the residual variance.",
            "Drop random slopes, or the grouping factor."),
    /// Two grouping factors that say the same.
    SAME_GROUPS(
            "N208",
            "two grouping factors with the same groups",
            "Each level of one factor goes with one level of the other, so that their variances cannot be told apart.",
            "Keep one of the two."),
    /// A response fitted without error.
    PERFECT_FIT(
            "N209",
            "the model fits the response exactly",
            "The residual variance is 0, so no standard error or variance component can be computed.",
            "Check that the response is not among the predictors."),
    /// A dense remainder that does not fit.
    TOO_LARGE(
            "N210",
            "two crossed grouping factors with too many levels",
            "Factors that are crossed at random need a dense matrix whose order is the number of levels of all but the"
                    + " largest.",
            "Use the smaller factor only, or raise the heap: COPSE_JAVA_OPTS=-Xmx16g."),
    /// Kenward-Roger asked of a fit by ML.
    NEEDS_REML(
            "N211",
            "Kenward-Roger degrees of freedom of a fit by ML",
            "The covariance matrix of Kenward and Roger corrects a bias that estimates by restricted maximum likelihood"
                    + " do not have to first order; for estimates by maximum likelihood it does not hold.",
            "Fit by REML, the default, or take Satterthwaite's degrees of freedom."),
    /// Kenward-Roger for too many crossed effects.
    TOO_CROSSED(
            "N212",
            "Kenward-Roger for too many crossed random effects",
            "The method needs dense matrices whose order is the number of random effects that hang together through"
                    + " shared rows. Nested groups fall apart into small sets; crossed ones are one set.",
            "Take Satterthwaite's degrees of freedom: with so many groups the two agree."),
    /// Bootstrap refits without an optimum.
    BOOTSTRAP_FAILED(
            "N213",
            "too many bootstrap refits without an optimum",
            "Refits that end without a verified optimum are left out. With more than a tenth of them missing the rest"
                    + " is no sample of the estimator.",
            "Simplify the random terms, or take profile intervals."),
    /// Fits that do not belong together.
    NOT_NESTED(
            "N214",
            "models that cannot be compared by a likelihood ratio",
            "The ratio is for two models of the same rows and the same response, where one is the other with some"
                    + " terms left out.",
            "Compare models of the same data by AIC or BIC, or fit both to the same rows."),
    /// Fits of different rows or responses.
    DIFFERENT_DATA(
            "N218",
            "fits of different data",
            "A likelihood ratio, AIC or BIC compares models of the same response on the same rows. Rows with a missing"
                    + " value in a variable of the model are left out, so that models with other variables may have"
                    + " used other rows.",
            "Fit all models to the same rows, for instance with --where 'x IS NOT NULL'."),
    /// A name that the fit does not have.
    NO_SUCH_EFFECT(
            "N215",
            "no such effect in the model",
            "Coefficients are named as in the table of fixed effects, terms as in the formula.",
            "Take one of the names listed."),
    /// Type III hypotheses that are not estimable.
    NO_TYPE_THREE(
            "N216",
            "type III tests that cannot be made",
            "A type III hypothesis compares means over all combinations of levels with equal weights. With combinations"
                    + " that have no rows these means are not estimable.",
            "Ask for type II tests."),
    /// A grid that lacks the value of a number.
    NO_MEAN(
            "N217",
            "no value of a predictor to take marginal means at",
            "Marginal means are taken with every number at one value. The fit knows the mean of a predictor that"
                    + " enters as it is, beside an intercept, but not of one that enters only through a transform.",
            "Say where it is to stand, for instance at its mean over the rows."),
    /// A variance at 0 or a correlation at ±1.
    SINGULAR(
            "singular",
            "a variance is estimated as 0, or a correlation as ±1",
            "The data show no variation beyond the residual in some direction of the random effects. The estimates of"
                    + " the fixed effects hold; their standard errors are those of a model without that variance.",
            "Nothing needs to be done if the term belongs to the design. A simpler random term gives the same fit."),
    /// Few groups.
    FEW_LEVELS(
            "few-levels",
            "a grouping factor with two to four levels",
            "A variance between so few groups is hardly determined, and tests of effects that vary between groups have"
                    + " one to three degrees of freedom.",
            "Report the degrees of freedom (Kenward-Roger), or use the factor as a fixed effect if these groups are"
                    + " all that matter."),
    /// Hardly more rows than groups.
    THIN_LEVELS(
            "thin-levels",
            "a grouping factor with hardly more rows than levels",
            "Most levels have one row, so the variance between levels and the residual variance are told apart by the few"
                    + " levels with more. Their sum is well determined, and with it the fixed effects; each by itself, the"
                    + " intraclass correlation and the modes are not.",
            "Look at the profile interval of the variance. If it reaches 0, drop the grouping factor: the fixed effects"
                    + " hardly change."),
    /// Columns that depend on others.
    ALIASED(
            "aliased",
            "a column of the model matrix depends on earlier ones",
            "Its coefficient cannot be estimated beside theirs; it is left out, the fitted values are the same.",
            "Drop the term, or one that it depends on."),
    /// No verified optimum.
    NOT_CONVERGED(
            "not-converged",
            "no optimum could be verified",
            "The search ended where the criterion may still fall, or is flat. The numbers are not to be used.",
            "Simplify the random terms, or scale the predictors that have random slopes."),
    /// A yes/no outcome explained by a linear model.
    TWO_VALUES(
            "two-valued",
            "a yes/no outcome explained by a linear model",
            "The outcome is 0 or 1 in every row. A linear model of it compares shares, which is sound on average, but its"
                    + " predictions may leave 0 to 1 and its residual variance is not the same everywhere, as it assumes.",
            "Use --family binomial for probabilities and odds ratios, or say --family gaussian if differences of shares"
                    + " by a linear model are meant."),
    /// Rows left out.
    ZERO_WEIGHT(
            "zero-weight",
            "rows with weight 0 are left out",
            "A row without weight says nothing about the response.",
            "Nothing needs to be done.");

    private final Explanation explanation;

    LmmCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
