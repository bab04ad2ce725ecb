/// How large an experiment must be, and how well its analysis works, before it is run.
///
/// - Simulated: a [copse.power.Declaration] says population, design, effect and estimators; diagnosing it runs
///   the experiment many times and gives a [copse.power.Diagnosis].
@NullMarked
package copse.power;

import org.jspecify.annotations.NullMarked;
