/// Generalised linear mixed models: counts, shares and yes/no outcomes.
///
/// [copse.glmm.Glmm] says what is fitted, [copse.glmm.GlmmFit] what came out.
///
/// ```java
/// GlmmFit fit = Glmm.of("repeat ~ sex + preprimary + (1 | school)", Family.binomial()).quadrature(9).fit(data);
/// ```
@NullMarked
package copse.glmm;

import org.jspecify.annotations.NullMarked;
