/// Effects in networks: named estimands, and estimates that survive interference between units.
///
/// - [copse.interference.NetworkQuestion]: outcome, [copse.interference.Estimand], exposure, arms.
/// - [copse.interference.NetworkSetting]: network, design and question: everything known before outcomes are.
/// - [copse.interference.NetworkExperiment]: outcomes joined with nodes and arms.
/// - [copse.interference.NetworkEstimator]: a way from outcomes to an effect, by
///   [copse.interference.NetworkMethod]: [copse.interference.ExposureContrast] of conditions whose
///   probabilities are known, [copse.interference.ExposureRegression] on the treated share of neighbours,
///   [copse.interference.ClusterAdjustment] of totals, [copse.interference.NaiveMeans] for comparison.
/// - [copse.interference.SaturationAnalysis]: effects by saturation of two-stage designs.
/// - [copse.interference.NoEffectTest], [copse.interference.NoSpilloverTest]: randomisation tests;
///   [copse.interference.HausmanTest]: interference from a mixed design.
///
/// ```java
/// NetworkQuestion question = NetworkQuestion.of("visits", Estimand.TOTAL, new Exposure.Full(), "treatment",
/// "control");
/// NetworkExperiment experiment = NetworkExperiment.of(outcomes, network, assignment, question);
/// EffectEstimate total = experiment.estimate(ExposureContrast.hajek());
/// EffectEstimate naive = experiment.estimate(NaiveMeans.ofClusters());
/// ```
@NullMarked
package copse.interference;

import org.jspecify.annotations.NullMarked;
