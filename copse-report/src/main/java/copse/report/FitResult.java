package copse.report;

import copse.error.Diagnostic;
import copse.record.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fit as it is told and saved: the values of the schema `copse.fit/1`, without the machinery that made them.
/// Linear and generalised linear mixed models share it.
///
/// Numbers that do not exist (the p-value of a variance, an interval that was not asked for) are NaN here and
/// null in JSON. Maps keep their order.
///
/// @param model what was fitted
/// @param sample what it was fitted to
/// @param likelihood how well it fits
/// @param residual standard deviation of residuals, null where the family has none
/// @param dispersion the family's own parameter, null where it has none
/// @param coefficients fixed effects on the scale of the linear predictor
/// @param inflation coefficients of the probability of a structural zero, on the logit scale; mostly none
/// @param random variances, covariances and modes of the random effects
/// @param answers what was asked beside the estimates
/// @param convergence what the optimiser reached
/// @param diagnostics what a reader must know
/// @param record how the numbers came about
public record FitResult(
        Model model,
        Sample sample,
        Likelihood likelihood,
        @Nullable Residual residual,
        @Nullable Dispersion dispersion,
        Coefficients coefficients,
        List<Effect> inflation,
        RandomPart random,
        Answers answers,
        Reached convergence,
        List<Diagnostic> diagnostics,
        RunRecord record) {
    /// Name of the intercept.
    public static final String INTERCEPT = "(Intercept)";

    /// Scale of [Contrasts]: that of the linear predictor.
    public static final String LINK = "link";

    /// Scale of [Contrasts]: that of the outcome.
    public static final String RESPONSE = "response";

    /// What was fitted.
    ///
    /// @param formula the formula as printed
    /// @param response the printed response expression
    /// @param success what a yes/no outcome counts, such as `passed = yes`; null for other outcomes
    /// @param family distribution of the outcome, such as `gaussian`
    /// @param link link function, such as `identity`
    /// @param method what was maximised: `REML` or `ML`
    /// @param integration how random effects were integrated out where that takes an approximation, else null
    public record Model(
            String formula,
            String response,
            @Nullable String success,
            String family,
            String link,
            String method,
            @Nullable Integral integration) {}

    /// How random effects were integrated out.
    ///
    /// @param points of adaptive Gauss-Hermite quadrature; 1 is Laplace's approximation
    /// @param weights `observed` or `expected`, those in the determinant of Laplace's approximation
    public record Integral(int points, String weights) {
        /// @return `Laplace` or such as `adaptive Gauss-Hermite, 9 points`
        public String words() {
            return points == 1 ? "Laplace" : "adaptive Gauss-Hermite, " + points + " points";
        }
    }

    /// What a model was fitted to.
    ///
    /// @param n rows used
    /// @param cells rows with equal predictors and groups put together: how many are left, 0 where that is not
    ///     done
    /// @param dropped what was left out
    /// @param factors levels of the factors among the predictors, the reference first
    /// @param groups sizes by grouping factor
    public record Sample(
            long n, long cells, Dropped dropped, Map<String, List<String>> factors, Map<String, Group> groups) {}

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

    /// How well a model fits.
    ///
    /// @param npar number of parameters: fixed effects, variances, covariances, residual variance or dispersion
    /// @param fitted by what was maximised
    /// @param ml by maximum likelihood, which alone may be compared between different fixed parts
    public record Likelihood(int npar, Criteria fitted, Criteria ml) {}

    /// A likelihood with what follows from it.
    ///
    /// @param criterion −2 log of the (restricted) likelihood
    /// @param logLik log of the (restricted) likelihood
    /// @param aic Akaike's criterion
    /// @param bic Schwarz's criterion
    public record Criteria(double criterion, double logLik, double aic, double bic) {}

    /// A residual standard deviation, in the outcome's unit.
    ///
    /// @param sigma the estimate
    /// @param lower its lower limit
    /// @param upper its upper limit
    public record Residual(double sigma, double lower, double upper) {}

    /// The parameter of a family that says how an outcome varies about its mean.
    ///
    /// @param value φ
    /// @param lower its lower limit
    /// @param upper its upper limit
    /// @param meaning the variance of an outcome with it, such as `Var = mu (1 + mu / phi)`
    public record Dispersion(double value, double lower, double upper, String meaning) {}

    /// Fixed effects.
    ///
    /// @param effects one per coefficient
    /// @param vcov their covariance
    /// @param df how degrees of freedom were found: `satterthwaite`, `kr`, `residual`, `z`, or a robust
    ///     covariance in words
    /// @param interval how the intervals were found: `wald`, `profile`, `boot`
    /// @param level of the intervals, such as 0.95
    public record Coefficients(List<Effect> effects, double[][] vcov, String df, String interval, double level) {}

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

    /// The random effects.
    ///
    /// @param theta relative covariance parameters, free of units
    /// @param variances of the random effects
    /// @param covariances of the random effects
    /// @param icc share of the variance between the levels, by grouping factor; empty where slopes vary
    /// @param r2 shares of the variance explained, null where they do not exist
    /// @param outcome the same shares of the variance of single outcomes, of models whose linear predictor is
    ///     on another scale; else null
    /// @param modes predicted random effects, by grouping factor
    public record RandomPart(
            double[] theta,
            List<Variance> variances,
            List<Covariance> covariances,
            Map<String, Double> icc,
            @Nullable RSquared r2,
            @Nullable Shares outcome,
            Map<String, List<Mode>> modes) {}

    /// Shares of a variance.
    ///
    /// @param icc between the levels, by grouping factor
    /// @param r2 explained
    public record Shares(Map<String, Double> icc, RSquared r2) {}

    /// A variance of random effects, on the scale of the linear predictor, which is the outcome's for linear
    /// models.
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
    /// @param covariance on the scale of the variances
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

    /// What was asked beside the estimates.
    ///
    /// @param tests F tests of terms
    /// @param means estimated marginal means, contrasts
    /// @param effects effects on the scale of the outcome, of models whose coefficients are not
    public record Answers(List<TermTest> tests, List<Contrasts> means, List<ScaledEffect> effects) {
        /// @return nothing
        public static Answers none() {
            return new Answers(List.of(), List.of(), List.of());
        }
    }

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
    /// @param scale `link`, or `response` for values on the scale of the outcome
    /// @param adjust how p-values and intervals are adjusted for their number, `none` if not
    /// @param rows the estimates
    public record Contrasts(String name, String kind, String scale, String adjust, List<Effect> rows) {}

    /// An effect on a scale that people think in.
    ///
    /// @param term such as `arm[treated]`
    /// @param contrast what is compared: `b - a`, `b / a`, `dy/dx` (a slope), `+1`; empty for a coefficient
    /// @param scale such as `odds ratio`, `risk difference`
    /// @param whose `conditional`: given the group and the other predictors; `population`: averaged over groups
    /// @param estimate the value
    /// @param se its standard error
    /// @param lower lower limit
    /// @param upper upper limit
    /// @param p two-sided, of the hypothesis of no effect
    public record ScaledEffect(
            String term,
            String contrast,
            String scale,
            String whose,
            double estimate,
            double se,
            double lower,
            double upper,
            double p) {
        /// [#whose] of an effect within a group.
        public static final String CONDITIONAL = "conditional";

        /// [#whose] of an effect averaged over groups.
        public static final String POPULATION = "population";

        /// @return whether it is the effect of one more unit of a number
        public boolean isPerUnit() {
            return contrast.isEmpty() ? FitSentence.isNumber(term) : contrast.equals("+1") || contrast.equals("dy/dx");
        }

        /// @return whether it is a difference, not a ratio: no effect is 0, not 1
        public boolean isDifference() {
            return scale.contains("difference");
        }
    }

    /// What the optimiser reached.
    ///
    /// @param status one word: `converged`, `singular`, …
    /// @param words the same in a sentence
    /// @param evaluations of the criterion
    /// @param gradient largest element of the scaled gradient at the end
    public record Reached(String status, String words, int evaluations, double gradient) {}

    /// @return the fixed effects
    public List<Effect> fixed() {
        return coefficients.effects();
    }

    /// @param term a fixed effect
    /// @return it, if the fit has one of that name
    public Optional<Effect> fixed(String term) {
        return fixed().stream().filter(effect -> effect.term().equals(term)).findFirst();
    }

    /// The same fit told with another covariance of its coefficients.
    ///
    /// @param other fixed effects with that covariance
    /// @param others what follows from them
    /// @param all what a reader must know of both
    /// @return the fit told with them
    public FitResult with(Coefficients other, Answers others, List<Diagnostic> all) {
        return new FitResult(
                model,
                sample,
                likelihood,
                residual,
                dispersion,
                other,
                inflation,
                random,
                others,
                convergence,
                all,
                record);
    }
}
