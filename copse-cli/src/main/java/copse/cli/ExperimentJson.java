package copse.cli;

import copse.report.Json;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where an experiment stands as the JSON object `copse.experiment/1`, described in docs/reference/json.md.
final class ExperimentJson {
    private ExperimentJson() {}

    /// @param plan the plan file
    /// @param state where the experiment stands
    /// @return the object
    static ObjectNode of(Path plan, ExperimentState state) {
        ObjectNode json = Json.object()
                .put("schema", "copse.experiment/1")
                .put("plan", plan.toString())
                .put("digest", state.plan())
                .put("folder", state.folder().toString())
                .put("answer", state.answer().orElse(null))
                .put("awaited", state.awaited().map(Path::toString).orElse(null));
        ArrayNode stages = json.putArray("stages");
        for (ExperimentState.Reached reached : state.stages()) {
            stages.addObject()
                    .put("stage", reached.stage().name().toLowerCase(Locale.ROOT))
                    .put("happened", reached.happened().word())
                    .put("finding", reached.finding())
                    .put("file", reached.file().map(Path::toString).orElse(null));
        }
        ArrayNode ignored = json.putArray("ignored");
        state.ignored()
                .forEach(change -> ignored.addObject()
                        .put("key", change.key())
                        .put("before", change.before().orElse(null))
                        .put("now", change.after().orElse(null)));
        json.put("amendments", state.amendments());
        json.set("diagnostics", Json.diagnostics(state.diagnostics()));
        return json;
    }
}
