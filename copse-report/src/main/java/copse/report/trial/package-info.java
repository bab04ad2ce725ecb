/// The report of a whole experiment: what was planned, what was done, and what was found.
@NullMarked
package copse.report.trial;

import org.jspecify.annotations.NullMarked;
