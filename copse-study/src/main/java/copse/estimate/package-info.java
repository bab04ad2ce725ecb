/// Effects of arms, estimated as the design wants it.
///
/// [copse.estimate.Experiment] joins rows with the arms of their units, [copse.estimate.Question] says what is
/// asked, and every [copse.estimate.EffectEstimator] answers with an [copse.estimate.EffectEstimate].
@NullMarked
package copse.estimate;

import org.jspecify.annotations.NullMarked;
