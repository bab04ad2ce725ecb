package copse.interference;

import copse.error.DesignException;
import copse.estimate.EffectEstimate;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One effect of a two-stage design, by saturation: spillover at the highest saturation that leaves units
/// untreated, the direct effect over all saturations, or the total effect of everyone against no one. That is
/// the difference between the saturations 1 and 0 where these were drawn, else along lines in the saturation.
///
/// All other effects by saturation are in [SaturationAnalysis].
public record SaturationEstimator() implements NetworkEstimator {
    @Override
    public String name() {
        return "means by saturation";
    }

    /// @throws copse.error.DesignException `G221` if the design has no saturations, `G223` if these cannot show
    ///     the effect
    /// @throws copse.error.InputException `G224` if the arms of the question are not those of the design
    @Override
    public Prepared over(NetworkSetting setting) {
        SaturationAnalysis analysis = SaturationAnalysis.of(setting);
        Estimand estimand = setting.question().estimand();
        requireShown(estimand, analysis.saturations());
        return data -> {
            SaturationEffects effects = analysis.estimate(data);
            EffectEstimate effect = effect(estimand, effects)
                    .orElseThrow(() -> notShown(
                            estimand,
                            analysis.saturations(),
                            "some of these saturations have outcomes of fewer than two clusters"));
            return effect.withDiagnostics(effects.diagnostics());
        };
    }

    private static Optional<EffectEstimate> effect(Estimand estimand, SaturationEffects effects) {
        return switch (estimand) {
            case SPILLOVER -> last(effects, SaturationContrast.SPILLOVER);
            case DIRECT -> last(effects, SaturationContrast.DIRECT_MEAN);
            case TOTAL ->
                effects.of(SaturationContrast.TOTAL).stream()
                        .filter(one -> one.saturation() == 1 && one.reference() == 0)
                        .map(SaturationEffects.Effect::estimate)
                        .findFirst()
                        .or(() -> last(effects, SaturationContrast.EXTRAPOLATED));
        };
    }

    private static Optional<EffectEstimate> last(SaturationEffects effects, SaturationContrast contrast) {
        List<SaturationEffects.Effect> all = effects.of(contrast);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().estimate());
    }

    private static void requireShown(Estimand estimand, double[] saturations) {
        long untreated = Arrays.stream(saturations).filter(s -> s < 1).count();
        long treated = Arrays.stream(saturations).filter(s -> s > 0).count();
        boolean ends = saturations[0] == 0 && saturations[saturations.length - 1] == 1;
        boolean shown = switch (estimand) {
            case SPILLOVER -> untreated >= 2;
            case DIRECT -> Arrays.stream(saturations).anyMatch(s -> s > 0 && s < 1);
            case TOTAL -> ends || treated >= 2 && untreated >= 2;
        };
        if (!shown) {
            throw notShown(
                    estimand,
                    saturations,
                    switch (estimand) {
                        case SPILLOVER -> "spillover is seen where units are untreated at two saturations";
                        case DIRECT ->
                            "a direct effect is seen where some units of a cluster are treated and others are not";
                        case TOTAL ->
                            "everyone against no one is seen at the saturations 1 and 0, or along lines through two saturations"
                                    + " of treated and of untreated units";
                    });
        }
    }

    private static DesignException notShown(Estimand estimand, double[] saturations, String why) {
        return InterferenceTestCode.NOT_SHOWN.error(
                "the " + estimand.label() + " from the saturations "
                        + String.join(
                                ", ",
                                Arrays.stream(saturations)
                                        .mapToObj(NumericColumn::format)
                                        .toList()),
                why,
                switch (estimand) {
                    case SPILLOVER ->
                        "ask for the total effect, or randomise clusters to saturations such as 0 and 0.5";
                    case DIRECT -> "ask for the total effect, or randomise clusters to a saturation such as 0.5";
                    case TOTAL -> "ask for the spillover, or randomise clusters to the saturations 0 and 1 too";
                });
    }
}
