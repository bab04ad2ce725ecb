package copse.reference;

import copse.design.Basis;
import copse.design.Design;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.design.Spare;
import copse.design.Units;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Numbers of assignments, probabilities alone and joint, and what spare units do.
final class ProbabilityCases {
    private ProbabilityCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "design.simple" -> {
                double p = asked.inputs().at("p").number();
                probabilities(asked, "simple(arms: control=" + (1 - p) + ", treatment=" + p + ")", units(asked));
            }
            case "design.complete" -> probabilities(asked, complete(asked), units(asked));
            case "design.stratified" -> probabilities(asked, stratified(asked), column(asked, "stratum"));
            case "design.matchedPairs" -> probabilities(asked, "stratified(by: pair)", column(asked, "pair"));
            case "design.cluster" ->
                probabilities(asked, "clustered(by: cluster, complete())", column(asked, "cluster"));
            case "design.sparePolicy" -> sparePolicy(asked);
            case "design.multiArm" -> multiArm(asked);
            case "design.permutedBlocks" -> permutedBlocks(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static Frame units(DesignCase asked) {
        return units((int) asked.inputs().at("n").number());
    }

    private static Frame units(int n) {
        return Frame.of(Map.of(
                "id", NumericColumn.of(IntStream.range(0, n).asDoubleStream().toArray())));
    }

    private static Frame column(DesignCase asked, String name) {
        String[] labels = asked.words(name).toArray(String[]::new);
        return units(labels.length).with(name, FactorColumn.of(labels));
    }

    private static String complete(DesignCase asked) {
        int n = (int) asked.inputs().at("n").number();
        if (asked.inputs().at("treated").isNumber()) {
            int treated = (int) asked.inputs().at("treated").number();
            return "complete(counts: control=" + (n - treated) + ", treatment=" + treated + ")";
        }
        asked.checks().checkSame("treated", "", asked.inputs().at("treated").text(), "half, spare at random");
        return "complete()";
    }

    private static String stratified(DesignCase asked) {
        if (!asked.inputs().has("treated_per_stratum")) {
            return "stratified(by: stratum, spare: independent)";
        }
        List<String> per = new ArrayList<>();
        List<String> strata = asked.words("stratum");
        asked.inputs().at("treated_per_stratum").entries().forEach((stratum, count) -> {
            int treated = (int) count.number();
            long size = strata.stream().filter(stratum::equals).count();
            per.add(stratum + "=counts(control=" + (size - treated) + ", treatment=" + treated + ")");
        });
        return "stratified(by: stratum, per: " + String.join(", ", per) + ")";
    }

    private static void probabilities(DesignCase asked, String design, Frame rows) {
        Randomisation got = Design.parse(design).over(Units.of(rows, "id"));
        int n = rows.rows();
        asked.number("assignments", got.count().value().doubleValue());
        asked.checks().checkSame("assignments", "basis", got.count().basis(), Basis.exact());
        asked.checks().checkSame("probabilities", "basis", got.probabilities().basis(), Basis.exact());
        asked.checks().checkSame("joint", "basis", got.jointProbabilities().basis(), Basis.exact());
        asked.numbers(
                "treatment_probability",
                IntStream.range(0, n)
                        .mapToDouble(i -> got.probabilities().of(i, 1))
                        .toArray());
        double[][] joint = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                joint[i][j] = got.jointProbabilities().of(i, 1, j, 1);
            }
        }
        asked.matrix("joint_treatment_probability", joint);
        Map<Integer, Double> counts = new TreeMap<>();
        got.enumerate().forEach(one -> counts.merge(treated(one), one.probability(), Double::sum));
        asked.numbers(
                "treated_count",
                counts.keySet().stream().mapToDouble(Integer::doubleValue).toArray());
        asked.numbers(
                "treated_count_probability",
                counts.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static int treated(Possibility one) {
        int count = 0;
        for (byte arm : one.arms()) {
            count += arm == 1 ? 1 : 0;
        }
        return count;
    }

    /// The number of odd strata whose spare unit is treated: strata of one unit each.
    private static void sparePolicy(DesignCase asked) {
        int strata = (int) asked.inputs().at("odd_strata").number();
        Frame rows = units(strata).with("s", FactorColumn.of(strata, row -> "s" + row));
        for (Spare spare : Spare.values()) {
            double[] law = new double[strata + 1];
            Design.parse("stratified(by: s, spare: " + copse.design.Arguments.name(spare) + ")")
                    .over(Units.of(rows, "id"))
                    .enumerate()
                    .forEach(one -> law[treated(one)] += one.probability());
            asked.numbers(spare == Spare.BALANCED ? "balanced_across_strata" : "independent", law);
        }
        // the notebook's rule, which copse does not have: no probability law of copse's may equal it
        double[] notebook = asked.expected().at("always_same_arm").numbers();
        asked.checks().checkSame("always_same_arm", "", notebook[strata], 1.0);
    }

    private static void multiArm(DesignCase asked) {
        int arms = (int) asked.inputs().at("arms").number();
        List<String> names = IntStream.range(0, arms).mapToObj(a -> "arm" + a).toList();
        Randomisation got =
                Design.parse("complete(arms: " + String.join(", ", names) + ")").over(Units.of(units(asked), "id"));
        for (int arm = 0; arm < arms; arm++) {
            asked.number("each_arm_probability", got.probabilities().of(0, arm));
        }
        asked.number("number_of_assignments", got.count().value().doubleValue());
        double[] sizes = new double[arms];
        Possibility first = got.enumerate().findFirst().orElseThrow();
        for (byte arm : first.arms()) {
            sizes[arm]++;
        }
        asked.numbers("arm_sizes", DoubleStream.of(sizes).sorted().toArray());
    }

    private static void permutedBlocks(DesignCase asked) {
        int size = (int) asked.inputs().at("block_size").number();
        int n = (int) asked.inputs().at("n").number();
        Randomisation got =
                Design.parse("blocks(sizes: " + size + ", spare: independent)").over(Units.of(units(n), "id"));
        asked.number("assignments", got.count().value().doubleValue());
        Column blocks = got.memberships().getLast().groups();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        IntStream.range(0, n).forEach(i -> sizes.merge(blocks.text(i), 1, Integer::sum));
        asked.number(
                "complete_blocks",
                sizes.values().stream().filter(s -> s == size).count());
        asked.number(
                "last_block_size",
                sizes.values().stream().filter(s -> s < size).mapToInt(s -> s).sum());
        asked.number(
                "max_running_imbalance",
                got.enumerate().mapToInt(ProbabilityCases::imbalance).max().orElseThrow());
    }

    private static int imbalance(Possibility one) {
        int[] running = {0, 0};
        for (byte arm : one.arms()) {
            running[0] += arm == 1 ? 1 : -1;
            running[1] = Math.max(running[1], Math.abs(running[0]));
        }
        return running[1];
    }
}
