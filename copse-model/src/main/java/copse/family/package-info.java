/// Families of outcomes and links: what is counted or measured, how its mean hangs on the linear predictor, and
/// the log density with its derivatives. Frequentist and Bayesian models share them.
///
/// - [copse.family.Family]: the sealed families, `Family.binomial()`, `Family.poisson()` and so on;
/// - [copse.family.Link]: from the mean to the linear predictor and back;
/// - [copse.family.Likelihood]: log densities of many cells at once.
@NullMarked
package copse.family;

import org.jspecify.annotations.NullMarked;
