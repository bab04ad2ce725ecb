package copse.design;

import copse.error.Diagnostic;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Arms of clusters, handed to their units.
final class ClusteredArms {
    /// The usual level of a test.
    private static final double LEVEL = 0.05;

    /// With more clusters than this even a single one treated gives p-values below [#LEVEL].
    private static final int MANY = 20;

    private ClusteredArms() {}

    static Resolution resolve(Clustered design, Units units) {
        Clusters clusters = Clusters.of(units, design.by(), design.design().columns());
        Resolution inner = Resolution.resolve(design.design(), clusters.units());
        List<Membership> memberships = new ArrayList<>();
        inner.memberships().forEach(membership -> memberships.add(clusters.spread(membership)));
        memberships.add(clusters.membership());
        List<Diagnostic> diagnostics = new ArrayList<>(inner.diagnostics());
        fewClusters(clusters, inner, design.by()).ifPresent(diagnostics::add);
        return new Resolution(
                new SpreadArms(inner.mechanism(), clusters.of()),
                memberships,
                diagnostics,
                Optional.of(new Randomisation(design.design(), clusters.units(), inner)));
    }

    /// Says at design time what no analysis can repair.
    static Optional<Diagnostic> fewClusters(Clusters clusters, Resolution inner, String by) {
        int count = clusters.units().size();
        if (count > MANY) {
            return Optional.empty();
        }
        double smallest = inner.mechanism().smallestP().twoSided();
        if (smallest <= LEVEL) {
            return Optional.empty();
        }
        String p = NumericColumn.format(Math.round(smallest * 1e4) / 1e4);
        return Optional.of(new Diagnostic(
                DesignCode.FEW_CLUSTERS.code(),
                by,
                smallest,
                LEVEL,
                "With " + Words.count(count, "cluster") + " the smallest two-sided p-value of a randomisation test is "
                        + p + ", whatever the data.",
                DesignCode.FEW_CLUSTERS.advice()));
    }
}
