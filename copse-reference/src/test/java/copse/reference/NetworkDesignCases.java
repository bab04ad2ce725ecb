package copse.reference;

import copse.design.Basis;
import copse.design.ClusterLaw;
import copse.design.Design;
import copse.design.Randomisation;
import copse.exposure.Exposure;
import copse.exposure.ExposureMap;
import copse.exposure.ExposureProbabilities;
import copse.exposure.ProbabilityOptions;
import copse.exposure.Sides;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.network.Graph;
import copse.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Designs for units that influence one another: two-stage saturation, and clusters that are drawn anew.
final class NetworkDesignCases {
    private NetworkDesignCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "saturation.twoStage" -> saturation(asked);
            case "rgcr.oneHopMax" -> oneHopMax(asked);
            case "rgcr.ensemble" -> ensemble(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    // ---- saturation

    private static void saturation(DesignCase asked) {
        double[] sizes = asked.values("cluster_sizes");
        Map<Double, Integer> levels = new TreeMap<>();
        for (double share : asked.values("saturations")) {
            levels.merge(share, 1, Integer::sum);
        }
        String listed = levels.entrySet().stream()
                .map(level -> NumericColumn.format(level.getKey()) + "=" + level.getValue())
                .collect(Collectors.joining(", "));
        int[] cluster = IntStream.range(0, sizes.length)
                .flatMap(c -> IntStream.generate(() -> c).limit((long) sizes[c]))
                .toArray();
        Randomisation got = Design.parse("saturation(by: cluster, levels: " + listed + ", rounding: nearest)")
                .over(units(cluster), "id");
        Randomisation first = got.clusters().orElseThrow();
        asked.number("first_stage_assignments", first.count().value().doubleValue());
        asked.checks().checkSame("probabilities", "basis", got.probabilities().basis(), Basis.exact());
        asked.checks().checkSame("joint", "basis", got.jointProbabilities().basis(), Basis.exact());
        asked.numbers(
                "treatment_probability",
                IntStream.range(0, cluster.length)
                        .mapToDouble(i -> treated(got, i))
                        .toArray());
        double[] joint = IntStream.range(0, cluster.length)
                .mapToDouble(i -> bothTreated(got, 0, i))
                .toArray();
        asked.numbers("joint_probability_first_unit", joint);
        double p = treated(got, 0);
        asked.number("within_cluster_treatment_correlation_first_two", (joint[1] - p * p) / (p * (1 - p)));
        counts(asked, got, first, sizes);
    }

    private static Frame units(int[] cluster) {
        return Frame.of(
                "id",
                NumericColumn.of(
                        IntStream.range(0, cluster.length).asDoubleStream().toArray()),
                "cluster",
                NumericColumn.of(IntStream.of(cluster).asDoubleStream().toArray()));
    }

    private static int[] treatedArms(Randomisation randomisation) {
        List<String> arm = randomisation.design().arms().column("arm");
        return IntStream.range(0, arm.size())
                .filter(k -> arm.get(k).equals("treatment"))
                .toArray();
    }

    private static double treated(Randomisation randomisation, int unit) {
        return IntStream.of(treatedArms(randomisation))
                .mapToDouble(k -> randomisation.probabilities().of(unit, k))
                .sum();
    }

    private static double bothTreated(Randomisation randomisation, int unit, int other) {
        return IntStream.of(treatedArms(randomisation))
                .mapToDouble(k -> IntStream.of(treatedArms(randomisation))
                        .mapToDouble(l -> randomisation.jointProbabilities().of(unit, k, other, l))
                        .sum())
                .sum();
    }

    /// Rounded to the nearest, the number treated in a cluster is fixed once it has its saturation: its
    /// expected share given the saturation, times its size.
    private static void counts(DesignCase asked, Randomisation got, Randomisation first, double[] sizes) {
        List<String> levels = first.design().arms().labels();
        List<String> saturation = got.design().arms().column("saturation");
        double[][] count = new double[levels.size()][sizes.length];
        int unit = 0;
        for (int c = 0; c < sizes.length; c++) {
            for (int arm : treatedArms(got)) {
                int level = levels.indexOf(saturation.get(arm));
                double share = got.probabilities().of(unit, arm)
                        / first.probabilities().of(c, level);
                count[level][c] = share * sizes[c];
            }
            unit += (int) sizes[c];
        }
        DesignCase given = asked.at("counts_if_saturation_given");
        IntStream.range(0, count.length).forEach(level -> given.numbers(levels.get(level), count[level]));
        Map<Long, Double> totals = new TreeMap<>();
        first.enumerate().forEach(stage -> {
            double total = IntStream.range(0, sizes.length)
                    .mapToDouble(c -> count[stage.arms()[c]][c])
                    .sum();
            totals.merge(Math.round(total), stage.probability(), Double::sum);
        });
        distribution(asked.at("total_treated_distribution"), totals);
    }

    private static void distribution(DesignCase asked, Map<Long, Double> got) {
        asked.checks()
                .checkSame(
                        "distribution",
                        "values",
                        got.size(),
                        asked.expected().entries().size());
        got.forEach((value, probability) -> asked.number(value.toString(), probability));
    }

    // ---- clusters drawn anew

    private static void oneHopMax(DesignCase asked) {
        Network network = Network.of(NetworkInputs.graph(asked));
        Randomisation got = Design.parse("graph_clusters(clusters: one_hop_max(), " + arms(asked) + ")")
                .over(network.withNeighbours("neighbours"), network.id());
        fullExposure(asked, network.graph(), got);
        Map<Long, Double> clusters = new TreeMap<>();
        ((ClusterLaw.Redrawn) got.clusterLaw().orElseThrow())
                .all()
                .orElseThrow()
                .forEach(given -> clusters.merge((long) given.law().clusters(), given.probability(), Double::sum));
        distribution(asked.at("number_of_clusters"), clusters);
    }

    private static void ensemble(DesignCase asked) {
        Graph graph = NetworkInputs.graph(asked);
        List<List<String>> clusterings = asked.inputs().at("clusterings").cells();
        Network network = Network.of(graph);
        Frame nodes = network.nodes();
        List<String> names = new ArrayList<>();
        Map<String, Randomisation> alone = new LinkedHashMap<>();
        for (List<String> clustering : clusterings) {
            String name = "clustering" + names.size();
            names.add(name);
            nodes = nodes.with(name, FactorColumn.of(clustering.toArray(String[]::new)));
            alone.put(
                    name,
                    Design.parse("clustered(by: " + name + ", simple(" + arms(asked) + "))")
                            .over(nodes, network.id()));
        }
        Randomisation got = Design.parse(
                        "graph_clusters(clusters: one_of(" + String.join(", ", names) + "), " + arms(asked) + ")")
                .over(nodes, network.id());
        fullExposure(asked, graph, got);
        double[] worst = new double[graph.nodes()];
        java.util.Arrays.fill(worst, 1);
        alone.values().forEach(one -> {
            double[] full = full(graph, one);
            for (int node = 0; node < worst.length; node++) {
                worst[node] = Math.min(worst[node], full[node]);
            }
        });
        asked.numbers("worst_single_clustering_probability", worst);
    }

    private static String arms(DesignCase asked) {
        double p = asked.inputs().at("p").number();
        return "arms: control=" + (1 - p) + ", treatment=" + p;
    }

    private static void fullExposure(DesignCase asked, Graph graph, Randomisation got) {
        asked.numbers("full_exposure_probability", full(graph, got));
    }

    private static double[] full(Graph graph, Randomisation got) {
        Exposure exposure = Exposure.parse("full");
        ExposureProbabilities probabilities = ExposureProbabilities.of(
                ExposureMap.of(graph, exposure),
                got,
                Sides.of(got.design().arms(), "treatment", "control"),
                ProbabilityOptions.defaults());
        int treated = exposure.condition("treated");
        return IntStream.range(0, graph.nodes())
                .mapToDouble(node -> probabilities.of(node, treated))
                .toArray();
    }
}
