/// Effects of arms, estimated as the design wants it.
///
/// - [copse.estimate.Experiment] joins rows with the arms of the units that were randomised
/// ([copse.estimate.RandomisedUnits]); [copse.estimate.UnitTotals] is all that most estimators need of the
/// rows.
/// - [copse.estimate.Question] says what is asked: outcome, two arms, covariates, [copse.estimate.Hypothesis],
///   level.
/// - Every [copse.estimate.EffectEstimator] answers with an [copse.estimate.EffectEstimate] that says whose
///   average it is, how it came about, and what a reader must know.
///
/// ```java
/// Experiment experiment = Experiment.of(pupils, assignment);
/// Question question = Question.of("score", "treatment", "control").withCovariates(List.of("pre"));
/// EffectEstimate means = UnitMeans.welch().estimate(experiment, question);          // of clusters
/// EffectEstimate lin = Regression.ofRows(Adjustment.LIN).estimate(experiment, question);
/// EffectEstimate model = MixedModel.kenwardRoger().estimate(experiment, question);
/// ```
@NullMarked
package copse.estimate;

import org.jspecify.annotations.NullMarked;
