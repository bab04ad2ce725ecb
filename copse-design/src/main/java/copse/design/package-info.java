/// Designs as values, and what follows from them before a single outcome is seen.
///
/// - [copse.design.Design]: a sealed family of records; each says how arms are handed out, and can be printed,
///   read back, compared and hashed.
/// - [copse.design.Units]: those who are randomised, in the order of their ids.
/// - [copse.design.Randomisation]: a design over given units: exact probabilities of every arm, alone and
///   jointly, the number of admissible assignments, their enumeration, redraws by the thousand, the smallest
///   p-value that a randomisation test can reach.
/// - [copse.design.Assignment]: the arms that a seed gives; a pure function of design, units, seed and version.
///
/// ```java
/// Design design = Design.parse("stratified(by: region, quantiles(size, 2), arms: control, treatment)");
/// Randomisation randomisation = design.over(Units.of(schools, "school"));
/// randomisation.smallestP().twoSided();            // known before the first unit is assigned
/// Assignment arms = randomisation.assign(Seed.of(20260101));
/// Frame data = pupils.join(arms.frame(), "school");
/// ```
@NullMarked
package copse.design;

import org.jspecify.annotations.NullMarked;
