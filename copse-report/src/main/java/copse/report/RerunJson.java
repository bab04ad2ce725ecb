package copse.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The verdict on a repeated run as the JSON object `copse.rerun/1`, described in docs/reference/json.md.
public final class RerunJson {
    private RerunJson() {}

    /// @param report of a repeated run
    /// @return the object
    public static ObjectNode of(RerunReport report) {
        ObjectNode json = Json.object()
                .put("schema", "copse.rerun/1")
                .put("run", report.run())
                .put("same", report.same())
                .put("compared", report.compared())
                .put("differing", report.differing());
        json.set("changes", Json.array(report.changes()));
        ArrayNode inputs = json.putArray("inputs");
        report.inputs()
                .forEach(input -> inputs.addObject()
                        .put("name", input.name())
                        .put("before", input.before())
                        .put("now", input.now()));
        ArrayNode results = json.putArray("results");
        report.results().forEach(result -> results.add(result(result)));
        json.set("before", RecordJson.full(report.before()));
        json.set("record", RecordJson.full(report.now()));
        return json;
    }

    private static ObjectNode result(ResultComparison result) {
        ObjectNode json = Json.object()
                .put("file", result.name())
                .put("same", result.same())
                .put("unlike", result.unlike().orElse(null))
                .put("compared", result.compared())
                .put("differing", result.differing())
                .put("beyondRounding", result.beyond());
        ArrayNode largest = json.putArray("largest");
        result.largest()
                .forEach(difference -> largest.addObject()
                        .put("value", difference.place())
                        .put("before", difference.before())
                        .put("now", difference.now())
                        .set("relative", Json.number(difference.size())));
        return json;
    }
}
