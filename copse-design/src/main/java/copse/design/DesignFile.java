package copse.design;

import copse.design.Argument.Pair;
import copse.design.Argument.Span;
import copse.design.Argument.Word;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// Trees as JSON and TOML, which have the same shape.
///
/// - A design is an object with its name under `design`, its arguments beside it, and under `of` the design
///   that it stands around.
/// - A function is an object with its name as the first key and its values there: `{"cut": ["age", 30, 50]}`.
/// - Names with values are an object: `"arms": {"control": 2, "treatment": 1}`.
final class DesignFile {
    /// The key of a design's name.
    static final String DESIGN = "design";

    /// The key of the design that another stands around.
    static final String INNER = "of";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DesignFile() {}

    /// @param json text
    /// @return the tree
    static DesignTree fromJson(String json) {
        return new DesignNodes(path -> Span.NOWHERE).design(read(JsonMapper.shared(), json, "JSON"), "");
    }

    /// @param json text, made of a part of a file
    /// @param spans where the values stand in that file, by their paths: `of.by[1]`
    /// @return the tree
    static DesignTree fromJson(String json, Function<String, Span> spans) {
        return new DesignNodes(spans).design(read(JsonMapper.shared(), json, "JSON"), "");
    }

    /// @param toml text
    /// @return the tree
    static DesignTree fromToml(String toml) {
        return new DesignNodes(path -> Span.NOWHERE).design(read(TomlMapper.shared(), toml, "TOML"), "");
    }

    static String toJson(DesignTree tree) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node(tree));
    }

    static String toToml(DesignTree tree) {
        return TomlMapper.shared().writeValueAsString(node(tree));
    }

    private static JsonNode read(ObjectMapper mapper, String text, String form) {
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            throw DesignNodes.wrong(
                    Span.NOWHERE,
                    "no " + form + ": " + e.getOriginalMessage(),
                    "repair the file near line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
    }

    /// @param tree a design
    /// @return the object
    static ObjectNode node(DesignTree tree) {
        ObjectNode object = NODES.objectNode().put(DESIGN, tree.name());
        tree.named().forEach((key, values) -> object.set(key, node(values)));
        for (Argument inner : tree.values()) {
            object.set(INNER, inner instanceof DesignTree design ? node(design) : one(inner));
        }
        return object;
    }

    private static JsonNode node(List<Argument> values) {
        if (values.size() == 1 && !(values.getFirst() instanceof Pair)) {
            return one(values.getFirst());
        }
        if (!values.isEmpty() && values.stream().allMatch(Pair.class::isInstance)) {
            ObjectNode object = NODES.objectNode();
            values.forEach(value -> object.set(((Pair) value).name(), one(((Pair) value).value())));
            return object;
        }
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(one(value)));
        return array;
    }

    private static JsonNode one(Argument value) {
        return switch (value) {
            case Word word -> word(word.text());
            case Pair pair -> NODES.objectNode().set(pair.name(), one(pair.value()));
            case DesignTree function -> {
                ObjectNode object = NODES.objectNode();
                object.set(function.name(), node(function.values()));
                function.named().forEach((key, values) -> object.set(key, node(values)));
                yield object;
            }
        };
    }

    /// A number where the text is the number's own, so that it reads back as the same word.
    private static JsonNode word(String text) {
        try {
            double number = Double.parseDouble(text);
            if (copse.frame.NumericColumn.format(number).equals(text)) {
                return number == Math.rint(number) && Math.abs(number) < 1e15
                        ? NODES.numberNode((long) number)
                        : NODES.numberNode(number);
            }
        } catch (NumberFormatException e) {
            return NODES.stringNode(text);
        }
        return NODES.stringNode(text);
    }
}
