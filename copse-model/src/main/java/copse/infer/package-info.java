/// Estimates, tests, contrasts and multiplicity: what stands on top of a fitted model, whichever model it was.
///
/// - [copse.infer.Estimate]: a number with its standard error, degrees of freedom, limits and p-value.
/// - [copse.infer.Interval] and [copse.infer.Limit]: limits that may sit on a boundary or be open.
/// - [copse.infer.ConfidenceDistribution]: one-sided p-values and limits, from which every other test is made.
/// - [copse.infer.FTest], [copse.infer.DfMethod]: a test of several coefficients, and how its degrees of
///   freedom came about.
/// - [copse.infer.LinearContrast], [copse.infer.ContrastScheme]: weights of means or coefficients.
/// - [copse.infer.Multiplicity]: p-values and limits of a family of comparisons.
/// - [copse.infer.Share]: a share counted in trials, such as the rejections of a simulation, with its Monte
///   Carlo error.
/// - [copse.infer.StudentT], [copse.infer.NoncentralT], [copse.infer.TwoOneSided], [copse.infer.FisherF],
///   [copse.infer.StudentizedRange], [copse.infer.ChiBarSquare]: distributions whose tails stay exact where a
///   cumulative probability would round to 1, also on the log scale.
///
/// ```java
/// Estimate slope = Estimate.of("Days", 10.467, 1.546, 17, 0.95, DfMethod.KENWARD_ROGER);
/// slope.lower();   // 7.21
/// slope.p();       // 3.3e-6
/// ```
@NullMarked
package copse.infer;

import org.jspecify.annotations.NullMarked;
