package copse.report;

import copse.network.EdgeCounts;
import copse.network.Network;
import tools.jackson.databind.node.ObjectNode;

/// Results about networks as the JSON objects `copse.network/1`, described in docs/reference/json.md.
public final class NetworkJson {
    private NetworkJson() {}

    /// @param assignment of the nodes of a network
    /// @return the object
    public static ObjectNode of(NetworkAssignment assignment) {
        ObjectNode json = object("assign", assignment.network());
        ObjectNode how = json.putObject("how");
        assignment.how().forEach(how::put);
        json.put("nodes", assignment.table().orElse(null));
        json.set("assignment", AssignmentJson.of(assignment.report()));
        return json;
    }

    /// @param step of `copse network` that made the object
    /// @param network it is about
    /// @return an object that begins with what every one begins with
    static ObjectNode object(String step, Network network) {
        ObjectNode json = Json.object().put("schema", "copse.network/1").put("step", step);
        json.set("network", network(network));
        return json;
    }

    private static ObjectNode network(Network network) {
        EdgeCounts counts = network.counts();
        ObjectNode rows = Json.object()
                .put("rows", counts.rows())
                .put("missing", counts.missing())
                .put("loops", counts.loops())
                .put("repeated", counts.repeated())
                .put("reversed", counts.reversed());
        ObjectNode json = Json.object()
                .put("nodes", network.graph().nodes())
                .put("edges", network.graph().edges())
                .put("isolated", NetworkParts.isolated(network.graph()))
                .put("weighted", network.graph().weighted());
        json.set("edgeList", rows);
        return json;
    }
}
