package copse.design;

import copse.design.Argument.Pair;
import copse.design.Argument.Span;
import copse.design.Argument.Word;
import copse.error.DesignException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
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
    private static final String DESIGN = "design";
    private static final String INNER = "of";
    private static final String CLUSTERS = "clusters";
    private static final Set<String> FUNCTIONS = Set.of("cut", "quantiles", "share", "order", "tier", "arms", "counts");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DesignFile() {}

    /// @param json text
    /// @return the tree
    static DesignTree fromJson(String json) {
        return design(read(JsonMapper.shared(), json, "JSON"));
    }

    /// @param toml text
    /// @return the tree
    static DesignTree fromToml(String toml) {
        return design(read(TomlMapper.shared(), toml, "TOML"));
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
            throw wrong(
                    "no " + form + ": " + e.getOriginalMessage(),
                    "repair the file near line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
    }

    /// @param node an object with the key `design`
    /// @return the tree
    static DesignTree design(JsonNode node) {
        if (!(node instanceof ObjectNode object) || !node.path(DESIGN).isString()) {
            throw wrong("no name under `" + DESIGN + "`", "begin with it: `design = \"complete\"`");
        }
        List<Argument> inner = new ArrayList<>();
        SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            switch (entry.getKey()) {
                case DESIGN -> {}
                case INNER -> inner.add(design(entry.getValue()));
                case CLUSTERS -> named.put(CLUSTERS, List.of(method(entry.getValue())));
                default -> named.put(entry.getKey(), list(entry.getValue()));
            }
        }
        return new DesignTree(object.path(DESIGN).stringValue(), inner, named, Span.NOWHERE);
    }

    /// A way to make clusters: always a function, whatever its name.
    private static Argument method(JsonNode node) {
        return node instanceof ObjectNode object && !object.isEmpty() ? function(object) : value(node);
    }

    private static List<Argument> list(JsonNode node) {
        return switch (node) {
            case ArrayNode array ->
                array.values().stream().map(DesignFile::value).toList();
            case ObjectNode object
            when !isFunction(object) ->
                object.properties().stream()
                        .<Argument>map(e -> new Pair(e.getKey(), value(e.getValue()), Span.NOWHERE))
                        .toList();
            case JsonNode one -> List.of(value(one));
        };
    }

    private static boolean isFunction(ObjectNode object) {
        return !object.isEmpty()
                && FUNCTIONS.contains(object.propertyNames().iterator().next());
    }

    private static Argument value(JsonNode node) {
        return switch (node) {
            case ObjectNode object when isFunction(object) -> function(object);
            case ObjectNode object when object.size() == 1 -> list(object).getFirst();
            case JsonNode one when one.isString() -> new Word(one.stringValue(), Span.NOWHERE);
            case JsonNode one when one.isNumber() || one.isBoolean() -> new Word(one.asString(), Span.NOWHERE);
            case JsonNode other -> throw wrong("`" + other + "` where a word or a number is expected", "write one");
        };
    }

    private static Argument function(ObjectNode object) {
        String name = object.propertyNames().iterator().next();
        SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
        object.properties().stream().skip(1).forEach(e -> named.put(e.getKey(), list(e.getValue())));
        return new DesignTree(name, list(object.get(name)), named, Span.NOWHERE);
    }

    private static DesignException wrong(String what, String fix) {
        return DesignCode.WRONG_FILE.error(
                "a design in a file with " + what, "the key `design` names it, its arguments stand beside it", fix);
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
