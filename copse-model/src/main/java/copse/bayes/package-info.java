/// Bayesian multilevel models: priors, posterior draws, and what follows from them.
///
/// [copse.bayes.Bayes] says what is fitted, [copse.bayes.BayesFit] what came out. Questions are put to a fit
/// and to rows of data, and answered by draws: [copse.bayes.PosteriorEffects] (effects on the scale of the
/// outcome), [copse.bayes.BayesPredictions] and [copse.bayes.ConditionalEffects], [copse.bayes.Hypothesis],
/// [copse.bayes.Decision] and [copse.bayes.PracticalEquivalence], [copse.bayes.PosteriorPredictive] (does the
/// model make data like these?), [copse.bayes.LeaveOut] (how well does it predict?).
///
/// ```java
/// Bayes model = Bayes.of("repeat ~ preschool + (1 | school)", Family.binomial());
/// BayesFit fit = model.fit(pupils, Nuts.defaults());
/// EffectOptions own = EffectOptions.defaults().withAveraging(Averaging.GROUPS);
/// PosteriorEffect effect = PosteriorEffects.of(fit, pupils).effect("preschool", own).get(0);
/// effect.interval(0.95);                                // difference of probabilities
/// effect.decision(Decision.Goal.LOWER, 0.02);           // is it at least two points?
/// Hypothesis.test(fit, "sd(school,(Intercept)) > 0.5", 0.95).probability();
/// LeaveOut.of(model, fit, pupils, Nuts.defaults()).rows().elpd();
/// ```
@NullMarked
package copse.bayes;

import org.jspecify.annotations.NullMarked;
