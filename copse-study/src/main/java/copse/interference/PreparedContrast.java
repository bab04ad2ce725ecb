package copse.interference;

import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.frame.Words;
import copse.interference.ExposureContrast.Weighting;
import copse.network.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// An [ExposureContrast] for one setting.
public final class PreparedContrast implements NetworkEstimator.Prepared {
    /// A condition whose nodes stand for less than this part of all is worth a note.
    private static final double HALF = 0.5;

    private final Weighting weighting;
    private final NetworkSetting setting;
    private final ContrastNodes nodes;
    private final ContrastVariance variance;

    PreparedContrast(Weighting weighting, NetworkSetting setting, ContrastNodes nodes, ContrastVariance variance) {
        this.weighting = weighting;
        this.setting = setting;
        this.nodes = nodes;
        this.variance = variance;
    }

    /// @return number of nodes that can be in both conditions
    public int nodes() {
        return nodes.nodes();
    }

    /// @param data arms and outcomes
    /// @return the estimate alone; empty where it is not defined, as for Hájek without a node in a condition
    public OptionalDouble value(NetworkData data) {
        Exposed seen = Exposed.of(nodes, condition(data), data);
        return value(seen, data);
    }

    /// @param data arms and outcomes
    /// @return estimated variance of the estimate
    public OptionalDouble variance(NetworkData data) {
        byte[] condition = condition(data);
        Exposed seen = Exposed.of(nodes, condition, data);
        return value(seen, data).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(variance(seen, data, condition));
    }

    private byte[] condition(NetworkData data) {
        return setting.conditions(data.arm());
    }

    private OptionalDouble value(Exposed seen, NetworkData data) {
        return switch (weighting) {
            case HAJEK ->
                seen.count(true) == 0 || seen.count(false) == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(seen.mean(true) - seen.mean(false));
            case HORVITZ_THOMPSON -> {
                int size = size(data);
                yield size == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                (seen.mean(true) * seen.total(true) - seen.mean(false) * seen.total(false)) / size);
            }
        };
    }

    /// @return nodes of the contrast with an outcome
    private int size(NetworkData data) {
        if (data.missing().isEmpty()) {
            return nodes.nodes();
        }
        int size = 0;
        for (int node = 0; node < data.nodes(); node++) {
            size += nodes.probability()[node] > 0 && !data.missing().get(node) ? 1 : 0;
        }
        return size;
    }

    private double variance(Exposed seen, NetworkData data, byte[] condition) {
        boolean hajek = weighting == Weighting.HAJEK;
        double treated = hajek ? seen.total(true) : size(data);
        double control = hajek ? seen.total(false) : size(data);
        double[] value = seen.y().clone();
        double meanTreated = hajek ? seen.mean(true) : 0;
        double meanControl = hajek ? seen.mean(false) : 0;
        for (int k = 0; k < value.length; k++) {
            value[k] = seen.treated()[k] ? (value[k] - meanTreated) / treated : (value[k] - meanControl) / control;
        }
        return variance.variance(seen, value, hajek, data.arm(), condition);
    }

    /// @throws copse.error.InputException `G204` if a condition has no node with an outcome (for
    ///     Horvitz-Thompson: neither has) or for Hájek only such without neighbours though others can be there,
    ///     `G207` if for Hájek all nodes of a condition are of one cluster
    @Override
    public EffectEstimate estimate(NetworkData data) {
        byte[] condition = condition(data);
        Exposed seen = Exposed.of(nodes, condition, data);
        NetworkQuestion question = setting.question();
        List<String> names = question.exposure().conditions();
        List<Diagnostic> notes = new ArrayList<>(nodes.notes());
        for (boolean side : new boolean[] {true, false}) {
            String name = names.get(
                    side ? nodes.contrast().condition() : nodes.contrast().reference());
            if (seen.count(side) == 0 && (weighting == Weighting.HAJEK || seen.size() == 0)) {
                throw empty(name, data);
            }
            if (seen.count(side) == 0) {
                notes.add(InterferenceCode.UNSEEN_CONDITION.of(
                        name, 0, 1, "No node is in the condition `" + name + "`: its mean counts as 0."));
            }
        }
        double[][] weights = byCluster(seen);
        if (weighting == Weighting.HAJEK) {
            require(weights[0], names.get(nodes.contrast().condition()));
            require(weights[1], names.get(nodes.contrast().reference()));
            for (boolean side : new boolean[] {true, false}) {
                String name = names.get(
                        side ? nodes.contrast().condition() : nodes.contrast().reference());
                requireNeighbours(seen, side, name);
                double part = seen.total(side) / size(data);
                if (part < HALF) {
                    notes.add(InterferenceCode.PART_SEEN.of(
                            name,
                            part,
                            HALF,
                            "The nodes seen in `" + name + "` stand for " + Words.percent(part)
                                    + " of the nodes that can" + " be there: their mean may be that of others."));
                }
            }
        }
        double df = Satterthwaite.df(Satterthwaite.of(weights[0]), Satterthwaite.of(weights[1]));
        return EffectEstimate.of(
                words() + "; mean over " + Words.count(size(data), "node") + " that can be "
                        + ExposureContrast.words(setting),
                weighting.label() + ", " + variance.label() + " variance, t with " + Words.about(df) + " df",
                value(seen, data).orElseThrow(),
                Math.sqrt(variance(seen, data, condition)),
                df,
                question.plain(),
                seen.size(),
                clusters(weights),
                notes);
    }

    private String words() {
        NetworkQuestion question = setting.question();
        if (setting.neighboursGoAlong()) {
            return NaiveMeans.words(question);
        }
        return question.estimand() == Estimand.SPILLOVER
                ? "spillover of " + question.treatment() + " on " + question.outcome() + ": " + question.neighbours()
                        + ", for nodes in " + question.control()
                : question.estimand().words(question);
    }

    private RuntimeException empty(String name, NetworkData data) {
        return InterferenceCode.EMPTY_CONDITION.error(
                "no node with an outcome is in the condition `" + name + "`",
                "of " + Words.count(size(data), "node") + " that can be this assignment put none there",
                "take a less strict exposure such as `fraction(q: 0.75)`, clusters that cut fewer edges, or"
                        + " `--estimators regression`");
    }

    /// Nodes without neighbours have a condition by their own arm: alone they tell nothing of the others.
    private void requireNeighbours(Exposed seen, boolean side, String name) {
        Graph graph = setting.network().graph();
        for (int k = 0; k < seen.size(); k++) {
            if (seen.treated()[k] == side && graph.degree(seen.node()[k]) > 0) {
                return;
            }
        }
        for (int node = 0; node < setting.nodes(); node++) {
            if (nodes.probability()[node] > 0 && graph.degree(node) > 0) {
                throw InterferenceCode.EMPTY_CONDITION.error(
                        "only nodes without neighbours are in the condition `" + name + "`",
                        "they have it by their own arm and tell nothing of nodes with neighbours, of which this"
                                + " assignment put none there",
                        "take a less strict exposure such as `fraction(q: 0.75)`, clusters that cut fewer edges, or"
                                + " `--estimators regression`");
            }
        }
    }

    private static void require(double[] weight, String name) {
        int clusters = 0;
        for (double each : weight) {
            clusters += each > 0 ? 1 : 0;
        }
        if (clusters == 1) {
            throw InterferenceCode.FEW_CLUSTERS.error(
                    "all nodes in the condition `" + name + "` are of one cluster",
                    "how much clusters differ by themselves cannot be seen from one",
                    "make more clusters, or take a less strict exposure");
        }
    }

    /// @return weight of either condition by cluster; by node where clusters are drawn anew
    private double[][] byCluster(Exposed seen) {
        int count = setting.clusters().map(clusters -> clusters.clusters()).orElse(setting.nodes());
        double[][] weights = new double[2][count];
        for (int k = 0; k < seen.size(); k++) {
            int node = seen.node()[k];
            int cluster = setting.clusters().map(clusters -> clusters.of(node)).orElse(node);
            weights[seen.treated()[k] ? 0 : 1][cluster] += seen.weight()[k];
        }
        return weights;
    }

    private static int clusters(double[][] weights) {
        int count = 0;
        for (int cluster = 0; cluster < weights[0].length; cluster++) {
            count += weights[0][cluster] + weights[1][cluster] > 0 ? 1 : 0;
        }
        return count;
    }
}
