/// Bayesian multilevel models: priors, posterior draws, and what follows from them.
///
/// [copse.bayes.Bayes] says what is fitted, [copse.bayes.BayesFit] what came out.
@NullMarked
package copse.bayes;

import org.jspecify.annotations.NullMarked;
