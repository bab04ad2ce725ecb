package copse.interference;

import copse.design.Units;
import copse.frame.Column;
import copse.frame.Ids;
import copse.frame.Words;
import copse.network.Network;
import java.util.ArrayList;
import java.util.List;

/// Whether those who were randomised are the nodes.
final class NodeMatch {
    private static final int NAMED = 3;

    private NodeMatch() {}

    /// @throws copse.error.InputException `G201` naming those that are in one only
    static void require(Network network, Units units) {
        if (network.nodes() == units.frame() && network.id().equals(units.idColumn())) {
            return;
        }
        Column ids = network.nodes().column(network.id());
        int[] node = network.find(units.ids());
        boolean[] assigned = new boolean[ids.size()];
        List<String> strangers = new ArrayList<>();
        int others = 0;
        for (int unit = 0; unit < node.length; unit++) {
            if (node[unit] == Ids.NONE) {
                name(strangers, units.id(unit));
                others++;
            } else {
                assigned[node[unit]] = true;
            }
        }
        List<String> unassigned = new ArrayList<>();
        int without = 0;
        for (int at = 0; at < assigned.length; at++) {
            if (!assigned[at]) {
                name(unassigned, ids.text(at));
                without++;
            }
        }
        if (without + others == 0) {
            return;
        }
        throw InterferenceCode.OTHER_NODES.error(
                "the arms do not match the nodes: "
                        + (without > 0
                                ? Words.count(without, "node") + " without an arm (" + listed(unassigned, without) + ")"
                                : "")
                        + (without > 0 && others > 0 ? ", " : "")
                        + (others > 0
                                ? Words.count(others, "assigned unit") + " that " + (others == 1 ? "is" : "are")
                                        + " no node (" + listed(strangers, others) + ")"
                                : ""),
                "what a node is exposed to follows from the arms of all its neighbours; the network has "
                        + Words.count(ids.size(), "node") + ", the assignment " + Words.count(units.size(), "unit"),
                without == 0
                        ? "units without edges are nodes too: read the network with the table that was assigned,"
                                + " `--nodes FILE --id " + units.idColumn() + "`"
                        : "take the network that the assignment was made for");
    }

    private static void name(List<String> names, String id) {
        if (names.size() < NAMED) {
            names.add(id);
        }
    }

    private static String listed(List<String> names, int count) {
        return String.join(", ", names) + (count > names.size() ? ", …" : "");
    }
}
