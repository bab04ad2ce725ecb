package copse.report;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Rows of a frame as the JSON object `copse.table/1`, described in docs/reference/json.md.
public final class FrameJson {
    private FrameJson() {}

    /// @param total rows that there are
    /// @param shown the rows to write
    /// @return the object; a missing value is null
    public static ObjectNode of(int total, Frame shown) {
        ObjectNode json = Json.object().put("schema", "copse.table/1").put("n", total);
        ArrayNode columns = json.putArray("columns");
        for (String name : shown.names()) {
            columns.add(Json.object().put("name", name).put("type", type(shown.column(name))));
        }
        ArrayNode rows = json.putArray("rows");
        for (int row = 0; row < shown.rows(); row++) {
            ObjectNode object = Json.object();
            for (String name : shown.names()) {
                object.set(name, value(shown.column(name), row));
            }
            rows.add(object);
        }
        return json;
    }

    static String type(Column column) {
        return column.type().name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode value(Column column, int row) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (column.isMissing(row)) {
            return nodes.nullNode();
        }
        return switch (column) {
            case NumericColumn numeric -> Json.number(numeric.value(row));
            case LogicalColumn logical -> nodes.booleanNode(logical.value(row));
            default -> nodes.stringNode(column.text(row));
        };
    }
}
