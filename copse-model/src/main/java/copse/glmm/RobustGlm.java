package copse.glmm;

import copse.lm.RobustFit;
import copse.math.Matrix;

/// A population-averaged model with a covariance by its clusters: coefficients on the scale of the link,
/// effects on the scale of the outcome. Immutable.
///
/// Effects are averages over the rows fitted, with a predictor set to one value or another in all of them;
/// limits are for these rows, and clusters as they might have been otherwise.
public final class RobustGlm {
    private final PopulationAveragedFit fit;
    private final SandwichCorrection correction;
    private final RobustFit coefficients;

    RobustGlm(PopulationAveragedFit fit, SandwichCorrection correction, RobustFit coefficients) {
        this.fit = fit;
        this.correction = correction;
        this.coefficients = coefficients;
    }

    /// @return the model that was fitted
    public PopulationAveragedFit fit() {
        return fit;
    }

    /// @return how residuals were made up for
    public SandwichCorrection correction() {
        return correction;
    }

    /// @return how standard errors and degrees of freedom come about, such as `KC by school, exchangeable,
    ///     Satterthwaite`
    public String method() {
        return coefficients.method();
    }

    /// @return coefficients on the scale of the link, with tests of one and of several
    public RobustFit coefficients() {
        return coefficients;
    }

    /// @return covariance of the coefficients
    public Matrix vcov() {
        return coefficients.vcov();
    }

    /// Effects on the scale of the outcome, by the delta method and Student's t with degrees of freedom of
    /// their own. There are no random effects: means of a typical cluster and over the population of clusters
    /// are the same.
    ///
    /// @return differences, ratios and means of the outcome
    public AverageEffects effects() {
        return AverageEffects.of(MeanModel.of(
                fit.cells(), fit.model().family(), fit.names(), fit.beta(), vcov(), coefficients::degrees, method()));
    }
}
