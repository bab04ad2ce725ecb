/// How alike the arms are before the experiment begins.
@NullMarked
package copse.balance;

import org.jspecify.annotations.NullMarked;
