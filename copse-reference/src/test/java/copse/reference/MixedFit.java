package copse.reference;

import copse.glmm.GlmmFit;
import copse.lmm.GroupEffects;
import copse.lmm.LmmFit;
import copse.lmm.VarianceComponent;
import copse.math.Matrix;
import copse.model.Fit;
import java.util.List;
import java.util.function.Function;

/// What linear and generalised mixed models both tell of their random effects.
///
/// @param fit the model
/// @param groups its grouping factors
/// @param theta covariance parameters
/// @param variances variances and covariances
/// @param effects modes of a grouping factor
/// @param covariance of a level's effects of a grouping factor
record MixedFit(
        Fit fit,
        List<String> groups,
        double[] theta,
        List<VarianceComponent> variances,
        Function<String, GroupEffects> effects,
        Function<String, Matrix> covariance) {
    static MixedFit of(LmmFit fit) {
        return new MixedFit(fit, fit.groups(), fit.theta(), fit.variances(), fit::effects, fit::covariance);
    }

    static MixedFit of(GlmmFit fit) {
        return new MixedFit(fit, fit.groups(), fit.theta(), fit.variances(), fit::effects, fit::covariance);
    }

    GroupEffects effects(String group) {
        return effects.apply(group);
    }

    Matrix covariance(String group) {
        return covariance.apply(group);
    }
}
