package copse.report;

import copse.error.Diagnostic;
import copse.glmm.EffectOptions;
import copse.glmm.RobustGlm;
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
        return of(fit, robust, fit.answers());
    }

    /// The same for generalised models, whose effects on the scale of the outcome get that covariance too.
    ///
    /// @param fit the fit, without random terms
    /// @param robust the same model and rows with a robust covariance
    /// @return the fit with that covariance
    public static FitResult of(FitResult fit, RobustGlm robust) {
        double level = fit.coefficients().level();
        OutcomeEffects effects = new OutcomeEffects(
                robust.fit().cells().spec(),
                robust.fit().model().family(),
                robust.effects(),
                robust.coefficients().coefficients(level),
                EffectOptions.defaults().withLevel(level));
        FitResult.Answers answers = new FitResult.Answers(List.of(), List.of(), effects.all());
        return of(fit, robust.coefficients(), answers);
    }

    private static FitResult of(FitResult fit, RobustFit robust, FitResult.Answers answers) {
        FitResult.Coefficients before = fit.coefficients();
        List<FitResult.Effect> fixed = robust.coefficients(before.level()).stream()
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
        return fit.with(
                new FitResult.Coefficients(
                        fixed, FitParts.rows(robust.vcov()), robust.method(), before.interval(), before.level()),
                answers,
                List.copyOf(diagnostics));
    }
}
