package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import java.util.List;

/// What estimators that compare plain sums have in common.
final class Unadjusted {
    private Unadjusted() {}

    static void require(Question question, String method) {
        if (!question.covariates().isEmpty()) {
            throw EffectCode.NOT_ADJUSTED.error(
                    method + " with covariates " + String.join(", ", question.covariates()),
                    "this method compares arms as they are and would leave the covariates unused",
                    "ask without covariates: `question.withCovariates(List.of())`");
        }
    }

    /// @return what to say of units whose block has one arm only
    static List<Diagnostic> leftOut(ContributionVariance variance) {
        return variance.unusable() == 0
                ? List.of()
                : List.of(EstimateCode.BLOCK_LEFT_OUT.of(
                        "blocks",
                        variance.unusable(),
                        0,
                        Words.count(variance.unusable(), "unit")
                                + " left out: their blocks have outcomes in one of the two arms only"));
    }
}
