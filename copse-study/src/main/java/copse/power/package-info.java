/// How large an experiment must be, and how well its analysis works, before it is run.
///
/// In closed form:
/// - [copse.power.Trial]: who is randomised, how many, what makes units alike: clusters in parallel arms, in
///   pairs, in strata, on three levels, over periods (stepped wedges and any other diagram), crossing over;
///   units in blocks, or grouped by their treatment.
/// - [copse.power.Outcome]: means, proportions, rates. [copse.power.TestRule]: level, sides, margins, t or z.
/// - [copse.power.Power]: the three together, asked for power, clusters, size, effect, or the cheapest mix;
///   [copse.power.Answer]: what was found, or why there is no such trial, with the nearest that there is.
/// - [copse.power.IccEstimate], [copse.power.NestedAnova]: what clusters of past data differ by.
///
/// ```java
/// Power power = Power.of(ParallelTrial.of(10, 10, 20, 0.05), new Outcome.Mean(1), TestRule.twoSided(0.05));
/// power.at(0.3).power();      // 0.529
/// power.copies(0.3, 0.8);     // Found: 19 clusters per arm
/// power.size(0.3, 0.9);       // Infeasible: at most 0.810 with 10 per arm, however large; 13 per arm can
/// ```
///
/// Simulated: a [copse.power.Declaration] says population, design, effect and estimators; diagnosing it runs
/// the experiment many times and gives a [copse.power.Diagnosis].
@NullMarked
package copse.power;

import org.jspecify.annotations.NullMarked;
