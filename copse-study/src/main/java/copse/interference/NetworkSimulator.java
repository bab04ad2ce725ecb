package copse.interference;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.error.Problem;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Words;
import copse.math.RandomStream;
import copse.network.Graph;
import copse.power.DecisionRule;
import copse.power.EstimateTable;
import copse.power.EstimatorDiagnosis;
import copse.power.Replication;
import copse.power.SimulationOptions;
import copse.power.Tally;
import copse.scenario.PotentialOutcomes;
import copse.scenario.TreatedNodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Runs a study many times.
///
/// The seed's stream has the children 0 clusterings and 1 experiments. Every clustering takes the child 0
/// itself, as [copse.network.Frontier] does: a study simulates the very clusters that the same seed makes
/// there. Experiment k takes the k-th child of 1, whose children are 0 outcomes and 1 arms; each arrangement
/// takes its arms from a stream by its text. So one more design or clustering changes nothing about the others.
final class NetworkSimulator {
    // child of the seed's stream
    private static final int EXPERIMENTS = 1;

    // children of an experiment's stream
    private static final int OUTCOMES = 0;
    private static final int ARMS = 1;

    private final NetworkStudy study;
    private final SimulationOptions options;
    private final RandomStream stream;
    private final Graph graph;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<PlannedArrangement> planned;

    NetworkSimulator(NetworkStudy study, SimulationOptions options) {
        this.study = study;
        this.options = options;
        this.stream = options.seed().stream();
        this.graph = study.network().graph();
        this.planned = PlannedArrangement.of(study, options, stream, tallies);
    }

    NetworkDiagnosis run(Runnable done) {
        if (tallies.isEmpty()) {
            throw nothing(planned.getFirst());
        }
        return diagnosis(Replication.run(options, tallies, 1, this::experiment, (tally, why) -> {}, done));
    }

    private static RuntimeException nothing(PlannedArrangement first) {
        PlannedArrangement.Analysis analysis = first.analyses().getFirst();
        Problem why = analysis.refused();
        if (why == null) {
            throw new IllegalStateException(first.label());
        }
        return InterferenceCode.NOTHING_TO_SIMULATE.error(
                "no analysis of any design can be carried out; `"
                        + analysis.analysis().name() + "` under `" + first.label() + "`: " + why.what(),
                why.why(),
                why.fix());
    }

    private void experiment(int k, boolean[] active) {
        RandomStream own = stream.split(EXPERIMENTS).split(k);
        PotentialOutcomes potential = study.outcome().draw(graph, own.split(OUTCOMES));
        double total = potential.totalEffect();
        for (PlannedArrangement arrangement : planned) {
            List<PlannedArrangement.Analysis> wanted = arrangement.analyses().stream()
                    .filter(each -> each.ready() != null && active[each.ready().tally()])
                    .toList();
            if (!wanted.isEmpty()) {
                experiment(k, arrangement, wanted, potential, total, own.split(ARMS));
            }
        }
    }

    private void experiment(
            int k,
            PlannedArrangement arrangement,
            List<PlannedArrangement.Analysis> wanted,
            PotentialOutcomes potential,
            double total,
            RandomStream arms) {
        byte[] arm;
        try {
            arm = arrangement.arms(arms);
        } catch (CopseException refused) {
            wanted.forEach(each -> tally(each).fail(k, refused));
            return;
        }
        NetworkSetting setting = arrangement.setting();
        TreatedNodes treated = TreatedNodes.of(graph, node -> setting.sides().treated(arm[node]));
        arrangement.gap(k, treated.gap());
        double[] outcome = new double[arm.length];
        potential.under(treated, outcome);
        for (PlannedArrangement.Analysis each : wanted) {
            Tally tally = tally(each);
            tally.truth(
                    k,
                    switch (each.analysis().question().estimand()) {
                        case TOTAL -> total;
                        case DIRECT -> potential.directEffect(treated).orElseThrow();
                        case SPILLOVER -> potential.spilloverEffect().orElseThrow();
                    });
            estimate(k, ready(each), arm, outcome, tally);
        }
    }

    private static void estimate(int k, PlannedArrangement.Ready ready, byte[] arm, double[] outcome, Tally tally) {
        NetworkData data = new NetworkData(
                arm, outcome, ready.nodes().missing(), ready.nodes().covariates());
        try {
            tally.put(k, ready.estimator().estimate(data), DecisionRule.test());
        } catch (CopseException failure) {
            tally.fail(k, failure);
        }
    }

    private static PlannedArrangement.Ready ready(PlannedArrangement.Analysis analysis) {
        PlannedArrangement.Ready ready = analysis.ready();
        if (ready == null) {
            throw new IllegalStateException(analysis.analysis().name());
        }
        return ready;
    }

    private Tally tally(PlannedArrangement.Analysis analysis) {
        return tallies.get(ready(analysis).tally());
    }

    private NetworkDiagnosis diagnosis(Replication replication) {
        int run = replication.replicates();
        List<Arrangement> arrangements = new ArrayList<>();
        List<NetworkCell> cells = new ArrayList<>();
        List<NetworkCell> simulated = new ArrayList<>();
        for (PlannedArrangement each : planned) {
            Arrangement arrangement = each.arrangement(run);
            arrangements.add(arrangement);
            for (PlannedArrangement.Analysis analysis : each.analyses()) {
                Problem why = analysis.refused();
                NetworkCell cell = new NetworkCell(
                        arrangement,
                        analysis.analysis(),
                        why == null
                                ? new NetworkCell.Simulated(tally(analysis)
                                        .diagnose(
                                                run,
                                                analysis.analysis().question().level(),
                                                replication.givenUp(
                                                        ready(analysis).tally())))
                                : new NetworkCell.Refused(why));
                cells.add(cell);
                if (why == null) {
                    simulated.add(cell);
                }
            }
        }
        return new NetworkDiagnosis(
                study,
                options,
                run,
                replication.stop(),
                arrangements,
                cells,
                estimates(simulated, run),
                diagnostics(simulated));
    }

    /// The table of estimates with the parts of a cell in columns of their own.
    private Frame estimates(List<NetworkCell> simulated, int run) {
        Frame all = EstimateTable.of(tallies, run);
        return all.drop("estimator")
                .with(
                        "clustering",
                        part(simulated, all.rows(), cell -> cell.arrangement().clustering()))
                .with(
                        "design",
                        part(
                                simulated,
                                all.rows(),
                                cell -> Optional.of(cell.arrangement().design())))
                .with(
                        "analysis",
                        part(
                                simulated,
                                all.rows(),
                                cell -> Optional.of(cell.analysis().name())))
                .toFront("replicate", "clustering", "design", "analysis");
    }

    private static FactorColumn part(List<NetworkCell> cells, int rows, Function<NetworkCell, Optional<String>> text) {
        List<String> labels = cells.stream()
                .map(text)
                .flatMap(Optional::stream)
                .distinct()
                .sorted(Levels::byCodePoint)
                .toList();
        int[] code = cells.stream()
                .map(text)
                .mapToInt(each -> each.map(labels::indexOf).orElse(FactorColumn.MISSING))
                .toArray();
        int[] codes = new int[rows];
        Arrays.setAll(codes, row -> code[row % code.length]);
        return FactorColumn.wrap(codes, Levels.of(labels));
    }

    private static List<Diagnostic> diagnostics(List<NetworkCell> simulated) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (NetworkCell cell : simulated) {
            EstimatorDiagnosis found = cell.diagnosis().orElseThrow();
            if (cell.misses()) {
                diagnostics.add(biased(cell, found));
            }
            diagnostics.addAll(found.diagnostics());
        }
        diagnostics.sort(Comparator.comparing(Diagnostic::code));
        return diagnostics;
    }

    private static Diagnostic biased(NetworkCell cell, EstimatorDiagnosis found) {
        String mixing = cell.arrangement()
                .gap()
                .map(gap -> String.format(
                        Locale.ROOT,
                        "; the treated share of neighbours is %.2f larger for treated nodes than for the others",
                        // no share is larger by minus nothing
                        Math.abs(gap.value()) < 0.005 ? 0 : gap.value()))
                .orElse("");
        return InterferenceCode.BIASED.of(
                cell.label(),
                found.bias().value(),
                NetworkCell.MISSED * Math.abs(found.truth()),
                "it finds " + Words.about(found.mean().value()) + " on average, where the "
                        + cell.analysis().question().estimand().label() + " is " + Words.about(found.truth())
                        + mixing + ". " + InterferenceCode.BIASED.meaning());
    }
}
