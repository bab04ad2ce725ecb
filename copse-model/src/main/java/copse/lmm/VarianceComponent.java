package copse.lmm;

import org.jspecify.annotations.Nullable;

/// A variance or covariance of random effects, or the residual variance.
///
/// @param group grouping factor; `Residual` for the residual variance
/// @param term1 first term; null for the residual
/// @param term2 second term of a covariance; null for a variance
/// @param value the variance or covariance, in squared units of the response per unit of the terms
/// @param sdOrCorrelation its square root, or the correlation; NaN never: a correlation with a variance of 0 is 0
public record VarianceComponent(
        String group, @Nullable String term1, @Nullable String term2, double value, double sdOrCorrelation) {
    /// The group of the residual variance.
    public static final String RESIDUAL = "Residual";

    /// @return whether this is a variance, not a covariance
    public boolean isVariance() {
        return term2 == null;
    }
}
