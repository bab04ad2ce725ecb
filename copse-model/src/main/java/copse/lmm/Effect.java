package copse.lmm;

import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.FTest;

/// One fixed effect of a fit: a coefficient, or a term with several.
///
/// ```java
/// fit.effect("arm").interval(0.95, DfMethod.KENWARD_ROGER);
/// ```
///
/// @param fit the model
/// @param name of a coefficient or term
public record Effect(LmmFit fit, String name) {
    /// The coefficient with limits and test. Asking for many coefficients, make one [FixedEffects] instead.
    ///
    /// @param level coverage, such as 0.95
    /// @param method where the degrees of freedom come from
    /// @return the estimate
    /// @throws copse.error.InputException `N215` if the name is no coefficient, nor a term with just one
    public Estimate interval(double level, DfMethod method) {
        return FixedEffects.of(fit, method).coefficient(name, level);
    }

    /// The test that all coefficients of the term are 0.
    ///
    /// @param method where the degrees of freedom come from
    /// @return the F test
    /// @throws copse.error.InputException `N215` if there is no such coefficient or term
    public FTest test(DfMethod method) {
        return FixedEffects.of(fit, method).test(name);
    }
}
