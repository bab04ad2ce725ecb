package copse.report;

import copse.record.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a number came about, as JSON.
public final class RecordJson {
    /// Of what lies beside a result.
    public static final String SCHEMA = "copse.run/1";

    private RecordJson() {}

    /// What stands inside a result: `{seed, version, jdk, dataHash}`.
    ///
    /// @param record a record
    /// @return the object; `dataHash` is that of the first input with bytes to hash
    public static ObjectNode brief(RunRecord record) {
        ObjectNode json = Json.object();
        if (record.seed() == null) {
            json.putNull("seed");
        } else {
            json.put("seed", record.seed());
        }
        json.put("version", record.version()).put("jdk", record.jdk());
        String hash = record.data().stream()
                .map(RunRecord.Source::sha256)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        json.put("dataHash", hash);
        return json;
    }

    /// What lies beside a result as `run.json`: everything, schema `copse.run/1`.
    ///
    /// @param record a record
    /// @return the object
    public static ObjectNode full(RunRecord record) {
        ObjectNode json = Json.object().put("schema", SCHEMA);
        json.set("command", Json.array(record.command()));
        json.setAll(brief(record));
        ArrayNode data = json.putArray("data");
        for (RunRecord.Source source : record.data()) {
            data.add(Json.object().put("name", source.name()).put("sha256", source.sha256()));
        }
        ObjectNode options = json.putObject("options");
        record.options().forEach(options::put);
        return json;
    }

    /// @param json as [#full(RunRecord)] gives it
    /// @return the record; empty if the object is none, or one of another schema
    public static Optional<RunRecord> read(JsonNode json) {
        if (!json.path("schema").asString("").equals(SCHEMA)) {
            return Optional.empty();
        }
        RunRecord record = new RunRecord(
                json.path("command").values().stream()
                        .map(word -> word.asString(""))
                        .toList(),
                json.path("version").asString(""),
                json.path("jdk").asString(""),
                json.path("seed").isNumber() ? Long.valueOf(json.path("seed").longValue()) : null,
                List.of(),
                Map.of());
        for (JsonNode source : json.path("data").values()) {
            JsonNode hash = source.path("sha256");
            record = record.withData(source.path("name").asString(""), hash.isString() ? hash.stringValue() : null);
        }
        for (Map.Entry<String, JsonNode> option : json.path("options").properties()) {
            record = record.withOption(option.getKey(), option.getValue().asString(""));
        }
        return record.command().isEmpty() ? Optional.empty() : Optional.of(record);
    }
}
