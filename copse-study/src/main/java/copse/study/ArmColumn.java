package copse.study;

import copse.frame.Column;
import copse.frame.FactorColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A column of arms that the data have beside the record.
///
/// @param name of the column, and of the part of the arm
/// @param own its values
/// @param recorded what the record says, row by row
/// @param unit what was randomised, row by row
/// @param options names for messages
record ArmColumn(String name, Column own, FactorColumn recorded, FactorColumn unit, JoinOptions options) {
    /// @throws copse.error.InputException `A106` if the rows of a randomised unit differ, `A107` if a unit has
    ///     another arm than the recorded one
    void requireAgreement() {
        Map<Integer, String> firstSeen = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        Set<String> values = new TreeSet<>();
        for (int row = 0; row < own.size(); row++) {
            if (own.isMissing(row)) {
                continue;
            }
            String found = own.text(row);
            values.add(found);
            String before = firstSeen.putIfAbsent(unit.code(row), found);
            if (before != null && !before.equals(found)) {
                throw split(unit.text(row), before, found);
            }
            if (!found.equals(recorded.text(row))) {
                others.putIfAbsent(unit.text(row), found + " instead of " + recorded.text(row));
            }
        }
        if (!others.isEmpty()) {
            throw contradiction(others, values);
        }
    }

    private RuntimeException split(String which, String one, String other) {
        return StudyCode.SPLIT_CLUSTER.error(
                "`" + which + "` is in two arms in the data: its rows have " + one + " and " + other + " in column `"
                        + name + "`",
                "it was randomised as a whole, and " + options.record() + " has one arm for it",
                remedy());
    }

    private RuntimeException contradiction(Map<String, String> others, Set<String> values) {
        Set<String> known = new HashSet<>(recorded.levels().labels());
        boolean coded = values.stream().noneMatch(known::contains);
        List<String> examples = new ArrayList<>();
        others.forEach((id, difference) -> examples.add(id + " has " + difference));
        return StudyCode.CONTRADICTING_ARMS.error(
                coded
                        ? "column `" + name + "` of the data has " + Counts.some(List.copyOf(values))
                                + ", the arms of the record are "
                                + String.join(", ", recorded.levels().labels())
                        : "column `" + name + "` of the data gives " + Counts.of(others.size(), "unit")
                                + " another arm than " + options.record() + ": " + Counts.some(examples),
                coded
                        ? "the column does not speak of the arms by their names, so it cannot be held against the record"
                        : "units are analysed in the arm that they were assigned to, whatever they received",
                remedy());
    }

    private String remedy() {
        String column = name.matches("[A-Za-z_]\\w*") ? name : "\\\"" + name + "\\\"";
        return "leave it out: --sql \"SELECT * EXCLUDE (" + column + ") FROM '" + options.data()
                + "'\"; if it says what was received: --sql \"SELECT * EXCLUDE (" + column + "), " + column
                + " AS received FROM '" + options.data() + "'\" --taken received";
    }
}
