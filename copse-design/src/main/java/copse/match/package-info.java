/// Groups of units that resemble each other.
///
/// - [copse.match.Matching]: what is compared and how, as a value.
/// - [copse.match.Matches]: the groups found, who is left over, and what each covariate contributed.
/// - [copse.match.Optimality]: what is known about them compared with all other groupings: a proof, a bound, or
///   nothing.
///
/// ```java
/// Matches pairs = Matching.pairs("nreps", "avg_csat").withExact("region").of(centres, "centre");
/// pairs.groups();                                  // rows of the two members of each pair
/// pairs.leftOver();                                // none for an even number of centres per region
/// pairs.optimality() instanceof Optimality.Proven; // pairs always are
/// pairs.contributions();                           // what each covariate added
/// ```
///
/// Pairs are optimal by default: a greedy search gives late units what is left, and a unit that looks only at
/// its single nearest neighbour loses its place when that one is taken. `size: 3` and more, calipers and exact
/// agreement are arguments; a hundred thousand units and more take threshold blocks.
@NullMarked
package copse.match;

import org.jspecify.annotations.NullMarked;
