/// How well a model predicts what it has not seen: leave-one-out by Pareto-smoothed importance sampling, WAIC,
/// comparison and weights of models.
@NullMarked
package copse.loo;

import org.jspecify.annotations.NullMarked;
