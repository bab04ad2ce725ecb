package copse.interference;

import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.lm.WaldTest;
import java.util.List;
import java.util.Optional;

/// Effects by saturation: of own treatment, of the share of others treated, and of both.
///
/// Every effect stands by itself; with several saturations ask [#spillover()] first, which is one test.
///
/// @param cells means by saturation and arm
/// @param effects contrast by contrast, saturations ascending
/// @param spillover one test that there is no spillover on the untreated at any saturation; empty if there is
///     one such effect only (its own p-value is the test), or clusters are too few
/// @param straight one test that the untreated lie on a straight line in the saturation; empty with fewer than
///     three saturations, or if clusters are too few
/// @param diagnostics what a reader must know
public record SaturationEffects(
        List<Cell> cells,
        List<Effect> effects,
        Optional<WaldTest> spillover,
        Optional<WaldTest> straight,
        List<Diagnostic> diagnostics) {
    /// Copies the lists.
    public SaturationEffects {
        cells = List.copyOf(cells);
        effects = List.copyOf(effects);
        diagnostics = List.copyOf(diagnostics);
    }

    /// Nodes of one arm at one saturation.
    ///
    /// @param saturation share that was to be treated
    /// @param arm name of the arm within clusters
    /// @param treated whether that is the treatment
    /// @param clusters with nodes here
    /// @param nodes with an outcome
    /// @param mean of their outcomes, weighted by the inverse of the probability to be here
    public record Cell(double saturation, String arm, boolean treated, int clusters, int nodes, double mean) {}

    /// One effect.
    ///
    /// @param contrast what is compared
    /// @param saturation where; of slopes and what rests on them the highest that enters
    /// @param reference what it is compared with; of [SaturationContrast#DIRECT] the same saturation
    /// @param estimate the effect
    public record Effect(SaturationContrast contrast, double saturation, double reference, EffectEstimate estimate) {
        /// @return a few words, as in a table: `spillover at 0.5`
        public String label() {
            return SaturationWords.label(contrast, saturation);
        }
    }

    /// @param contrast what is compared
    /// @return its effects, saturations ascending
    public List<Effect> of(SaturationContrast contrast) {
        return effects.stream().filter(effect -> effect.contrast == contrast).toList();
    }

    /// @param contrast what is compared
    /// @param saturation where
    /// @return that effect, if the data show it
    public Optional<EffectEstimate> of(SaturationContrast contrast, double saturation) {
        return of(contrast).stream()
                .filter(effect -> Double.compare(effect.saturation, saturation) == 0)
                .map(Effect::estimate)
                .findFirst();
    }

    /// @return the answer, one sentence per thing to know; numbers to four digits
    public List<String> sentences() {
        return SaturationWords.sentences(this);
    }
}
