package copse.report;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Two JSON results of the same command, leaf by leaf.
///
/// What says how a result came about, and not what it is, is passed over: the record with its versions, the
/// time that it took, the name that a file had as seen from the result; and packed sums, from which other
/// commands compute what is compared here anyway.
public final class JsonDifferences {
    private static final Set<String> PASSED_OVER =
            Set.of("record", "version", "jdk", "command", "seconds", "warmup_seconds", "state");

    private JsonDifferences() {}

    /// @param name of the file
    /// @param before the first result
    /// @param now the second
    /// @return what differs
    public static ResultComparison of(String name, JsonNode before, JsonNode now) {
        ResultComparison.Tally tally = new ResultComparison.Tally();
        compare("", before, now, tally);
        return tally.of(name);
    }

    private static void compare(String place, JsonNode before, JsonNode now, ResultComparison.Tally tally) {
        if (before.isObject() && now.isObject()) {
            Set<String> keys = new LinkedHashSet<>(before.propertyNames());
            keys.addAll(now.propertyNames());
            for (String key : keys) {
                boolean nameOfFile = key.equals("name") && (place.equals("data") || place.startsWith("data["));
                if (!PASSED_OVER.contains(key) && !nameOfFile) {
                    compare(place.isEmpty() ? key : place + "." + key, before.path(key), now.path(key), tally);
                }
            }
        } else if (before.isArray() && now.isArray()) {
            for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
                compare(place + "[" + i + "]", before.path(i), now.path(i), tally);
            }
        } else if (before.isNumber() && now.isNumber()) {
            tally.number(() -> place, before.doubleValue(), now.doubleValue());
        } else {
            tally.text(() -> place, text(before), text(now));
        }
    }

    private static String text(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "not there";
            case NULL -> "none";
            case OBJECT, ARRAY -> "a list of " + node.size();
            case STRING -> node.stringValue();
            case NUMBER, BOOLEAN, BINARY, POJO -> node.asString();
        };
    }
}
