package copse.report;

import copse.error.Diagnostic;
import copse.record.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fit as it is told and saved: the values of the schema `copse.fit/1`, without the machinery that made them.
///
/// Numbers that do not exist (the p-value of a variance, an interval that was not asked for) are NaN here and null in
/// JSON. Maps keep their order.
///
/// @param formula the formula as printed
/// @param response the printed response expression
/// @param family distribution of the outcome, such as `gaussian`
/// @param link link function, such as `identity`
/// @param method what was maximised: `REML` or `ML`
/// @param n rows used
/// @param dropped what was left out
/// @param factors levels of the factors among the predictors, the reference first
/// @param groups sizes by grouping factor
/// @param npar number of parameters: fixed effects, variances, covariances, residual variance
/// @param criterion what was minimised, −2 log of the (restricted) likelihood
/// @param logLik log of the (restricted) likelihood
/// @param aic Akaike's criterion
/// @param bic Schwarz's criterion
/// @param ml the same by maximum likelihood, which alone may be compared between different fixed parts
/// @param sigma residual standard deviation, in the outcome's unit
/// @param sigmaLower its lower limit
/// @param sigmaUpper its upper limit
/// @param theta relative covariance parameters, free of units
/// @param vcov covariance of the fixed effects, in the order of `fixed`
/// @param fixed fixed effects
/// @param df how degrees of freedom were found: `satterthwaite`, `kr`, `residual`, `z`
/// @param interval how the intervals were found: `wald`, `profile`, `boot`
/// @param level of the intervals, such as 0.95
/// @param variances of the random effects
/// @param covariances of the random effects
/// @param icc share of the variance between the levels, by grouping factor; empty where slopes vary
/// @param r2 shares of the variance explained, null where they do not exist
/// @param modes predicted random effects, by grouping factor
/// @param tests F tests of terms, where asked for
/// @param means estimated marginal means, contrasts: where asked for
/// @param convergence what the optimiser reached
/// @param diagnostics what a reader must know
/// @param record how the numbers came about
public record FitResult(
        String formula,
        String response,
        String family,
        String link,
        String method,
        long n,
        Dropped dropped,
        Map<String, List<String>> factors,
        Map<String, Group> groups,
        int npar,
        double criterion,
        double logLik,
        double aic,
        double bic,
        MaximumLikelihood ml,
        double sigma,
        double sigmaLower,
        double sigmaUpper,
        double[] theta,
        double[][] vcov,
        List<Effect> fixed,
        String df,
        String interval,
        double level,
        List<Variance> variances,
        List<Covariance> covariances,
        Map<String, Double> icc,
        @Nullable RSquared r2,
        Map<String, List<Mode>> modes,
        List<TermTest> tests,
        List<Contrasts> means,
        Reached convergence,
        List<Diagnostic> diagnostics,
        RunRecord record) {
    /// What was left out.
    ///
    /// @param rows rows with anything missing
    /// @param missing rows with a missing value, by column
    /// @param aliased columns of the model that others determine
    public record Dropped(long rows, Map<String, Long> missing, List<String> aliased) {}

    /// Sizes of a grouping factor.
    ///
    /// @param levels number of levels with rows
    /// @param min rows in the smallest
    /// @param mean rows per level
    /// @param max rows in the largest
    public record Group(long levels, long min, double mean, long max) {}

    /// The model's likelihood by ML, whatever it was fitted by.
    ///
    /// @param criterion −2 log likelihood
    /// @param logLik log likelihood
    /// @param aic Akaike's criterion
    /// @param bic Schwarz's criterion
    public record MaximumLikelihood(double criterion, double logLik, double aic, double bic) {}

    /// An estimate with what is known about it.
    ///
    /// @param term such as `reason[property]`
    /// @param estimate the value
    /// @param se standard error
    /// @param statistic estimate / se
    /// @param df degrees of freedom of its reference distribution, infinite for the normal
    /// @param p two-sided
    /// @param lower lower limit
    /// @param upper upper limit
    public record Effect(
            String term,
            double estimate,
            double se,
            double statistic,
            double df,
            double p,
            double lower,
            double upper) {}

    /// A variance of random effects, on the outcome's scale.
    ///
    /// @param group grouping factor
    /// @param term column of the random term
    /// @param variance the variance
    /// @param sd its root
    /// @param lower lower limit of the standard deviation
    /// @param upper upper limit of the standard deviation
    public record Variance(String group, String term, double variance, double sd, double lower, double upper) {}

    /// A covariance of two columns of one random term.
    ///
    /// @param group grouping factor
    /// @param term1 first column
    /// @param term2 second column
    /// @param covariance on the outcome's scale
    /// @param corr the correlation, NaN where a variance is 0
    /// @param lower lower limit of the correlation
    /// @param upper upper limit of the correlation
    public record Covariance(
            String group, String term1, String term2, double covariance, double corr, double lower, double upper) {}

    /// Shares of the variance explained.
    ///
    /// @param marginal by the fixed effects
    /// @param conditional by fixed and random effects, NaN for singular fits
    public record RSquared(double marginal, double conditional) {}

    /// A predicted random effect.
    ///
    /// @param level the group
    /// @param term column of the random term
    /// @param estimate conditional mode
    /// @param sd conditional standard deviation
    /// @param coefficient fixed effect of the same name plus the mode, NaN where there is none
    public record Mode(String level, String term, double estimate, double sd, double coefficient) {}

    /// A test of all columns of a term.
    ///
    /// @param type of the hypothesis: 2 or 3
    /// @param term the term
    /// @param statistic F
    /// @param numDf numerator degrees of freedom
    /// @param denDf denominator degrees of freedom
    /// @param p upper tail
    public record TermTest(int type, String term, double statistic, double numDf, double denDf, double p) {}

    /// Linear functions of the fixed effects.
    ///
    /// @param name what they are of, such as `reason`
    /// @param kind `mean`, `pairwise` or `contrast`
    /// @param adjust how p-values and intervals are adjusted for their number, `none` if not
    /// @param rows the estimates
    public record Contrasts(String name, String kind, String adjust, List<Effect> rows) {}

    /// What the optimiser reached.
    ///
    /// @param status one word: `converged`, `singular`, …
    /// @param words the same in a sentence
    /// @param evaluations of the criterion
    /// @param gradient largest element of the scaled gradient at the end
    public record Reached(String status, String words, int evaluations, double gradient) {}

    /// @param term a fixed effect
    /// @return it, if the fit has one of that name
    public Optional<Effect> fixed(String term) {
        return fixed.stream().filter(effect -> effect.term().equals(term)).findFirst();
    }
}
