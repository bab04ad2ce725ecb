/// Results as pictures: one class per kind of plot makes a [copse.report.Chart] from a result.
@NullMarked
package copse.report.plot;

import org.jspecify.annotations.NullMarked;
