package copse.lmm;

import copse.math.Matrix;
import copse.model.Grouping;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A variance or covariance of random effects, or the residual variance.
///
/// @param group grouping factor; `Residual` for the residual variance
/// @param term1 first term; null for the residual
/// @param term2 second term of a covariance; null for a variance
/// @param value the variance or covariance, in squared units of the response per unit of the terms
/// @param sdOrCorrelation its square root, or the correlation; NaN never: a correlation with a variance of 0 is
///     0
public record VarianceComponent(
        String group, @Nullable String term1, @Nullable String term2, double value, double sdOrCorrelation) {
    /// The group of the residual variance.
    public static final String RESIDUAL = "Residual";

    /// @param grouping a grouping factor with its terms
    /// @param covariance of a level's effects, q×q
    /// @return per term the variances, then the covariances
    public static List<VarianceComponent> of(Grouping grouping, Matrix covariance) {
        List<VarianceComponent> components = new ArrayList<>();
        int from = 0;
        for (RandomTerm term : grouping.terms()) {
            List<String> names = term.columns();
            int q = names.size();
            for (int a = 0; a < q; a++) {
                double variance = covariance.at(from + a, from + a);
                components.add(
                        new VarianceComponent(grouping.name(), names.get(a), null, variance, Math.sqrt(variance)));
            }
            for (int a = 0; a < q; a++) {
                for (int b = a + 1; b < q; b++) {
                    double value = covariance.at(from + a, from + b);
                    double sds = Math.sqrt(covariance.at(from + a, from + a) * covariance.at(from + b, from + b));
                    components.add(new VarianceComponent(
                            grouping.name(), names.get(a), names.get(b), value, sds > 0 ? value / sds : 0));
                }
            }
            from += q;
        }
        return components;
    }

    /// @return whether this is a variance, not a covariance
    public boolean isVariance() {
        return term2 == null;
    }
}
