/// Groups of units that resemble each other.
///
/// - [copse.match.Matching]: what is compared and how, as a value.
/// - `Matches`: the groups found, who is left over, and what each covariate contributed.
///
/// ```java
/// Matches pairs = Matching.pairs("nreps", "avg_csat").of(centres, "centre");
/// pairs.groups();        // two rows each
/// pairs.leftOver();      // none for an even number of centres
/// ```
@NullMarked
package copse.match;

import org.jspecify.annotations.NullMarked;
