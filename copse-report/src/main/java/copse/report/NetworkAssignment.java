package copse.report;

import copse.network.Network;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An assignment of the nodes of a network, with what is said about it.
///
/// @param network whose nodes got arms
/// @param report the assignment
/// @param how edges were read and clusters made: options by name, such as `edges`, `method`
/// @param table where the nodes with their clusters were written; empty for a preview
public record NetworkAssignment(
        Network network, AssignmentReport report, Map<String, String> how, Optional<String> table) {
    /// Copies the map.
    public NetworkAssignment {
        how = Collections.unmodifiableMap(new LinkedHashMap<>(how));
    }

    /// @return the method by which clusters were made, if they were
    Optional<String> method() {
        return Optional.ofNullable(how.get("method"));
    }

    /// @return what edges were read from
    String edges() {
        return how.getOrDefault("edges", "");
    }
}
