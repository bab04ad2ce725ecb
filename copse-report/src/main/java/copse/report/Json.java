package copse.report;

import copse.error.Diagnostic;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Making and writing JSON.
///
/// Doubles are written with the fewest digits that read back as the same double; a number that is not finite
/// has no form in JSON and becomes null. Trees are written by the streaming generator: a mapper would take a
/// third of a second to start, as long as the whole rest of a fit.
public final class Json {
    private Json() {}

    /// @return an empty object
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// @return an empty array
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// @param values numbers
    /// @return an array of them
    public static ArrayNode array(double... values) {
        ArrayNode array = array();
        for (double value : values) {
            array.add(number(value));
        }
        return array;
    }

    /// @param values texts
    /// @return an array of them
    public static ArrayNode array(Iterable<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /// @param diagnostics any number
    /// @return an array of objects, as every schema of copse has it
    public static ArrayNode diagnostics(Iterable<Diagnostic> diagnostics) {
        ArrayNode array = array();
        for (Diagnostic diagnostic : diagnostics) {
            ObjectNode row = object().put("code", diagnostic.code()).put("parameter", diagnostic.parameter());
            row.set("value", number(diagnostic.value()));
            row.set("threshold", number(diagnostic.threshold()));
            array.add(row.put("meaning", diagnostic.meaning()).put("advice", diagnostic.advice()));
        }
        return array;
    }

    /// @param value a number
    /// @return the number, null if it is not finite; whole numbers that fit are written without `.0`
    public static JsonNode number(double value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (!Double.isFinite(value)) {
            return nodes.nullNode();
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15 && !isNegativeZero(value);
        return whole ? nodes.numberNode((long) value) : nodes.numberNode(value);
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && Double.doubleToRawLongBits(value) != 0;
    }

    /// @param node a tree
    /// @return indented JSON with a newline at the end
    public static String text(JsonNode node) {
        java.io.StringWriter out = new java.io.StringWriter();
        write(node, out);
        return out.append('\n').toString();
    }

    /// @param node a tree
    /// @param out gets indented JSON; flushed, not closed
    public static void write(JsonNode node, Writer out) {
        try (JsonGenerator generator = FACTORY.createGenerator(INDENTED, new Unclosed(out))) {
            write(node, generator);
        }
    }

    private static void write(JsonNode node, JsonGenerator out) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                node.properties().forEach(entry -> {
                    out.writeName(entry.getKey());
                    write(entry.getValue(), out);
                });
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                node.values().forEach(value -> write(value, out));
                out.writeEndArray();
            }
            case NUMBER -> {
                if (node.isIntegralNumber()) {
                    out.writeNumber(node.longValue());
                } else {
                    out.writeNumber(node.doubleValue());
                }
            }
            case STRING -> out.writeString(node.stringValue());
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NULL -> out.writeNull();
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    /// The generator closes what it writes to; standard output stays open.
    private static final class Unclosed extends java.io.FilterWriter {
        Unclosed(Writer out) {
            super(out);
        }

        @Override
        public void close() throws java.io.IOException {
            flush();
        }
    }
}
