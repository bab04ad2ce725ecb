/// Assignments kept on disk: records that can be replayed, ledgers that survive any interruption, arrivals one
/// by one.
@NullMarked
package copse.assign;

import org.jspecify.annotations.NullMarked;
