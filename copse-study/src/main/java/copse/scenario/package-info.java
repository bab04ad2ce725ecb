/// Studies to simulate: nested data with declared sizes and effects, and the truth behind them.
///
/// - [copse.scenario.Scenario]: what is declared; five studies, each a record with `defaults()` and `withX(…)`.
/// - [copse.scenario.Simulated]: the rows, and the [copse.scenario.Truth]: the effects that were drawn.
/// - [copse.scenario.ScenarioType]: the catalogue, by name and with text values, for the command line.
/// - [copse.scenario.NetworkOutcome]: how outcomes in a network come from own treatment, neighbours and chance;
///   [copse.scenario.PotentialOutcomes]: what every node would have under any treatment.
/// - [copse.scenario.ReferenceData]: the two files of the reference values, byte for byte.
///
/// ```java
/// Simulated study = CallCenter.defaults().withCenters(12).withEffect(0.6).simulate(Seed.of(7));
/// Frame calls = study.frame();    // month, center_ID, rep_ID, age, reason, grp, call_CSAT
/// double differ = study.truth().group("center_ID").orElseThrow().meanAbsolute();
/// ```
@NullMarked
package copse.scenario;

import org.jspecify.annotations.NullMarked;
