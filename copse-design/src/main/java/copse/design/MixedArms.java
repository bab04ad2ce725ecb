package copse.design;

import copse.error.Diagnostic;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Regimes of clusters, arms of clusters in the one and of units in the other.
final class MixedArms {
    /// A difference between clusters has a variance that can be estimated from here on.
    private static final int LEAST_PER_ARM = 2;

    private MixedArms() {}

    static Resolution resolve(Mixed design, Units units) {
        Clusters clusters = Clusters.of(
                units,
                design.by(),
                design.strata().stream().map(Stratifier::column).toList());
        Design first = firstStage(design);
        Resolution outer = Resolution.resolve(first, clusters.units());
        List<Membership> memberships = new ArrayList<>();
        outer.memberships().forEach(membership -> memberships.add(clusters.spread(membership)));
        memberships.add(clusters.membership());
        List<Diagnostic> diagnostics = new ArrayList<>(outer.diagnostics());
        loneClusters(design, outer.mechanism()).ifPresent(diagnostics::add);
        return new Resolution(
                new MixedMechanism(design, outer.mechanism(), clusters.of()),
                memberships,
                diagnostics,
                Optional.of(new Randomisation(first, clusters.units(), outer)));
    }

    /// The design by which clusters draw; its arms are the stages of [MixedMechanism].
    private static Design firstStage(Mixed design) {
        List<Double> ratio = design.allocation().ratio();
        List<String> arms = design.allocation().arms();
        Allocation.Shares shares = new Allocation.Shares(
                List.of(Mixed.CLUSTER + ":" + arms.getFirst(), Mixed.UNIT, Mixed.CLUSTER + ":" + arms.getLast()),
                Ratio.mixed(design.share(), ratio.getFirst(), ratio.getLast()));
        return design.strata().isEmpty()
                ? new Complete(shares)
                : new Stratified(design.strata(), shares, design.spare());
    }

    /// Tells where an arm of the regime of clusters may have a single cluster, or the other regime.
    private static Optional<Diagnostic> loneClusters(Mixed design, Mechanism first) {
        Probabilities each = first.probabilities();
        double[] expected = new double[first.arms()];
        for (int cluster = 0; cluster < each.size(); cluster++) {
            for (int arm = 0; arm < expected.length; arm++) {
                expected[arm] += each.of(cluster, arm);
            }
        }
        double least = IntStream.range(0, expected.length)
                .mapToDouble(arm -> expected[arm])
                .min()
                .orElse(0);
        // sums of shares of clusters miss whole numbers by little
        return least >= LEAST_PER_ARM - 1e-9
                ? Optional.empty()
                : Optional.of(new Diagnostic(
                        DesignCode.LONE_CLUSTERS.code(),
                        design.by(),
                        least,
                        LEAST_PER_ARM,
                        "Of " + Words.count(each.size(), "cluster")
                                + " fewer than two are to be in one of the arms of the regime of clusters, or in that"
                                + " of units.",
                        DesignCode.LONE_CLUSTERS.advice()));
    }
}
