package copse.interference;

import copse.estimate.EffectEstimate;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// Effects by saturation in words.
final class SaturationWords {
    private SaturationWords() {}

    private static String reference(double saturation) {
        return saturation == 0 ? "pure control" : "the untreated at saturation " + NumericColumn.format(saturation);
    }

    private static String clusters(double saturation) {
        return saturation == 0 ? "pure control clusters" : "clusters of saturation " + NumericColumn.format(saturation);
    }

    /// @param contrast what is compared
    /// @param outcome its name
    /// @param at saturation
    /// @param reference the one it is compared with
    /// @return the estimand
    static String estimand(SaturationContrast contrast, String outcome, double at, double reference) {
        String share = NumericColumn.format(at);
        return switch (contrast) {
            case TREATED ->
                "direct effect and spillover on " + outcome + " of the treated at saturation " + share + ", against "
                        + reference(reference);
            case SPILLOVER ->
                "spillover on " + outcome + " of the untreated at saturation " + share + ", against "
                        + reference(reference);
            case DIRECT ->
                "direct effect on " + outcome + " at saturation " + share
                        + ", treated against untreated of the same clusters";
            case DIRECT_MEAN ->
                "direct effect on " + outcome + ", treated against untreated of the same clusters, over the saturations"
                        + " of this design";
            case TOTAL ->
                at == 1 && reference == 0
                        ? "total effect on " + outcome + " of treating everyone rather than no one of a cluster"
                        : "overall effect on " + outcome + " of saturation " + share + ", all nodes of such clusters"
                                + " against " + clusters(reference);
            case TREATED_SLOPE -> "change of " + outcome + " of the treated per unit of saturation";
            case UNTREATED_SLOPE ->
                "spillover on " + outcome + " of the untreated per unit of saturation, from nobody's treatment to"
                        + " everybody's";
            case ALONE -> "direct effect on " + outcome + " of a unit treated alone, by the line through the treated";
            case EXTRAPOLATED ->
                "total effect on " + outcome + " of treating everyone rather than no one, by lines in the saturation";
        };
    }

    /// @param contrast what is compared
    /// @param at saturation
    /// @return a few words
    static String label(SaturationContrast contrast, double at) {
        String share = " at " + NumericColumn.format(at);
        return switch (contrast) {
            case TREATED -> "direct and spillover" + share;
            case SPILLOVER -> "spillover" + share;
            case DIRECT -> "direct" + share;
            case DIRECT_MEAN -> "direct, all saturations";
            case TOTAL -> (at == 1 ? "total" : "overall") + share;
            case TREATED_SLOPE -> "treated, per unit of saturation";
            case UNTREATED_SLOPE -> "untreated, per unit of saturation";
            case ALONE -> "direct, treated alone";
            case EXTRAPOLATED -> "total, along lines";
        };
    }

    /// @param result effects by saturation
    /// @return the answer in sentences
    static List<String> sentences(SaturationEffects result) {
        List<String> out = new ArrayList<>();
        result.spillover()
                .ifPresent(test -> out.add("No spillover on the untreated at any saturation: F("
                        + test.numeratorDf() + ", " + Words.about(test.denominatorDf()) + ") = " + Words.about(test.f())
                        + ", " + Words.p(test.p()) + "."));
        for (SaturationEffects.Effect effect : result.effects()) {
            out.add(sentence(effect.estimate()));
        }
        result.straight()
                .ifPresent(test -> out.add("A straight line in the saturation for the untreated: F("
                        + test.numeratorDf() + ", " + Words.about(test.denominatorDf()) + ") = " + Words.about(test.f())
                        + ", " + Words.p(test.p()) + "."));
        return out;
    }

    /// @param effect an effect with limits
    /// @return `Spillover on y …: 0.31 (95 % CI 0.1 to 0.5, p = 0.01).`
    static String sentence(EffectEstimate effect) {
        String estimand = effect.estimand();
        return Character.toUpperCase(estimand.charAt(0)) + estimand.substring(1) + ": " + Words.about(effect.value())
                + " (" + Words.about(100 * effect.interval().level()) + " % CI "
                + Words.about(effect.interval().lower().value()) + " to "
                + Words.about(effect.interval().upper().value()) + ", " + Words.p(effect.p()) + ").";
    }
}
