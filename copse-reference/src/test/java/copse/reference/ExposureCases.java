package copse.reference;

import copse.design.Basis;
import copse.design.Design;
import copse.design.Randomisation;
import copse.exposure.Exposure;
import copse.exposure.ExposureMap;
import copse.exposure.ExposureProbabilities;
import copse.exposure.ProbabilityOptions;
import copse.exposure.Sides;
import copse.exposure.TreatedNeighbours;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.network.Graph;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Treated neighbours under given arms, and probabilities of conditions of exposure.
final class ExposureCases {
    private ExposureCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "exposure.fraction" -> fraction(asked);
            case "exposure.probabilities" -> probabilities(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static void fraction(DesignCase asked) {
        Graph graph = NetworkInputs.graph(asked);
        double[] treated = asked.values("z");
        byte[] arm = new byte[treated.length];
        for (int node = 0; node < arm.length; node++) {
            arm[node] = (byte) treated[node];
        }
        Sides sides = Sides.of(Design.parse("simple()").arms(), "treatment", "control");
        TreatedNeighbours got = ExposureMap.of(graph, new Exposure.Own()).treatedNeighbours(arm, sides);
        asked.numbers(
                "treated_neighbours",
                IntStream.range(0, arm.length).mapToDouble(got::count).toArray());
        List<OptionalDouble> shares =
                IntStream.range(0, arm.length).mapToObj(got::share).toList();
        asked.optionals("fraction", shares);
        asked.number("cross_arm_edges", got.crossArmEdges());
    }

    /// @param asked with inputs `cluster`, `design` and `n`
    /// @return nodes in clusters that are randomised by coins or in fixed numbers
    static Randomisation randomisation(DesignCase asked) {
        String[] cluster = asked.words("cluster").toArray(String[]::new);
        Frame nodes = Frame.of(
                "node",
                NumericColumn.of(
                        IntStream.range(0, cluster.length).asDoubleStream().toArray()),
                "cluster",
                FactorColumn.of(cluster));
        Expected design = asked.inputs().at("design");
        int clusters = (int) List.of(cluster).stream().distinct().count();
        String arms = switch (design.at("type").text()) {
            case "bernoulli" -> {
                double p = design.at("p").number();
                yield "simple(arms: control=" + (1 - p) + ", treatment=" + p + ")";
            }
            case "complete" -> {
                int treated = (int) design.at("k").number();
                yield "complete(counts: control=" + (clusters - treated) + ", treatment=" + treated + ")";
            }
            default ->
                throw new AssertionError("no such design: " + design.at("type").text());
        };
        return Design.parse("clustered(by: cluster, " + arms + ")").over(nodes, "node");
    }

    /// @param asked with inputs `exposure` and `q`
    /// @return the exposure
    static Exposure exposure(DesignCase asked) {
        asked.inputs().ignore("q");
        return switch (asked.inputs().at("exposure").text()) {
            case "own" -> new Exposure.Own();
            case "full" -> new Exposure.Full();
            case "fraction" -> new Exposure.Fraction(asked.inputs().at("q").number(), Exposure.Weights.EDGES);
            case "as4" -> new Exposure.FourWay();
            default ->
                throw new AssertionError(
                        "no such exposure: " + asked.inputs().at("exposure").text());
        };
    }

    private static void probabilities(DesignCase asked) {
        ExposureMap map = ExposureMap.of(NetworkInputs.graph(asked), exposure(asked));
        Randomisation randomisation = randomisation(asked);
        Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
        ExposureProbabilities got = ExposureProbabilities.of(map, randomisation, sides, ProbabilityOptions.defaults());
        asked.checks().checkSame("probability", "basis", got.basis(), Basis.exact());
        List<String> conditions = map.exposure().conditions();
        DesignCase probability = asked.at("probability");
        DesignCase count = asked.at("expected_count");
        for (int c = 0; c < conditions.size(); c++) {
            int condition = c;
            double[] own = IntStream.range(0, got.nodes())
                    .mapToDouble(node -> got.of(node, condition))
                    .toArray();
            probability.numbers(conditions.get(c), own);
            count.number(
                    conditions.get(c),
                    IntStream.range(0, own.length).mapToDouble(i -> own[i]).sum());
        }
        if (asked.expected().has("joint")) {
            asked.checks().checkSame("joint", "basis", got.jointBasis(), Basis.exact());
            joint(asked.at("joint"), got, conditions);
        }
    }

    private static void joint(DesignCase asked, ExposureProbabilities got, List<String> conditions) {
        for (String one : conditions) {
            for (String other : conditions) {
                String key = one + "|" + other;
                if (asked.expected().has(key)) {
                    int a = conditions.indexOf(one);
                    int b = conditions.indexOf(other);
                    double[][] matrix = new double[got.nodes()][got.nodes()];
                    for (int i = 0; i < matrix.length; i++) {
                        for (int j = 0; j < matrix.length; j++) {
                            matrix[i][j] = got.joint(i, a, j, b);
                        }
                    }
                    asked.matrix(key, matrix);
                }
            }
        }
    }
}
