package copse.interference;

import copse.design.Assignment;
import copse.error.Diagnostic;
import copse.error.Suggestion;
import copse.estimate.EffectEstimate;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.Words;
import copse.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Outcomes meet nodes and arms: all that a network experiment is analysed from.
///
/// ```java
/// NetworkQuestion question = NetworkQuestion.of("visits", TOTAL, new Exposure.Full(), "treatment", "control");
/// NetworkExperiment experiment = NetworkExperiment.of(outcomes, network, assignment, question);
/// EffectEstimate effect = experiment.estimate(ExposureContrast.hajek());
/// ```
///
/// @param setting network, design, question
/// @param data arms and outcomes in node order
/// @param rows of outcomes that were handed in
/// @param unknown rows whose id is missing or no node's
/// @param notes what a reader of every estimate must know
public record NetworkExperiment(
        NetworkSetting setting, NetworkData data, int rows, int unknown, List<Diagnostic> notes) {
    /// Copies the list.
    public NetworkExperiment {
        notes = List.copyOf(notes);
    }

    /// Joins outcomes with nodes by the id column of the nodes. Several rows of a node are averaged. Covariates
    /// come from the same rows, or where these lack the column from the network's nodes.
    ///
    /// Cost: a hash look-up per row.
    ///
    /// @param data rows with the id of a node and the outcome
    /// @param network nodes and edges
    /// @param assignment arms of the nodes
    /// @param question what is asked
    /// @return the experiment
    /// @throws copse.error.InputException `G201` if the assignment's units are not the nodes, `G202` if no row
    ///     finds a node, `G208` if outcome or covariate are no numbers, `I101` if a column is not there
    /// @throws copse.error.DesignException `G156` if an arm of the question is none of the design's
    public static NetworkExperiment of(Frame data, Network network, Assignment assignment, NetworkQuestion question) {
        NetworkSetting setting = new NetworkSetting(network, assignment.randomisation(), question);
        byte[] arm = new byte[setting.nodes()];
        for (int node = 0; node < arm.length; node++) {
            arm[node] = (byte) assignment.arm(node);
        }
        return join(data, setting, arm);
    }

    /// Joins outcomes with arms that are known by node.
    ///
    /// @param data rows with the id of a node and the outcome
    /// @param setting network, design, question
    /// @param arm index of the arm of each node, −1 for none
    /// @return the experiment
    /// @throws copse.error.InputException as [#of(Frame, Network, Assignment, NetworkQuestion)]
    public static NetworkExperiment join(Frame data, NetworkSetting setting, byte[] arm) {
        NetworkQuestion question = setting.question();
        int[] node = nodes(data, setting);
        int unknown = (int) IntStream.of(node).filter(found -> found < 0).count();
        NodeMeans outcome = NodeMeans.of(question.outcome(), data, node, setting.nodes());
        byte[] state = new byte[setting.nodes()];
        List<double[]> covariates = new ArrayList<>();
        for (String name : question.covariates()) {
            boolean own = data.find(name).isPresent()
                    || setting.network().nodes().find(name).isEmpty();
            List<NodeMeans> columns = own
                    ? NodeMeans.covariate(name, data, node, setting.nodes())
                    : NodeMeans.covariate(
                            name,
                            setting.network().nodes(),
                            IntStream.range(0, setting.nodes()).toArray(),
                            setting.nodes());
            for (NodeMeans column : columns) {
                covariates.add(column.mean());
                mark(column.count(), state);
            }
        }
        mark(outcome.count(), state);
        Mask missing = Mask.of(state.length, at -> state[at] != 0);
        NetworkData joined = new NetworkData(arm.clone(), outcome.mean(), missing, covariates.toArray(double[][]::new));
        return new NetworkExperiment(
                setting, joined, data.rows(), unknown, notes(outcome, missing, arm, data, unknown, question));
    }

    private static void mark(int[] count, byte[] state) {
        for (int node = 0; node < count.length; node++) {
            if (count[node] == 0) {
                state[node] = 1;
            }
        }
    }

    /// @param estimator from outcomes to an effect
    /// @return the effect, with what is to be known of the join
    /// @throws copse.error.CopseException if the method cannot answer the question of these data
    public EffectEstimate estimate(NetworkEstimator estimator) {
        return estimator.over(setting).estimate(data).withDiagnostics(notes);
    }

    private static int[] nodes(Frame data, NetworkSetting setting) {
        Network network = setting.network();
        String id = network.id();
        Column column = data.find(id)
                .orElseThrow(() -> InterferenceCode.NO_NODE.error(
                        "no column `" + id + "` in the outcomes to find the nodes by",
                        "the network's nodes are told apart by `" + id + "`; the outcomes have the columns "
                                + String.join(", ", data.names()),
                        Suggestion.didYouMean(
                                id, data.names(), "rename the column that holds the ids to `" + id + "`")));
        int[] found = network.find(column);
        if (Arrays.stream(found).allMatch(node -> node < 0)) {
            throw InterferenceCode.NO_NODE.error(
                    "the outcomes do not match the nodes: none of " + Words.count(data.rows(), "row")
                            + " is found; column `" + id + "` holds " + examples(column) + ", the nodes' "
                            + examples(network.nodes().column(id)),
                    "outcomes belong to nodes by their id",
                    "write the ids as they are in the network, or check that the outcomes belong to it");
        }
        return found;
    }

    private static String examples(Column column) {
        List<String> seen = new ArrayList<>();
        for (int row = 0; row < column.size() && seen.size() < 3; row++) {
            if (!column.isMissing(row) && !seen.contains(column.text(row))) {
                seen.add(column.text(row));
            }
        }
        return seen.isEmpty() ? "nothing" : String.join(", ", seen) + (column.size() > seen.size() ? ", …" : "");
    }

    private static List<Diagnostic> notes(
            NodeMeans outcome, Mask missing, byte[] arm, Frame data, int unknown, NetworkQuestion question) {
        List<Diagnostic> notes = new ArrayList<>();
        long without = IntStream.range(0, arm.length)
                .filter(node -> arm[node] >= 0 && missing.get(node))
                .count();
        if (without > 0) {
            notes.add(InterferenceCode.NODES_WITHOUT_OUTCOME.of(
                    question.outcome(),
                    without,
                    0,
                    Words.count(without, "node") + String.format(Locale.ROOT, " of %,d", arm.length)
                            + " have an arm but no outcome (or no covariate) and are left out; as neighbours they"
                            + " count."));
        }
        long several = Arrays.stream(outcome.count()).filter(count -> count > 1).count();
        if (several > 0) {
            notes.add(InterferenceCode.SEVERAL_ROWS.of(
                    question.outcome(),
                    several,
                    1,
                    Words.count(several, "node") + " have several rows: " + Words.count(data.rows(), "row")
                            + " are averaged by node."));
        }
        if (unknown > 0) {
            notes.add(InterferenceCode.UNKNOWN_ROWS.of(
                    question.outcome(),
                    unknown,
                    0,
                    Words.count(unknown, "row") + " of " + String.format(Locale.ROOT, "%,d", data.rows())
                            + " belong to no node and are left out."));
        }
        return notes;
    }
}
