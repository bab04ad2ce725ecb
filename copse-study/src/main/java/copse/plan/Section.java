package copse.plan;

import copse.error.Suggestion;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One table of a plan, each value read as what it has to be. What is wrong is written down, and reading goes
/// on: a plan's problems are told all at once.
final class Section {
    private final ObjectNode node;
    private final String path;
    private final Findings findings;

    /// @param node the table
    /// @param path of the table, empty for the whole plan
    /// @param known every key that the table understands
    /// @param findings *Modified*: receives what is wrong
    Section(ObjectNode node, String path, List<String> known, Findings findings) {
        this.node = node;
        this.path = path;
        this.findings = findings;
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                findings.wrongKey(
                        PlanCode.UNKNOWN_KEY,
                        path(key),
                        "no key `" + key + "` " + where(),
                        "keys here are " + String.join(", ", known),
                        Suggestion.didYouMean(key, known, "remove the line"));
            }
        }
    }

    private String where() {
        return path.isEmpty() ? "at the top of a plan" : "under `" + header() + "`";
    }

    private String header() {
        String name = path.replaceAll("\\[\\d+]", "");
        return path.endsWith("]") ? "[[" + name + "]]" : "[" + name + "]";
    }

    /// @param key of this table
    /// @return its path in the plan
    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// @param key of this table
    /// @return whether it is given
    boolean has(String key) {
        return node.has(key);
    }

    /// @param key of this table
    /// @return the value as it stands
    JsonNode raw(String key) {
        return node.path(key);
    }

    /// Writes down what is wrong with a value.
    ///
    /// @param code entry of the catalogue
    /// @param key whose value it is
    /// @param what names the thing
    /// @param why the reason
    /// @param fix something that works
    void wrong(PlanCode code, String key, String what, String why, String fix) {
        findings.wrong(code, path(key), what, why, fix);
    }

    /// Writes down that a key is missing.
    ///
    /// @param key the key
    /// @param why it is needed
    /// @param example the line to add
    void missing(String key, String why, String example) {
        String in = findings.origin().name().map(name -> " in " + name).orElse("");
        findings.add(
                path(key),
                PlanCode.MISSING_KEY.problem(
                        "no `" + key + "`" + (path.isEmpty() ? in : " " + where()),
                        why,
                        "add the line `" + example + "`",
                        path.isEmpty() ? null : findings.origin().key(path).orElse(null)));
    }

    /// Writes down that a table is missing.
    ///
    /// @param key of the table
    /// @param why it is needed
    /// @param header that begins it: `[units]`
    /// @param lines that it needs
    void missingTable(String key, String why, String header, String... lines) {
        String in = findings.origin().name().map(name -> " in " + name).orElse("");
        findings.add(
                path(key),
                PlanCode.MISSING_KEY.problem(
                        "no `" + header + "`" + in,
                        why,
                        "add `" + header + "` with "
                                + String.join(
                                        " and ",
                                        List.of(lines).stream()
                                                .map(line -> "`" + line + "`")
                                                .toList()),
                        null));
    }

    private <T> Optional<T> notA(String key, String wanted, String example) {
        wrong(
                PlanCode.WRONG_TYPE,
                key,
                "`" + key + "` is " + wanted + ", not " + told(node.path(key)),
                "",
                "write `" + key + " = " + example + "`");
        return Optional.empty();
    }

    private static String told(JsonNode value) {
        return switch (value) {
            case ArrayNode _ -> "a list";
            case ObjectNode _ -> "a table";
            case JsonNode text when text.isString() -> "the text \"" + text.stringValue() + "\"";
            case JsonNode other -> "`" + other.asString() + "`";
        };
    }

    /// @param key of this table
    /// @param example of a value, for messages
    /// @return the text, if it is given; blanks around it go
    Optional<String> text(String key, String example) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = node.path(key);
        if (!value.isString() || value.stringValue().isBlank()) {
            return notA(key, "a text", "\"" + example + "\"");
        }
        return Optional.of(value.stringValue().strip());
    }

    /// @param key of this table
    /// @param why it is needed
    /// @param example of a value
    /// @return the text; `example` beside a written problem if it is missing
    String neededText(String key, String why, String example) {
        if (!has(key)) {
            missing(key, why, key + " = \"" + example + "\"");
        }
        return text(key, example).orElse(example);
    }

    /// @param key of this table
    /// @param fits whether a number is in range
    /// @param range in words, as `above 0`
    /// @param example of a value
    /// @return the number, if it is given and in range
    OptionalDouble number(String key, DoublePredicate fits, String range, double example) {
        if (!has(key)) {
            return OptionalDouble.empty();
        }
        JsonNode value = node.path(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            notA(key, "a number", NumericColumn.format(example));
            return OptionalDouble.empty();
        }
        if (!fits.test(value.doubleValue())) {
            wrong(
                    PlanCode.OUT_OF_RANGE,
                    key,
                    "`" + key + "` cannot be " + NumericColumn.format(value.doubleValue()),
                    "it is a number " + range,
                    "write `" + key + " = " + NumericColumn.format(example) + "`");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value.doubleValue());
    }

    /// @param key of this table
    /// @param least smallest number that is allowed
    /// @param example of a value
    /// @return the whole number, if it is given and allowed
    Optional<Long> whole(String key, long least, long example) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return notA(key, "a whole number", Long.toString(example));
        }
        if (value.longValue() < least) {
            wrong(
                    PlanCode.OUT_OF_RANGE,
                    key,
                    "`" + key + "` cannot be " + value.longValue(),
                    "it is a whole number of at least " + least,
                    "write `" + key + " = " + example + "`");
            return Optional.empty();
        }
        return Optional.of(value.longValue());
    }

    /// @param key of this table
    /// @param standard the number if none is given
    /// @return the whole number, at least 1
    int count(String key, int standard) {
        return Math.toIntExact(Math.min(whole(key, 1, standard).orElse((long) standard), Integer.MAX_VALUE));
    }

    /// @param key of this table
    /// @param example of a list, in TOML
    /// @return its texts; one text alone is a list of one
    List<String> texts(String key, String example) {
        JsonNode value = node.path(key);
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        if (!has(key)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.values()) {
            if (element.isString()) {
                texts.add(element.stringValue());
            }
        }
        if (!(value instanceof ArrayNode) || texts.size() < value.size()) {
            notA(key, "a list of texts", example);
            return List.of();
        }
        for (int i = 0; i < texts.size(); i++) {
            if (texts.indexOf(texts.get(i)) < i) {
                findings.wrong(
                        PlanCode.TWICE,
                        path(key) + "[" + i + "]",
                        "`" + texts.get(i) + "` twice in `" + key + "`",
                        "",
                        "name it once");
            }
        }
        return texts;
    }

    /// @param key of this table
    /// @param example of a list, in TOML
    /// @return its numbers; one number alone is a list of one
    List<Double> numbers(String key, String example) {
        JsonNode value = node.path(key);
        if (value.isNumber()) {
            return List.of(value.doubleValue());
        }
        if (!has(key)) {
            return List.of();
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonNode element : value.values()) {
            if (element.isNumber() && Double.isFinite(element.doubleValue())) {
                numbers.add(element.doubleValue());
            }
        }
        if (!(value instanceof ArrayNode) || numbers.size() < value.size()) {
            notA(key, "a number, or a list of numbers", example);
            return List.of();
        }
        return numbers;
    }

    /// @param key of this table, whose value is a table of texts, numbers and truth values
    /// @return each as text, by its name
    Map<String, String> values(String key) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!has(key)) {
            return values;
        }
        if (!(node.path(key) instanceof ObjectNode table)) {
            notA(key, "a table", "{name = 1}");
            return values;
        }
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            JsonNode value = entry.getValue();
            String text = value instanceof ArrayNode list
                    ? String.join(
                            ",", list.values().stream().map(Section::plain).toList())
                    : plain(value);
            values.put(entry.getKey(), text);
        }
        return values;
    }

    private static String plain(JsonNode value) {
        return value.isFloatingPointNumber() ? NumericColumn.format(value.doubleValue()) : value.asString();
    }

    /// @param key of this table
    /// @param words constants of an enum, written in lower case with `-` for `_`
    /// @param standard the one if none is given
    /// @return the one that is named; `standard` beside a written problem if there is none of that name
    <E extends Enum<E>> E choice(String key, E[] words, E standard) {
        Optional<String> text = text(key, word(standard));
        if (text.isEmpty()) {
            return standard;
        }
        List<String> names = Arrays.stream(words).map(Section::word).toList();
        int index = names.indexOf(text.get().toLowerCase(Locale.ROOT));
        if (index < 0) {
            wrong(
                    PlanCode.UNKNOWN_WORD,
                    key,
                    "`" + key + "` cannot be \"" + text.get() + "\"",
                    "it is one of " + String.join(", ", names),
                    Suggestion.didYouMean(text.get(), names, "write `" + key + " = \"" + word(standard) + "\"`"));
            return standard;
        }
        return words[index];
    }

    /// @param key of this table, whose value is a list of words
    /// @param words constants of an enum, written in lower case with `-` for `_`
    /// @param example of a list, in TOML
    /// @return those that are named, beside a written problem for each name that is none
    <E extends Enum<E>> List<E> choices(String key, E[] words, String example) {
        List<String> names = Arrays.stream(words).map(Section::word).toList();
        List<String> texts = texts(key, example);
        List<E> choices = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            int index = names.indexOf(texts.get(i).toLowerCase(Locale.ROOT));
            if (index >= 0) {
                choices.add(words[index]);
            } else {
                wrong(
                        PlanCode.UNKNOWN_WORD,
                        node.path(key).isString() ? key : key + "[" + i + "]",
                        "\"" + texts.get(i) + "\" is none of the " + key,
                        "there are " + String.join(", ", names),
                        Suggestion.didYouMean(texts.get(i), names, "write `" + key + " = " + example + "`"));
            }
        }
        return choices;
    }

    /// @param constant of an enum
    /// @return as it is written in a plan: lower case with `-` for `_`
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param key of this table, whose value is a table
    /// @return the table, an empty one if it is not given
    Section table(String key) {
        ObjectNode inner = node.objectNode();
        if (node.path(key) instanceof ObjectNode table) {
            inner = table;
        } else if (has(key)) {
            notA(key, "a table", "{…}");
        }
        return new Section(inner, path(key), PlanKeys.of(key), findings);
    }

    /// @param key of this table, whose value is a list of tables
    /// @return the tables
    List<Section> tables(String key) {
        List<Section> tables = new ArrayList<>();
        JsonNode value = node.path(key);
        if (value instanceof ObjectNode one) {
            tables.add(new Section(one, path(key), PlanKeys.of(key), findings));
        } else if (value instanceof ArrayNode list && list.values().stream().allMatch(ObjectNode.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                tables.add(
                        new Section((ObjectNode) list.get(i), path(key) + "[" + i + "]", PlanKeys.of(key), findings));
            }
        } else if (has(key)) {
            wrong(
                    PlanCode.WRONG_TYPE,
                    key,
                    "`" + key + "` is " + told(value) + ", not a table",
                    "each one has keys of its own",
                    "write `[[" + path(key) + "]]` on a line of its own, and its keys below");
        }
        return tables;
    }

    /// @param key whose value it is
    /// @param value as text
    /// @param work that may refuse it
    /// @return what comes out, empty if it was refused
    <T> Optional<T> refusable(String key, String value, Supplier<T> work) {
        return findings.refusable(path(key), value, work);
    }
}
