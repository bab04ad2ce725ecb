package copse.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// A line of a plan that is not as it was.
///
/// @param key such as `test.alpha`, of an outcome with its column: `outcome.score.formula`
/// @param before as it was; empty if it was not said
/// @param after as it is; empty if it is not said any more
public record PlanChange(String key, Optional<String> before, Optional<String> after) {
    private static final String OUTCOME = "outcome";

    /// @param before a plan, such as the one that was frozen at the assignment
    /// @param after the plan as it is
    /// @return lines that differ in what they say, in the order of a plan; none if the plans are equal
    public static List<PlanChange> between(Plan before, Plan after) {
        SequencedMap<String, String> old = lines(before);
        SequencedMap<String, String> now = lines(after);
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        List<PlanChange> changes = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(old.get(key), now.get(key))) {
                changes.add(new PlanChange(key, Optional.ofNullable(old.get(key)), Optional.ofNullable(now.get(key))));
            }
        }
        return changes;
    }

    private static SequencedMap<String, String> lines(Plan plan) {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        ObjectNode root = (ObjectNode) TomlMapper.shared().readTree(plan.print());
        ArrayNode outcomes = (ArrayNode) root.remove(OUTCOME);
        flatten("", root, lines);
        List<String> order = new ArrayList<>();
        for (JsonNode outcome : outcomes) {
            String column = outcome.path("column").stringValue();
            order.add(column);
            ((ObjectNode) outcome).remove("column");
            flatten(OUTCOME + "." + column, outcome, lines);
        }
        lines.put(OUTCOME, String.join(", ", order));
        return lines;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> lines) {
        if (node instanceof ObjectNode table) {
            table.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), lines));
        } else {
            lines.put(path, node.isString() ? node.stringValue() : node.toString());
        }
    }

    /// @return the change in a sentence
    public String sentence() {
        return "`" + key + "` "
                + (before.isEmpty()
                        ? "was not said, and is now " + after.orElse("") + "."
                        : after.isEmpty()
                                ? "was " + before.get() + ", and is not said any more."
                                : "was " + before.get() + ", and is now " + after.get() + ".");
    }
}
