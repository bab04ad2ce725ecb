/// What an assignment means to a unit whose neighbours have arms too: conditions of exposure and their exact or
/// estimated probabilities.
///
/// - [copse.exposure.Exposure]: how own arm and arms of neighbours make a condition.
/// - [copse.exposure.ExposureMap]: an exposure over a graph, which classifies nodes for given arms.
/// - [copse.exposure.Sides]: which arms of a design are the treatment and which the control.
/// - [copse.exposure.ExposureProbabilities]: how likely each condition is at each node under a design.
@NullMarked
package copse.exposure;

import org.jspecify.annotations.NullMarked;
