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
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the nodes of a parsed file as a tree; [DesignFile] says what they look like.
final class DesignNodes {
    private static final String CLUSTERS = "clusters";
    private static final Set<String> FUNCTIONS = Set.of("cut", "quantiles", "share", "order", "tier", "arms", "counts");

    private final Function<String, Span> spans;

    /// @param spans where values stand, by their paths: keys joined by dots, elements of lists by number
    DesignNodes(Function<String, Span> spans) {
        this.spans = spans;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// @param node an object with the key `design`
    /// @param path of it
    /// @return the tree
    DesignTree design(JsonNode node, String path) {
        if (!(node instanceof ObjectNode object)
                || !node.path(DesignFile.DESIGN).isString()) {
            throw wrong(
                    spans.apply(path),
                    "no name under `" + DesignFile.DESIGN + "`",
                    "begin with it: `design = \"complete\"`");
        }
        List<Argument> inner = new ArrayList<>();
        SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String at = join(path, entry.getKey());
            switch (entry.getKey()) {
                case DesignFile.DESIGN -> {}
                case DesignFile.INNER -> inner.add(design(entry.getValue(), at));
                case CLUSTERS -> named.put(CLUSTERS, List.of(method(entry.getValue(), at)));
                default -> named.put(entry.getKey(), list(entry.getValue(), at));
            }
        }
        return new DesignTree(
                object.path(DesignFile.DESIGN).stringValue(), inner, named, spans.apply(join(path, DesignFile.DESIGN)));
    }

    /// A way to make clusters: always a function, whatever its name.
    private Argument method(JsonNode node, String path) {
        return node instanceof ObjectNode object && !object.isEmpty() ? function(object, path) : value(node, path);
    }

    private List<Argument> list(JsonNode node, String path) {
        List<Argument> list = new ArrayList<>();
        switch (node) {
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    list.add(value(array.get(i), path + "[" + i + "]"));
                }
            }
            case ObjectNode object
            when !isFunction(object) ->
                object.properties().forEach(e -> {
                    String at = join(path, e.getKey());
                    list.add(new Pair(e.getKey(), value(e.getValue(), at), spans.apply(at)));
                });
            case JsonNode one -> list.add(value(one, path));
        }
        return list;
    }

    private static boolean isFunction(ObjectNode object) {
        return !object.isEmpty()
                && FUNCTIONS.contains(object.propertyNames().iterator().next());
    }

    private Argument value(JsonNode node, String path) {
        return switch (node) {
            case ObjectNode object when isFunction(object) -> function(object, path);
            case ObjectNode object when object.size() == 1 -> list(object, path).getFirst();
            case JsonNode one when one.isString() -> new Word(one.stringValue(), spans.apply(path));
            case JsonNode one when one.isNumber() || one.isBoolean() -> new Word(one.asString(), spans.apply(path));
            case JsonNode other ->
                throw wrong(spans.apply(path), "`" + other + "` where a word or a number is expected", "write one");
        };
    }

    private Argument function(ObjectNode object, String path) {
        String name = object.propertyNames().iterator().next();
        SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
        object.properties().stream()
                .skip(1)
                .forEach(e -> named.put(e.getKey(), list(e.getValue(), join(path, e.getKey()))));
        return new DesignTree(name, list(object.get(name), join(path, name)), named, spans.apply(path));
    }

    static DesignException wrong(Span span, String what, String fix) {
        return span.error(
                DesignCode.WRONG_FILE,
                "a design in a file with " + what,
                "the key `design` names it, its arguments stand beside it",
                fix);
    }
}
