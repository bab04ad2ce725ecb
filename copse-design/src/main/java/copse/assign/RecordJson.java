package copse.assign;

import copse.design.Basis;
import copse.design.Design;
import copse.design.DesignText;
import copse.design.Digests;
import copse.design.SmallestP;
import copse.error.CopseException;
import copse.error.DesignException;
import copse.record.Digest;
import copse.record.RunRecord.Source;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records as JSON.
///
/// The last field, the seal, is SHA-256 over the compact form of an object of the fields before it, in their
/// order: layout may change, not content. Fields behind the seal are no part of the record and are not read:
/// there the command line prints what follows from it.
final class RecordJson {
    private static final String FAMILY = "copse.assign/";
    private static final String SEAL = "record";
    private static final JsonMapper JSON = JsonMapper.shared();

    private RecordJson() {}

    static String write(AssignmentRecord record) {
        ObjectNode json = content(record);
        json.put(SEAL, seal(json));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static String seal(ObjectNode json) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        json.properties().stream()
                .takeWhile(field -> !field.getKey().equals(SEAL))
                .forEach(field -> content.set(field.getKey(), field.getValue()));
        return Digest.sha256(JSON.writeValueAsString(content));
    }

    private static ObjectNode content(AssignmentRecord record) {
        Digests digests = record.digests();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", AssignmentRecord.SCHEMA)
                .put("copse", record.version())
                .put("algorithm", digests.algorithm())
                .put("random", record.random())
                .put("seed", digests.seed())
                .put("design", record.design())
                .set("tree", tree(record.design()));
        json.put("id", record.id()).put("units", record.units());
        ArrayNode arms = json.putArray("arms");
        record.arms().forEach((arm, units) -> arms.addObject().put("arm", arm).put("units", units));
        json.put("unassigned", record.unassigned());
        basis(
                json.putObject("smallestP")
                        .put("oneSided", record.smallestP().oneSided())
                        .put("twoSided", record.smallestP().twoSided()),
                record.smallestP().basis());
        basis(json.putObject("probabilities"), record.probabilities());
        ObjectNode prints = json.putObject("digests").put("design", digests.design());
        ArrayNode columns = prints.putArray("columns");
        digests.columns()
                .forEach((column, digest) ->
                        columns.addObject().put("column", column).put("sha256", digest));
        prints.put("arms", digests.arms()).put("assignment", digests.assignment());
        json.set("data", source(record.data()));
        ObjectNode options = json.putObject("options");
        record.options().forEach(options::put);
        json.set("file", source(record.file()));
        return json;
    }

    /// The design as a tree, or null for a text that is no design (any more).
    private static JsonNode tree(String design) {
        try {
            return JSON.readTree(DesignText.toJson(Design.parse(design)));
        } catch (DesignException edited) {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    private static void basis(ObjectNode json, Basis basis) {
        switch (basis) {
            case Basis.Exact() -> json.put("basis", "exact");
            case Basis.AtMost() -> json.put("basis", "at most");
            case Basis.MonteCarlo(int draws, double error) ->
                json.put("basis", "Monte Carlo").put("draws", draws).put("standardError", error);
        }
    }

    private static JsonNode source(@Nullable Source source) {
        return source == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("name", source.name())
                        .put("sha256", source.sha256());
    }

    static AssignmentRecord read(String text, String name) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            throw none(name, "it is not JSON, or was cut off");
        }
        String schema = json.path("schema").asString("");
        if (!schema.equals(AssignmentRecord.SCHEMA)) {
            throw other(name, schema, json.path("copse").asString(""));
        }
        Fields fields = new Fields((ObjectNode) json, name, "");
        Fields prints = fields.object("digests");
        Fields smallest = fields.object("smallestP");
        SequencedMap<String, Integer> arms = new LinkedHashMap<>();
        fields.objects("arms").forEach(arm -> arms.put(arm.text("arm"), arm.whole("units")));
        SequencedMap<String, String> columns = new LinkedHashMap<>();
        prints.objects("columns").forEach(column -> columns.put(column.text("column"), column.text("sha256")));
        if (columns.isEmpty()) {
            throw prints.broken("columns", "has no entry");
        }
        AssignmentRecord record = new AssignmentRecord(
                fields.text("copse"),
                fields.text("random"),
                fields.text("design"),
                fields.whole("units"),
                arms,
                fields.whole("unassigned"),
                new SmallestP(smallest.number("oneSided"), smallest.number("twoSided"), smallest.basis()),
                fields.object("probabilities").basis(),
                new Digests(
                        fields.text("algorithm"),
                        prints.text("design"),
                        fields.whole64("seed"),
                        columns,
                        prints.text("arms")),
                fields.texts("options"),
                fields.source("data"),
                fields.source("file"),
                true);
        ObjectNode whole = (ObjectNode) json;
        boolean intact = fields.text(SEAL).equals(seal(whole))
                && prints.text("assignment").equals(record.digests().assignment())
                && sameDesign(whole.path("tree"), record.design());
        return intact ? record : edited(record);
    }

    private static boolean sameDesign(JsonNode tree, String design) {
        try {
            return DesignText.fromJson(tree.toString()).equals(Design.parse(design));
        } catch (DesignException none) {
            return false;
        }
    }

    private static AssignmentRecord edited(AssignmentRecord record) {
        return new AssignmentRecord(
                record.version(),
                record.random(),
                record.design(),
                record.units(),
                record.arms(),
                record.unassigned(),
                record.smallestP(),
                record.probabilities(),
                record.digests(),
                record.options(),
                record.data(),
                record.file(),
                false);
    }

    private static CopseException other(String name, String schema, String version) {
        if (!schema.startsWith(FAMILY)) {
            return none(name, schema.isEmpty() ? "it has no schema" : "its schema is `" + schema + "`");
        }
        return AssignCode.NEWER_RECORD.error(
                "`" + name + "` has the schema `" + schema + "`, this version of copse knows `"
                        + AssignmentRecord.SCHEMA + "`",
                "a later schema may hold something without which a replay proves nothing",
                version.isEmpty() ? "use a later version of copse" : "use copse " + version + ", which wrote it");
    }

    private static DesignException none(String name, String why) {
        return AssignCode.NO_RECORD.error(
                "`" + name + "` is no record of an assignment",
                why,
                "name the JSON file that `copse assign … --out arms.csv` wrote beside the arms: arms.json");
    }
}
