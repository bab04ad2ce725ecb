package copse.assign;

import copse.design.Basis;
import copse.error.DesignException;
import copse.record.RunRecord.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of an object in a record; what is missing or of another type is told by its path.
///
/// @param json the object
/// @param name of the file
/// @param path to the object, with a dot behind it; the empty text for the whole
record Fields(ObjectNode json, String name, String path) {
    String text(String key) {
        JsonNode node = json.path(key);
        if (!node.isString()) {
            throw broken(key, "is no text");
        }
        return node.stringValue();
    }

    int whole(String key) {
        JsonNode node = json.path(key);
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0) {
            throw broken(key, "is no whole number of at least 0");
        }
        return node.intValue();
    }

    long whole64(String key) {
        JsonNode node = json.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw broken(key, "is no whole number");
        }
        return node.longValue();
    }

    double number(String key) {
        JsonNode node = json.path(key);
        if (!node.isNumber()) {
            throw broken(key, "is no number");
        }
        return node.doubleValue();
    }

    Fields object(String key) {
        if (json.path(key) instanceof ObjectNode object) {
            return new Fields(object, name, path + key + ".");
        }
        throw broken(key, "is no object");
    }

    List<Fields> objects(String key) {
        JsonNode node = json.path(key);
        if (!node.isArray()) {
            throw broken(key, "is no list");
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : node) {
            if (!(element instanceof ObjectNode object)) {
                throw broken(key, "holds something that is no object");
            }
            objects.add(new Fields(object, name, path + key + "."));
        }
        return objects;
    }

    SequencedMap<String, String> texts(String key) {
        Fields fields = object(key);
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        fields.json.propertyNames().forEach(option -> texts.put(option, fields.text(option)));
        return texts;
    }

    @Nullable
    Source source(String key) {
        if (json.path(key).isNull()) {
            return null;
        }
        Fields fields = object(key);
        return new Source(fields.text("name"), fields.json.path("sha256").isNull() ? null : fields.text("sha256"));
    }

    Basis basis() {
        String basis = text("basis");
        return switch (basis) {
            case "exact" -> Basis.exact();
            case "at most" -> new Basis.AtMost();
            case "Monte Carlo" -> new Basis.MonteCarlo(whole("draws"), number("standardError"));
            default -> throw broken("basis", "is `" + basis + "`, which is none");
        };
    }

    DesignException broken(String key, String how) {
        return AssignCode.BROKEN_RECORD.error(
                "`" + path + key + "` in `" + name + "` " + (json.has(key) ? how : "is missing"),
                "the schema " + AssignmentRecord.SCHEMA + " needs it",
                "take the record from a backup");
    }
}
