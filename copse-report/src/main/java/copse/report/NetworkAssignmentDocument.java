package copse.report;

import java.util.ArrayList;
import java.util.List;

/// An assignment of the nodes of a network laid out for people: that of any other units, and what the graph
/// adds.
public final class NetworkAssignmentDocument {
    private NetworkAssignmentDocument() {}

    /// @param assignment with what is said about it
    /// @return its main table are the arms
    public static Document of(NetworkAssignment assignment) {
        Document plain = AssignmentDocument.of(assignment.report());
        List<Part> parts = new ArrayList<>(plain.parts());
        int design = 0;
        while (design < parts.size()
                && !(parts.get(design) instanceof Part.Heading heading
                        && heading.text().equals("Design"))) {
            design++;
        }
        List<Part.Entry> entries = new ArrayList<>(
                List.of(new Part.Entry("edges", assignment.edges() + ": " + NetworkParts.size(assignment.network()))));
        assignment.method().ifPresent(method -> entries.add(new Part.Entry("clusters", method)));
        assignment
                .table()
                .ifPresent(table -> entries.add(new Part.Entry("nodes", table + ", from which the arms are drawn")));
        List<Part> network = new ArrayList<>(List.of(new Part.Heading("Network"), new Part.KeyValues(entries)));
        network.addAll(NetworkParts.notes(assignment.network().counts()));
        parts.addAll(design, network);
        return new Document(parts, plain.main());
    }
}
