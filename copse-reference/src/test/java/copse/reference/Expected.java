package copse.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// A part of a case's JSON that remembers which entries were looked at.
///
/// What nobody has looked at when a case is done is a number that nobody has checked: [#unread()] lists it, and
/// the case fails.
final class Expected {
    private final String path;
    private final JsonNode node;
    private final Map<String, Expected> children = new LinkedHashMap<>();
    private boolean read;

    private Expected(String path, JsonNode node) {
        this.path = path;
        this.node = node;
        node.properties()
                .forEach(entry -> children.put(
                        entry.getKey(),
                        new Expected(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue())));
        if (node.isArray() && !isFlat(node)) {
            for (int i = 0; i < node.size(); i++) {
                children.put(Integer.toString(i), new Expected(path + "[" + i + "]", node.get(i)));
            }
        }
    }

    /// @param node a whole document
    /// @return the document, nothing of it read
    static Expected of(JsonNode node) {
        return new Expected("", node);
    }

    // Arrays of numbers, and matrices, are read at once; only arrays that hold objects have children.
    private static boolean isFlat(JsonNode array) {
        for (JsonNode item : array) {
            if (item.isObject()) {
                return false;
            }
        }
        return true;
    }

    /// @return where in the document, such as `fits.REML.fixef[2].se`
    String path() {
        return path;
    }

    /// @return whether the entry is there with the value `null`
    boolean isNull() {
        read = true;
        return node.isNull();
    }

    /// @return whether the entry is an array of `null`s
    boolean areNull() {
        read = true;
        return node.isArray() && node.valueStream().allMatch(JsonNode::isNull);
    }

    /// @return whether the entry is a number
    boolean isNumber() {
        return node.isNumber();
    }

    /// @return whether the entry is a text
    boolean isText() {
        return node.isString();
    }

    /// @param key a name
    /// @return whether there is an entry of that name, null or not
    boolean has(String key) {
        return children.containsKey(key);
    }

    /// @param key a name
    /// @return the entry
    /// @throws AssertionError if there is none
    Expected at(String key) {
        return find(key).orElseThrow(() -> new AssertionError("no `" + key + "` in " + place()));
    }

    /// @param key a name
    /// @return the entry, if there is one, null or not
    Optional<Expected> find(String key) {
        return Optional.ofNullable(children.get(key));
    }

    /// @return the entries of an object by name, or of an array of objects by index
    Map<String, Expected> entries() {
        read = true;
        return children;
    }

    /// @return the items of an array of objects
    List<Expected> items() {
        requireThat(node.isArray(), "an array");
        read = true;
        return new ArrayList<>(children.values());
    }

    /// @return the number
    double number() {
        requireThat(node.isNumber(), "a number");
        read = true;
        return node.asDouble();
    }

    /// @return the text
    String text() {
        requireThat(node.isString(), "a text");
        read = true;
        return node.asString();
    }

    /// @return the truth value
    boolean truth() {
        requireThat(node.isBoolean(), "true or false");
        read = true;
        return node.asBoolean();
    }

    /// @return the numbers of an array
    double[] numbers() {
        requireThat(node.isArray(), "an array of numbers");
        read = true;
        return numbers(node);
    }

    /// @return the numbers of an array, empty for `null`
    List<OptionalDouble> optionals() {
        requireThat(node.isArray(), "an array of numbers and nulls");
        read = true;
        return node.valueStream()
                .map(item -> item.isNull() ? OptionalDouble.empty() : OptionalDouble.of(item.asDouble()))
                .toList();
    }

    /// @return the texts of an array, numbers as they are written
    List<String> texts() {
        requireThat(node.isArray(), "an array of texts");
        read = true;
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asString()));
        return texts;
    }

    /// @return the rows of a table as texts, numbers as they are written, `null` for what is not there
    List<List<String>> cells() {
        requireThat(node.isArray(), "a table");
        read = true;
        List<List<String>> rows = new ArrayList<>();
        node.forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNull() ? "null" : cell.asString()));
            rows.add(cells);
        });
        return rows;
    }

    /// @return the rows of a matrix
    double[][] matrix() {
        requireThat(node.isArray(), "a matrix");
        read = true;
        return matrix(node);
    }

    /// @return the matrices of an array of matrices
    double[][][] matrices() {
        requireThat(node.isArray(), "an array of matrices");
        read = true;
        double[][][] matrices = new double[node.size()][][];
        for (int i = 0; i < matrices.length; i++) {
            matrices[i] = matrix(node.get(i));
        }
        return matrices;
    }

    private double[][] matrix(JsonNode array) {
        double[][] rows = new double[array.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = numbers(array.get(i));
        }
        return rows;
    }

    private double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!array.get(i).isNumber()) {
                throw new AssertionError(place() + " should hold numbers, not " + array.get(i));
            }
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }

    /// Marks entries as not meant for comparison, with everything below them.
    ///
    /// @param keys names, there or not
    void ignore(String... keys) {
        for (String key : keys) {
            find(key).ifPresent(Expected::ignoreAll);
        }
    }

    private void ignoreAll() {
        read = true;
        children.values().forEach(Expected::ignoreAll);
    }

    /// @throws AssertionError if a value was never read
    void requireAllRead() {
        List<String> unread = unread();
        if (!unread.isEmpty()) {
            throw new AssertionError("nobody checks " + unread.size() + " entries of the case, such as "
                    + unread.subList(0, Math.min(5, unread.size())));
        }
    }

    /// @return the paths of all values that were never read
    List<String> unread() {
        List<String> unread = new ArrayList<>();
        collectUnread(unread);
        return unread;
    }

    private void collectUnread(List<String> into) {
        if (children.isEmpty()) {
            // an empty object or array says nothing
            if (!read && !(node.isContainer() && node.isEmpty())) {
                into.add(path);
            }
        } else {
            children.values().forEach(child -> child.collectUnread(into));
        }
    }

    private void requireThat(boolean holds, String wanted) {
        if (!holds) {
            throw new AssertionError(place() + " should be " + wanted + ", not " + abbreviated());
        }
    }

    private String place() {
        return path.isEmpty() ? "the case" : "`" + path + "`";
    }

    private String abbreviated() {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
