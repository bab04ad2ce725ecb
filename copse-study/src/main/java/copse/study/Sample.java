package copse.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Who is in an analysis.
///
/// @param unit what was randomised, by the name of its column
/// @param allUnits that have outcomes
/// @param units that have outcomes, by arm; by condition where units go through several
/// @param rows with an outcome, by arm
/// @param missing rows without an outcome, by arm
/// @param icc intraclass correlation of the outcome within arms; empty where each unit has one row
public record Sample(
        String unit,
        int allUnits,
        SequencedMap<String, Integer> units,
        SequencedMap<String, Long> rows,
        SequencedMap<String, Long> missing,
        OptionalDouble icc) {
    /// Copies the maps.
    public Sample {
        units = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(units));
        rows = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rows));
        missing = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(missing));
    }

    /// @return rows of all arms
    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /// @return whether rows are finer than what was randomised
    public boolean isClustered() {
        return allRows() > allUnits();
    }
}
