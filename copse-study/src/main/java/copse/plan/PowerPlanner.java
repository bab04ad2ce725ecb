package copse.plan;

import copse.design.Allocation;
import copse.design.Complete;
import copse.design.Design;
import copse.design.Factorial;
import copse.design.GramSchmidtWalk;
import copse.design.GraphClusters;
import copse.design.MatchedGroups;
import copse.design.PermutedBlocks;
import copse.design.Schedule;
import copse.design.Simple;
import copse.design.Stratified;
import copse.estimate.OutcomeKind;
import copse.frame.ClusterSummary;
import copse.frame.Frame;
import copse.power.Adjustment;
import copse.power.ClusterSizes;
import copse.power.Clustering;
import copse.power.EffectSize;
import copse.power.Outcome;
import copse.power.PairedTrial;
import copse.power.ParallelTrial;
import copse.power.PeriodCorrelation;
import copse.power.PeriodDiagram;
import copse.power.PeriodTrial;
import copse.power.Power;
import copse.power.TestRule;
import copse.power.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Puts together what the power of a plan follows from, and says what is missing.
final class PowerPlanner {
    private final Plan plan;
    private final Optional<Frame> units;
    private final SizePlan size;
    private final List<String> known = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    PowerPlanner(Plan plan, Optional<Frame> units) {
        this.plan = plan;
        this.units = units;
        this.size = plan.size();
    }

    PlannedPower planned() {
        Optional<Outcome> outcome = outcome();
        OptionalDouble effect = effect();
        Optional<Trial> trial = trial();
        TestRule rule = new TestRule(plan.test().alpha(), plan.hypothesis(plan.primary()), TestRule.Statistic.T);
        boolean whole = missing.isEmpty() && outcome.isPresent() && trial.isPresent();
        return new PlannedPower(
                whole ? Optional.of(new Power(trial.get(), outcome.get(), rule, size.attrition())) : Optional.empty(),
                effect,
                size.power(),
                known,
                missing);
    }

    private Optional<Outcome> outcome() {
        OutcomeKind kind = plan.primary().kind().orElse(OutcomeKind.NUMBER);
        if (kind == OutcomeKind.NUMBER) {
            boolean raw = size.effect().orElse(null) instanceof EffectSize.Raw;
            if (raw && size.sd().isEmpty()) {
                missing.add(
                        "`sd` under `[size]`: the effect is in units of the outcome, and how much that varies is not"
                                + " known.");
            }
            return Optional.of(new Outcome.Mean(size.sd().orElse(1)));
        }
        if (size.control().isEmpty()) {
            missing.add("`control` under `[size]`: the " + (kind == OutcomeKind.BINARY ? "share" : "rate")
                    + " in the control arm, from which the variance follows.");
            return Optional.empty();
        }
        double control = size.control().getAsDouble();
        return Optional.of(kind == OutcomeKind.BINARY ? new Outcome.Proportion(control) : new Outcome.Rate(control));
    }

    private OptionalDouble effect() {
        if (size.effect().isEmpty()) {
            missing.add("`effect` or `effect_sd` under `[size]`: the smallest effect of interest.");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(size.effect().get().on(size.sd().isPresent() ? size.sd() : OptionalDouble.of(1)));
    }

    private Optional<Trial> trial() {
        Design design = plan.design();
        if (plan.hasInterference() || DesignFacts.isOfNetwork(design)) {
            missing.add("a simulation: effects between units have no closed form (`copse network simulate`).");
            return Optional.empty();
        }
        Optional<Schedule> schedule = design.timetable();
        OptionalDouble clusters = clusters();
        Optional<ClusterSizes> sizes = sizes();
        OptionalDouble icc = icc(sizes);
        if (clusters.isEmpty() || sizes.isEmpty() || icc.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                schedule.isPresent()
                        ? overPeriods(
                                schedule.get(),
                                clusters.getAsDouble(),
                                sizes.get().mean(),
                                icc.getAsDouble())
                        : atOnce(design, clusters.getAsDouble(), sizes.get(), icc.getAsDouble()));
    }

    /// What is randomised: clusters, or units one by one.
    private OptionalDouble clusters() {
        if (size.clusters().isPresent()) {
            return size.clusters();
        }
        if (units.isEmpty()) {
            missing.add("`clusters` under `[size]`: how many are randomised.");
            return OptionalDouble.empty();
        }
        Optional<String> cluster = plan.design().clusterColumn();
        int there = cluster.map(by -> units.get().groupBy(by).sizes().clusters())
                .orElse(units.get().rows());
        known.add(there + " " + cluster.map(by -> "clusters `" + by + "`").orElse("units")
                + ", as many as there are in the data.");
        return OptionalDouble.of(there);
    }

    private Optional<ClusterSizes> sizes() {
        if (size.clusterSize().isPresent()) {
            double mean = size.clusterSize().getAsDouble();
            return Optional.of(
                    size.clusterSizeCv().isPresent()
                            ? new ClusterSizes.Varying(
                                    mean, size.clusterSizeCv().getAsDouble())
                            : new ClusterSizes.Equal(mean));
        }
        Optional<String> cluster = plan.design().clusterColumn();
        if (cluster.isEmpty()) {
            known.add("One row per unit, as no `cluster_size` is stated.");
            return Optional.of(new ClusterSizes.Equal(1));
        }
        if (units.isEmpty()) {
            missing.add("`cluster_size` under `[size]`: rows per `" + cluster.get() + "`.");
            return Optional.empty();
        }
        ClusterSummary there = units.get().groupBy(cluster.get()).sizes();
        known.add(String.format(
                Locale.ROOT,
                "%s rows per `%s` (coefficient of variation %.2g), as in the data.",
                Digits.text(Digits.guessed(there.mean())),
                cluster.get(),
                there.cv()));
        return Optional.of(new ClusterSizes.Varying(there.mean(), there.cv()));
    }

    private OptionalDouble icc(Optional<ClusterSizes> sizes) {
        if (size.icc().isPresent()) {
            return size.icc();
        }
        if (sizes.isPresent() && sizes.get().mean() == 1) {
            return OptionalDouble.of(0);
        }
        missing.add(
                "`icc` under `[size]`: how alike rows of one cluster are; from earlier data: copse power --from DATA.");
        return OptionalDouble.empty();
    }

    private Trial atOnce(Design design, double clusters, ClusterSizes sizes, double icc) {
        Clustering alike = new Clustering.Icc(icc);
        double explained = size.explained().orElse(0);
        double[] arms = arms(design, clusters);
        boolean halves = arms[0] == arms[1] && arms[0] + arms[1] == clusters;
        boolean blocked = design.innermost() instanceof MatchedGroups
                || design.innermost() instanceof Stratified
                || design.innermost() instanceof PermutedBlocks;
        if (blocked && size.explained().isEmpty()) {
            known.add("Nothing is gained by " + (design.innermost() instanceof MatchedGroups ? "matching" : "strata")
                    + ", as no `explained` is stated: the power is that of the plain design or, for the degrees of"
                    + " freedom, a little less.");
        }
        if (halves
                && design.innermost() instanceof MatchedGroups groups
                && groups.matching().size() == 2) {
            return new PairedTrial(clusters / 2, sizes, alike, explained, Adjustment.NONE);
        }
        return new ParallelTrial(arms[0], arms[1], sizes, alike, new Adjustment(blocked ? explained : 0, 0, 0));
    }

    /// Clusters in the control arm and in the treated one.
    private double[] arms(Design design, double clusters) {
        Allocation allocation = switch (design.innermost()) {
            case Simple simple -> simple.allocation();
            case Complete complete -> complete.allocation();
            case PermutedBlocks blocks -> blocks.allocation();
            case Stratified stratified -> stratified.allocation();
            case MatchedGroups groups -> groups.allocation();
            case GramSchmidtWalk walk -> walk.allocation();
            case GraphClusters graph -> graph.allocation();
            case Factorial factorial ->
                factorial
                        .factors()
                        .getOrDefault(
                                DesignFacts.part(design, plan.arms()),
                                factorial.factors().firstEntry().getValue());
            default -> Allocation.halves();
        };
        List<String> labels = allocation.arms();
        return new double[] {
            clusters * share(allocation, plan.arms().controlAmong(labels)),
            clusters * share(allocation, plan.arms().treatmentAmong(labels))
        };
    }

    private static double share(Allocation allocation, String arm) {
        int index = allocation.arms().indexOf(arm);
        return switch (allocation) {
            case Allocation.Shares shares -> shares.share(index);
            case Allocation.Counts counts ->
                counts.counts().get(index)
                        / (double) counts.counts().stream()
                                .mapToInt(Integer::intValue)
                                .sum();
            case Allocation.PerStratum strata ->
                strata.strata().values().stream()
                        .mapToDouble(one -> share(one, arm))
                        .average()
                        .orElseThrow();
        };
    }

    private Trial overPeriods(Schedule schedule, double clusters, double rows, double icc) {
        List<String> conditions =
                schedule.conditions().stream().flatMap(List::stream).distinct().toList();
        String control = plan.arms().controlAmong(conditions);
        String treatment = plan.arms().treatmentAmong(conditions);
        double each = clusters / schedule.sequences().size();
        PeriodDiagram diagram = new PeriodDiagram(schedule.conditions().stream()
                .map(periods -> new PeriodDiagram.Sequence(
                        each,
                        periods.stream()
                                .map(label -> label.equals(treatment)
                                        ? PeriodDiagram.Cell.TREATED
                                        : label.equals(control)
                                                ? PeriodDiagram.Cell.CONTROL
                                                : PeriodDiagram.Cell.ABSENT)
                                .toList()))
                .toList());
        if (size.autocorrelation().isEmpty()) {
            known.add("Clusters are as alike in different periods as in one, as no `autocorrelation` is stated.");
        }
        return new PeriodTrial(
                diagram,
                rows,
                PeriodCorrelation.nestedExchangeable(icc, size.autocorrelation().orElse(1)));
    }
}
