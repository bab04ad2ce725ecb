package copse.plan;

import copse.design.Design;
import copse.design.DesignText;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A design that is written as a table of the plan.
final class DesignTable {
    private static final String PATH = "design";

    private DesignTable() {}

    /// @param table with the key `design`, as in a file of its own
    /// @param findings *Modified*: receives what is wrong
    /// @return the design, empty if something is wrong
    static Optional<Design> read(ObjectNode table, Findings findings) {
        return findings.refusable(
                PATH,
                "",
                () -> DesignText.fromJson(
                        table.toString(),
                        inside -> findings.origin().place(inside.isEmpty() ? PATH : PATH + "." + inside)));
    }
}
