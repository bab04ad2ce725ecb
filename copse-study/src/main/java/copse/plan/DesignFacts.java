package copse.plan;

import copse.design.Arms;
import copse.design.Design;
import copse.design.GraphClusters;
import copse.design.Mixed;
import copse.design.Saturation;
import copse.design.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What a design says without units.
final class DesignFacts {
    /// The part of an arm that is compared where arms are orders of conditions.
    static final String CONDITION = "condition";

    private DesignFacts() {}

    /// @param design any
    /// @return whether units meet arms of others by design, so that a difference between arms is no effect
    static boolean isOfNetwork(Design design) {
        return design.isTwoStage() || design.innermost() instanceof GraphClusters;
    }

    /// @param design any
    /// @return the column of the clusters within which shares of units are treated
    static Optional<String> village(Design design) {
        return switch (design.innermost()) {
            case Saturation saturation -> Optional.of(saturation.by());
            case Mixed mixed -> Optional.of(mixed.by());
            default -> Optional.empty();
        };
    }

    /// @param design any
    /// @return labels of the arms that can be compared, by the column that they are in: one, or a factor's for
    ///     each factor
    static SequencedMap<String, List<String>> parts(Design design) {
        SequencedMap<String, List<String>> parts = new LinkedHashMap<>();
        Optional<Schedule> schedule = design.timetable();
        if (schedule.isPresent()) {
            parts.put(
                    CONDITION,
                    schedule.get().conditions().stream()
                            .flatMap(List::stream)
                            .distinct()
                            .toList());
        } else {
            design.arms()
                    .columns()
                    .forEach((part, labels) ->
                            parts.put(part, labels.stream().distinct().toList()));
        }
        return parts;
    }

    /// @param design any
    /// @param arms that are compared
    /// @return the column of the first comparison: the first part that has the arms that are named
    static String part(Design design, Compared arms) {
        return parts(design).entrySet().stream()
                .filter(part -> arms.treatment().map(part.getValue()::contains).orElse(true)
                        && arms.control().map(part.getValue()::contains).orElse(true))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Arms.COLUMN);
    }
}
