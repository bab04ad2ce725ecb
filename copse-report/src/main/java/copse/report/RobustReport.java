package copse.report;

import copse.error.Diagnostic;
import copse.lm.RobustFit;
import java.util.ArrayList;
import java.util.List;

/// A fit told with the standard errors, degrees of freedom and limits of a robust covariance.
public final class RobustReport {
    private RobustReport() {}

    /// Takes the place of what the model says of its fixed effects; all else stays.
    ///
    /// @param fit the fit
    /// @param robust coefficients of the same model and rows with a robust covariance
    /// @return the fit with that covariance
    public static FitResult of(FitResult fit, RobustFit robust) {
        List<FitResult.Effect> fixed = robust.coefficients(fit.coefficients().level()).stream()
                .map(FitParts::effect)
                .toList();
        List<Diagnostic> diagnostics = new ArrayList<>(fit.diagnostics());
        for (Diagnostic one : robust.diagnostics()) {
            if (diagnostics.stream()
                    .noneMatch(known ->
                            known.code().equals(one.code()) && known.parameter().equals(one.parameter()))) {
                diagnostics.add(one);
            }
        }
        FitResult.Coefficients before = fit.coefficients();
        return fit.withCoefficients(
                new FitResult.Coefficients(
                        fixed, FitParts.rows(robust.vcov()), robust.method(), before.interval(), before.level()),
                List.copyOf(diagnostics));
    }
}
