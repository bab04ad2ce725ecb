/// How well a model predicts what it has not seen: leave-one-out by Pareto-smoothed importance sampling, WAIC,
/// cross-validation in folds, comparison and weights of models.
///
/// [copse.loo.PointwiseLogLikelihood] is what a model gives, [copse.loo.Loo] what is known of its predictions,
/// [copse.loo.ModelComparison] holds several models against each other.
///
/// ```java
/// Loo small = Loo.of(first, 2);
/// Loo large = Loo.of(second, 2).refitted(second, without, 2);
/// ModelComparison comparison = ModelComparison.of(models, Seed.of(1)); // LinkedHashMap by name
/// comparison.rows().getLast().difference();
/// ```
@NullMarked
package copse.loo;

import org.jspecify.annotations.NullMarked;
