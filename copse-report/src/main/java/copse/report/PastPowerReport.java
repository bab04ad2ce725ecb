package copse.report;

import copse.design.Design;
import copse.power.Diagnosis;
import copse.power.PastEstimates;
import copse.power.PastPower;
import java.util.List;
import java.util.Optional;

/// What past data say about the next experiment.
///
/// @param past variances, sizes, covariates
/// @param power of the planned trial
/// @param smallest effects with the wanted power: at the estimates, at the upper and at the lower end of the
///     interval of the intraclass correlation; empty where the effect is given
/// @param placebo the analysis on the past itself, arms redrawn and no effect: one per design
/// @param simulated experiments of clusters drawn from the past; empty if not asked for
public record PastPowerReport(
        PastEstimates past,
        PastPower power,
        List<Double> smallest,
        List<Placebo> placebo,
        Optional<Diagnosis> simulated) {
    /// Copies the lists.
    public PastPowerReport {
        smallest = List.copyOf(smallest);
        placebo = List.copyOf(placebo);
    }

    /// A design tried on the past.
    ///
    /// @param design of the past's clusters
    /// @param diagnosis of experiments without effect
    public record Placebo(Design design, Diagnosis diagnosis) {}
}
