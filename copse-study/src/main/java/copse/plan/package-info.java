/// One file that says what will be done: question, units, design, outcomes, size.
@NullMarked
package copse.plan;

import org.jspecify.annotations.NullMarked;
