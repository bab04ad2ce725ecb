package copse.reference;

import copse.design.Design;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.design.Units;
import copse.exposure.Contrast;
import copse.exposure.Exposure;
import copse.frame.Frame;
import copse.interference.Estimand;
import copse.interference.ExposureContrast;
import copse.interference.NaiveMeans;
import copse.interference.NetworkData;
import copse.interference.NetworkQuestion;
import copse.interference.NetworkSetting;
import copse.interference.PreparedContrast;
import copse.interference.VarianceRule;
import copse.network.Clustering;
import copse.network.Graph;
import copse.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Contrasts of exposures in networks: estimates of one assignment, and their moments over all of them.
final class InterferenceCases {
    private static final String CLUSTER = "cluster";

    private final DesignCase asked;
    private final Graph graph;
    private final Clustering clusters;
    private final NetworkSetting setting;
    private final PreparedContrast horvitzThompson;
    private final PreparedContrast hajek;

    private InterferenceCases(DesignCase asked) {
        this.asked = asked;
        this.graph = NetworkInputs.graph(asked);
        this.clusters = NetworkInputs.clustering(asked);
        Network bare = Network.of(graph);
        Network network =
                new Network(graph, Frame.of(Network.NODE, bare.ids(), CLUSTER, clusters.column()), Network.NODE);
        Randomisation randomisation =
                Design.parse("clustered(by: cluster, " + design() + ")").over(Units.of(network.nodes(), Network.NODE));
        this.setting = new NetworkSetting(
                network, randomisation, NetworkQuestion.of("y", estimand(), exposure(), "treatment", "control"));
        this.horvitzThompson = ExposureContrast.horvitzThompson()
                .withRule(VarianceRule.ALL_PAIRS)
                .over(setting);
        this.hajek = ExposureContrast.hajek().withRule(VarianceRule.ALL_PAIRS).over(setting);
    }

    static void check(DesignCase asked) {
        InterferenceCases one = new InterferenceCases(asked);
        one.observed();
        one.overAll();
    }

    private String design() {
        Expected design = asked.inputs().at("design");
        if (design.at("type").text().equals("bernoulli")) {
            require(design.at("p").number() == 0.5);
            return "simple()";
        }
        require(2 * design.at("k").number() == clusters.clusters());
        return "complete()";
    }

    private Exposure exposure() {
        Expected q = asked.inputs().at("q");
        OptionalDouble share = q.isNull() ? OptionalDouble.empty() : OptionalDouble.of(q.number());
        return switch (asked.inputs().at("exposure").text()) {
            case "own" -> new Exposure.Own();
            case "full" -> new Exposure.Full();
            case "fraction" -> new Exposure.Fraction(share.orElseThrow(), Exposure.Weights.EQUAL);
            case "as4" -> new Exposure.FourWay();
            default -> throw new AssertionError();
        };
    }

    /// The estimand whose contrast under the exposure is the one that is asked for.
    private Estimand estimand() {
        Exposure exposure = exposure();
        List<String> names = asked.words("contrast");
        Contrast wanted = new Contrast(exposure.condition(names.get(0)), exposure.condition(names.get(1)));
        if (exposure.total().filter(wanted::equals).isPresent()) {
            return Estimand.TOTAL;
        }
        if (exposure.direct().filter(wanted::equals).isPresent()) {
            return Estimand.DIRECT;
        }
        require(exposure.spillover().filter(wanted::equals).isPresent());
        return Estimand.SPILLOVER;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("a case of a kind that this check does not know");
        }
    }

    private double outcome(int node, byte[] arm) {
        Expected model = asked.inputs().at("outcome_model");
        double treated = 0;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            treated += arm[graph.neighbour(at)];
        }
        double share = graph.degree(node) == 0 ? 0 : treated / graph.degree(node);
        return model.at("base").number()
                + model.at("direct").number() * arm[node]
                + model.at("spill").number() * share
                + (model.has("node") ? model.at("node").numbers()[node] : 0);
    }

    private NetworkData data(byte[] arm) {
        double[] y = new double[arm.length];
        for (int node = 0; node < y.length; node++) {
            y[node] = outcome(node, arm);
        }
        return NetworkData.of(arm, y);
    }

    private void observed() {
        List<String> order = asked.words("cluster_order");
        List<String> labels = asked.words(CLUSTER);
        double[] drawn = asked.values("z_cluster");
        byte[] arm = new byte[graph.nodes()];
        double[] z = new double[arm.length];
        for (int node = 0; node < arm.length; node++) {
            arm[node] = (byte) drawn[order.indexOf(labels.get(node))];
            z[node] = arm[node];
        }
        NetworkData data = data(arm);
        asked.numbers("z", z);
        asked.numbers("y", data.outcome());
        byte[] condition = new byte[arm.length];
        setting.map().classify(arm, setting.sides(), condition);
        for (String name : asked.expected().at("in_condition").entries().keySet()) {
            double[] in = new double[arm.length];
            for (int node = 0; node < in.length; node++) {
                in[node] = condition[node] == setting.question().exposure().condition(name) ? 1 : 0;
            }
            asked.at("in_condition").numbers(name, in);
        }
        gate();
        DesignCase observed = asked.at("observed");
        observed.number("n", horvitzThompson.nodes());
        observed.number("count_a", count(condition, setting.contrast().condition()));
        observed.number("count_b", count(condition, setting.contrast().reference()));
        observed.number("ht", horvitzThompson.value(data));
        observed.number("hajek", hajek.value(data));
        observed.number("variance_aronow_samii", horvitzThompson.variance(data));
        observed.number("naive_diff_means", NaiveMeans.difference(setting, data));
    }

    private int count(byte[] condition, int wanted) {
        int count = 0;
        for (int node = 0; node < condition.length; node++) {
            boolean possible = setting.probabilities()
                                    .of(node, setting.contrast().condition())
                            > 0
                    && setting.probabilities().of(node, setting.contrast().reference()) > 0;
            count += possible && condition[node] == wanted ? 1 : 0;
        }
        return count;
    }

    private void gate() {
        byte[] none = new byte[graph.nodes()];
        byte[] all = new byte[graph.nodes()];
        Arrays.fill(all, (byte) 1);
        double gate = 0;
        for (int node = 0; node < all.length; node++) {
            gate += (outcome(node, all) - outcome(node, none)) / all.length;
        }
        asked.number("gate", gate);
    }

    private void overAll() {
        DesignCase all = asked.at("over_all_assignments");
        List<Possibility> possible = setting.randomisation().enumerate().toList();
        moments(all.at("ht"), possible, horvitzThompson::value);
        moments(all.at("hajek"), possible, hajek::value);
        moments(all.at("naive"), possible, data -> NaiveMeans.difference(setting, data));
        double variance = 0;
        for (Possibility one : possible) {
            variance += one.probability()
                    * horvitzThompson.variance(data(one.arms())).orElseThrow();
        }
        all.number("mean_of_aronow_samii_variance", variance);
    }

    /// Moments given that the estimate is defined.
    private void moments(
            DesignCase wanted, List<Possibility> possible, Function<NetworkData, OptionalDouble> estimate) {
        double defined = 0;
        double sum = 0;
        double squares = 0;
        for (Possibility one : possible) {
            OptionalDouble value = estimate.apply(data(one.arms()));
            if (value.isPresent()) {
                defined += one.probability();
                sum += one.probability() * value.getAsDouble();
                squares += one.probability() * value.getAsDouble() * value.getAsDouble();
            }
        }
        double mean = sum / defined;
        wanted.number("defined_probability", defined);
        wanted.number("mean", mean);
        wanted.number("variance", squares / defined - mean * mean);
    }
}
