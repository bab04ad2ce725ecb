/// Generalised linear mixed models: counts, shares and yes/no outcomes.
///
/// [copse.glmm.Glmm] says what is fitted, [copse.glmm.GlmmFit] what came out.
///
/// Outcomes for which there is no most likely model (separation, all alike) are found before anything is fitted
/// ([copse.glmm.CheckCode]). What a family leaves unexplained is told by [copse.glmm.Overdispersion],
/// [copse.glmm.ExcessZeros] and [copse.glmm.QuantileResiduals]; shares of variance, R² and intraclass
/// correlations on both scales by [copse.glmm.GlmmVariances].
///
/// ```java
/// GlmmFit fit = Glmm.of("repeat ~ sex + preprimary + (1 | school)",
/// Family.binomial()).quadrature(9).fit(data);
/// AverageEffects.of(fit).effect("preprimary", EffectOptions.defaults()); // difference of shares, over all
/// schools
/// ```
///
/// What is asked of a fit on the scale of its outcome:
/// - [copse.glmm.AverageEffects]: risk differences, ratios, odds ratios, slopes, averaged over units and, as
///   [copse.glmm.Averaging] says, in a typical group, over the population of groups, or in the groups observed;
/// - [copse.glmm.OutcomeMeans]: marginal means of a balanced grid and their comparisons;
/// - [copse.glmm.GlmmPredictions]: rows of known and new groups, with limits;
/// - [copse.glmm.FitComparison]: likelihood-ratio tests; [copse.glmm.GlmmBootstrap]: draws of anything from
///   refits.
///
/// Without random effects, with errors by clusters: [copse.glmm.RobustGlm], [copse.glmm.PopulationAveraged].
@NullMarked
package copse.glmm;

import org.jspecify.annotations.NullMarked;
