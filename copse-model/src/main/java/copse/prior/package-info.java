/// Prior distributions of single parameters and of correlation matrices: density with slope, draws, text.
@NullMarked
package copse.prior;

import org.jspecify.annotations.NullMarked;
