package copse.report;

import copse.error.Diagnostic;
import copse.infer.Estimate;
import copse.lm.RobustFit;
import copse.math.Matrix;
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
        List<FitResult.Effect> fixed = new ArrayList<>();
        for (Estimate one : robust.coefficients(fit.level())) {
            fixed.add(new FitResult.Effect(
                    one.estimand(),
                    one.value(),
                    one.se(),
                    one.statistic(),
                    one.df(),
                    one.p(),
                    one.lower(),
                    one.upper()));
        }
        List<Diagnostic> diagnostics = new ArrayList<>(fit.diagnostics());
        for (Diagnostic one : robust.diagnostics()) {
            if (diagnostics.stream()
                    .noneMatch(known ->
                            known.code().equals(one.code()) && known.parameter().equals(one.parameter()))) {
                diagnostics.add(one);
            }
        }
        return new FitResult(
                fit.formula(),
                fit.response(),
                fit.family(),
                fit.link(),
                fit.method(),
                fit.n(),
                fit.dropped(),
                fit.factors(),
                fit.groups(),
                fit.npar(),
                fit.criterion(),
                fit.logLik(),
                fit.aic(),
                fit.bic(),
                fit.ml(),
                fit.sigma(),
                fit.sigmaLower(),
                fit.sigmaUpper(),
                fit.theta(),
                rows(robust.vcov()),
                fixed,
                robust.method(),
                fit.interval(),
                fit.level(),
                fit.variances(),
                fit.covariances(),
                fit.icc(),
                fit.r2(),
                fit.modes(),
                fit.tests(),
                fit.means(),
                fit.convergence(),
                List.copyOf(diagnostics),
                fit.record());
    }

    private static double[][] rows(Matrix vcov) {
        double[][] rows = new double[vcov.rows()][vcov.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                rows[i][j] = vcov.at(i, j);
            }
        }
        return rows;
    }
}
