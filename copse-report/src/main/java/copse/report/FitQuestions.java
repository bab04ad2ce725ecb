package copse.report;

import copse.infer.DfMethod;
import copse.infer.LinearContrast;
import copse.infer.Multiplicity;
import copse.lmm.AnovaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is asked of a fitted (generalised) linear mixed model beside its estimates.
///
/// @param df where degrees of freedom come from
/// @param intervals how intervals come about
/// @param level coverage of the intervals, in (0, 1)
/// @param anova type of the F tests of terms, null for none
/// @param means estimated marginal means
/// @param contrasts linear combinations of coefficients
/// @param scale on which generalised models tell marginal means
/// @param variancesKnown whether standard errors of generalised models take the variances as known
public record FitQuestions(
        DfMethod df,
        Intervals intervals,
        double level,
        @Nullable AnovaType anova,
        List<Means> means,
        List<Combination> contrasts,
        Scale scale,
        boolean variancesKnown) {
    /// What marginal means are means of.
    public enum Scale {
        /// The linear predictor, such as log odds.
        LINK,
        /// The outcome, averaged over groups.
        RESPONSE
    }

    /// Marginal means of the levels of a factor, or of the combinations of several.
    ///
    /// @param factors their names
    /// @param at where numbers stand, those not named at their means
    /// @param pairwise whether to compare every two means
    /// @param adjust how comparisons are adjusted for their number
    public record Means(List<String> factors, Map<String, Double> at, boolean pairwise, Multiplicity adjust) {}

    /// How intervals come about.
    public sealed interface Intervals {
        /// @return the word on the command line and in JSON
        default String word() {
            return switch (this) {
                case Wald _ -> "wald";
                case ProfileLikelihood _ -> "profile";
                case Bootstrap _ -> "boot";
            };
        }

        /// Estimate and standard error.
        record Wald() implements Intervals {}

        /// The likelihood with all other parameters at their best.
        record ProfileLikelihood() implements Intervals {}

        /// Percentiles of refits to simulated responses.
        ///
        /// @param replicates number of refits
        /// @param seed all that is random follows from it
        record Bootstrap(int replicates, long seed) implements Intervals {}
    }

    /// A linear combination of coefficients, whose names are known only when the model is.
    public interface Combination {
        /// @param names of the coefficients
        /// @return the weights
        LinearContrast of(List<String> names);
    }

    /// @return Satterthwaite, Wald, 95 %, nothing else
    public static FitQuestions defaults() {
        return new FitQuestions(
                DfMethod.SATTERTHWAITE, new Intervals.Wald(), 0.95, null, List.of(), List.of(), Scale.RESPONSE, false);
    }
}
