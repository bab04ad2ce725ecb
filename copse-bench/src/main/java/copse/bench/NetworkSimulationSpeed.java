package copse.bench;

import copse.design.Design;
import copse.exposure.Exposure;
import copse.interference.Estimand;
import copse.interference.ExposureContrast;
import copse.interference.NaiveMeans;
import copse.interference.NetworkAnalysis;
import copse.interference.NetworkCell;
import copse.interference.NetworkDiagnosis;
import copse.interference.NetworkQuestion;
import copse.interference.NetworkStudy;
import copse.math.Seed;
import copse.network.ClusteringMethod;
import copse.network.Graph;
import copse.network.GraphModel;
import copse.network.Network;
import copse.power.EstimatorDiagnosis;
import copse.power.SimulationOptions;
import copse.scenario.NetworkOutcome;
import java.util.List;
import java.util.Locale;

/// What simulated experiments on a large network cost: 1,000 of them on planted communities of 10^5 nodes and
/// 10^6 edges, with Leiden clusters, means and weighted means. Making graph and clusters is timed apart.
final class NetworkSimulationSpeed {
    private static final String GRAPH = "planted(nodes: 100000, degree: 20, most: 1000, sizes: 20, 500, mixing: 0.2)";
    private static final int REPLICATES = 1000;

    private NetworkSimulationSpeed() {}

    /// @param arguments number of experiments, 1,000 if none; then how many of the two models of outcomes, both
    ///     if none
    public static void main(String[] arguments) {
        int replicates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : REPLICATES;
        long from = System.nanoTime();
        Graph graph = GraphModel.parse(GRAPH).draw(Seed.of(1).stream());
        Network network = Network.of(graph);
        System.out.printf(
                Locale.ROOT, "graph: %,d nodes, %,d edges: %.1f s%n", graph.nodes(), graph.edges(), seconds(from));
        NetworkQuestion full =
                NetworkQuestion.of("outcome", Estimand.TOTAL, new Exposure.Full(), "treatment", "control");
        NetworkQuestion most = full.withEstimand(Estimand.TOTAL, new Exposure.Fraction(0.75, Exposure.Weights.EQUAL));
        List<NetworkAnalysis> analyses = List.of(
                NetworkAnalysis.of(NaiveMeans.ofClusters(), full),
                NetworkAnalysis.of(ExposureContrast.hajek(), full),
                new NetworkAnalysis("Hájek, 3 of 4 neighbours", ExposureContrast.hajek(), most));
        ClusteringMethod leiden = ClusteringMethod.parse("leiden(resolution: 1, starts: 1)");
        from = System.nanoTime();
        leiden.cluster(network, Seed.of(1).stream().split(0), 2);
        System.out.printf(Locale.ROOT, "Leiden clusters, made once more within: %.1f s%n", seconds(from));
        List<NetworkOutcome> outcomes = List.of(
                new NetworkOutcome.Linear(0.05, 0.2, 0.1, 0.1, 0.5), new NetworkOutcome.Contagion(0.05, 0.2, 0.1, 3));
        int models = arguments.length > 1 ? Integer.parseInt(arguments[1]) : outcomes.size();
        for (NetworkOutcome outcome : outcomes.subList(0, models)) {
            NetworkStudy study = new NetworkStudy(
                    network,
                    List.of(leiden),
                    List.of(Design.parse("clustered(by: cluster, complete())")),
                    analyses,
                    outcome);
            from = System.nanoTime();
            NetworkDiagnosis diagnosis = study.simulate(
                    SimulationOptions.defaults().withReplicates(replicates).withThreads(2));
            System.out.printf(
                    Locale.ROOT, "%,d experiments, %s: %.1f s%n", replicates, outcome.describe(), seconds(from));
            for (NetworkCell cell : diagnosis.cells()) {
                System.out.println("  " + cell.label() + ": "
                        + cell.diagnosis().map(NetworkSimulationSpeed::numbers).orElse("refused"));
            }
        }
    }

    private static String numbers(EstimatorDiagnosis found) {
        return String.format(
                Locale.ROOT,
                "truth %.4f, bias %.4f, sd %.4f, mean se %.4f, coverage %.3f, %d failed",
                found.truth(),
                found.bias().value(),
                found.sd().value(),
                found.meanSe().map(se -> se.value()).orElse(Double.NaN),
                found.coverage().value(),
                found.failed().hits());
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
