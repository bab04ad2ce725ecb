package copse.model;

import copse.error.Diagnostic;
import copse.math.Matrix;
import java.util.List;

/// What every fitted model can tell. Immutable.
public interface Fit {
    /// @return the model that was fitted
    ModelSpec spec();

    /// @return rows used
    long rows();

    /// @return names of the fixed effects, those that depend on others left out
    List<String> fixedNames();

    /// @return names of columns of X that were left out since they depend on earlier ones
    List<String> aliased();

    /// @return estimates of the fixed effects, in the order of [#fixedNames()]; a copy
    double[] beta();

    /// @return covariance matrix of the estimates
    Matrix vcov();

    /// @return −2 log likelihood (for REML, of the restricted likelihood) with all constants
    double criterion();

    /// @return sums of squares and products of the columns of X over the rows used
    DesignMoments moments();

    /// @return number of estimated parameters: fixed effects, covariance parameters, dispersion
    int parameters();

    /// @return what a reader must know
    List<Diagnostic> diagnostics();

    /// @return log likelihood
    default double logLik() {
        return -criterion() / 2;
    }

    /// @return Akaike's information criterion
    default double aic() {
        return criterion() + 2.0 * parameters();
    }

    /// @return Schwarz's criterion with the number of rows
    default double bic() {
        return criterion() + Math.log((double) rows()) * parameters();
    }

    /// @return square roots of the diagonal of [#vcov()]
    default double[] standardErrors() {
        double[] se = vcov().diagonal();
        for (int j = 0; j < se.length; j++) {
            se[j] = Math.sqrt(se[j]);
        }
        return se;
    }
}
