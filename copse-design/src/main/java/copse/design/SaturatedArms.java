package copse.design;

import copse.error.Diagnostic;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Saturations of clusters, and arms of units within.
final class SaturatedArms {
    private SaturatedArms() {}

    static Resolution resolve(Saturation design, Units units) {
        Clusters clusters = Clusters.of(
                units,
                design.by(),
                design.strata().stream().map(Stratifier::column).toList());
        Design first = firstStage(design);
        Resolution outer = Resolution.resolve(first, clusters.units());
        TwoStageArms mechanism = new TwoStageArms(design, outer.mechanism(), clusters.of());
        List<Membership> memberships = new ArrayList<>();
        outer.memberships().forEach(membership -> memberships.add(clusters.spread(membership)));
        memberships.add(clusters.membership());
        List<Diagnostic> diagnostics = new ArrayList<>(outer.diagnostics());
        roundedAway(design, mechanism).ifPresent(diagnostics::add);
        ClusteredArms.fewClusters(clusters, outer, design.by()).ifPresent(diagnostics::add);
        return new Resolution(
                mechanism, memberships, diagnostics, Optional.of(new Randomisation(first, clusters.units(), outer)));
    }

    /// The design by which clusters draw their saturation.
    private static Design firstStage(Saturation design) {
        Allocation shares = new Allocation.Shares(
                design.levels().stream()
                        .map(level -> NumericColumn.format(level.saturation()))
                        .toList(),
                design.levels().stream().map(Saturation.Level::ratio).toList());
        return design.strata().isEmpty()
                ? new Complete(shares)
                : new Stratified(design.strata(), shares, design.spare());
    }

    private static Optional<Diagnostic> roundedAway(Saturation design, TwoStageArms mechanism) {
        for (int level = 0; level < design.levels().size(); level++) {
            int clusters = mechanism.roundedAway(level);
            if (clusters > 0) {
                String share = NumericColumn.format(design.levels().get(level).saturation());
                return Optional.of(new Diagnostic(
                        DesignCode.ROUNDED_AWAY.code(),
                        design.by(),
                        clusters,
                        0,
                        "A share of " + share + " is rounded to nobody or everybody in "
                                + Words.count(clusters, "cluster") + " that " + (clusters == 1 ? "is" : "are")
                                + " too small for it.",
                        DesignCode.ROUNDED_AWAY.advice()));
            }
        }
        return Optional.empty();
    }
}
