/// Least squares of rows in clusters, and covariances of the coefficients that hold without a model of the
/// clusters.
///
/// - [copse.lm.Lm]: a linear model to be fitted; [copse.lm.LmArrays]: the same from arrays.
/// - [copse.lm.LmFit]: the fit; [copse.lm.Robust]: which covariance is wanted; [copse.lm.RobustFit]: estimates
///   and tests with it.
/// - [copse.lm.ClusterProducts]: what is kept of the rows, from which everything can be had again and again.
///
/// ```java
/// LmFit fit = Lm.of("score ~ arm + pre").clusters("school").fit(pupils);
/// RobustFit robust = fit.robust(Robust.cr2("school"));
/// Estimate effect = robust.effect("arm[b]", 0.95);      // CR2 standard error, Satterthwaite df
/// WaldTest both = robust.wald("arm[b]", "pre");         // HTZ
/// ```
@NullMarked
package copse.lm;

import org.jspecify.annotations.NullMarked;
