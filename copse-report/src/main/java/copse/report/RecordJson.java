package copse.report;

import copse.record.RunRecord;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a number came about, as JSON.
public final class RecordJson {
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
        ObjectNode json = Json.object().put("schema", "copse.run/1");
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
}
