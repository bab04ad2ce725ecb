/// Linear mixed models by REML and ML.
///
/// - [copse.lmm.Lmm]: a model to be fitted.
/// - [copse.lmm.LmmFit]: the fit: estimates, covariances, modes, and everything that can be asked of them.
/// - [copse.lmm.Convergence]: the verdict on the optimum.
///
/// ```java
/// LmmFit fit = Lmm.of("call_CSAT ~ reason + age + (1 | center_ID/rep_ID)").fit(frame);
/// double[] beta = fit.beta();
/// ```
@NullMarked
package copse.lmm;

import org.jspecify.annotations.NullMarked;
