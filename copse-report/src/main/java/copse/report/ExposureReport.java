package copse.report;

import copse.design.Assignment;
import copse.design.Design;
import copse.exposure.Exposure;
import copse.exposure.Positivity;
import copse.exposure.Sides;
import copse.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which conditions of exposure nodes can have under a design, and which they have under an assignment.
///
/// @param network nodes and edges
/// @param method by which clusters were made, if they were
/// @param design by which nodes get their arms
/// @param found one report per exposure
/// @param observed number of nodes in each condition of each exposure; empty before arms are handed out
public record ExposureReport(
        Network network,
        Optional<String> method,
        Design design,
        List<Positivity> found,
        Optional<List<int[]>> observed) {
    /// Copies the list.
    public ExposureReport {
        found = List.copyOf(found);
    }

    /// Counts who is in which condition.
    ///
    /// @param network nodes and edges
    /// @param method by which clusters were made, if they were
    /// @param design by which nodes get their arms
    /// @param found one report per exposure
    /// @param assignment of the nodes, if there is one
    /// @param sides which arms are treated and which control
    /// @return the report
    public static ExposureReport of(
            Network network,
            Optional<String> method,
            Design design,
            List<Positivity> found,
            Optional<Assignment> assignment,
            Sides sides) {
        return new ExposureReport(network, method, design, found, assignment.map(arms -> {
            byte[] arm = new byte[arms.size()];
            for (int node = 0; node < arm.length; node++) {
                arm[node] = (byte) arms.arm(node);
            }
            List<int[]> counts = new ArrayList<>();
            byte[] condition = new byte[arm.length];
            for (Positivity each : found) {
                each.probabilities().map().classify(arm, sides, condition);
                int[] count = new int[each.conditions().size()];
                for (byte of : condition) {
                    if (of != Exposure.NONE) {
                        count[of]++;
                    }
                }
                counts.add(count);
            }
            return counts;
        }));
    }
}
