package copse.study;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Who is in the primary analysis.
///
/// A row is in it if it has the outcome and all else that the model needs.
///
/// @param unit what was randomised, by the name of its column
/// @param needed columns without which a row is left out: the outcome, and what the model adjusts for
/// @param allUnits in the analysis
/// @param units in the analysis, by arm; by condition where units go through several
/// @param rows in the analysis, by arm
/// @param missing rows without an outcome, by arm
/// @param leftUnits that have an outcome and no row in the analysis, by arm
/// @param left rows with an outcome that lack another of the needed columns, by arm
/// @param icc intraclass correlation of the outcome within arms; empty where each unit has one row
public record Sample(
        String unit,
        List<String> needed,
        int allUnits,
        SequencedMap<String, Integer> units,
        SequencedMap<String, Long> rows,
        SequencedMap<String, Long> missing,
        SequencedMap<String, Integer> leftUnits,
        SequencedMap<String, Long> left,
        OptionalDouble icc) {
    /// Copies the list and the maps.
    public Sample {
        needed = List.copyOf(needed);
        units = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(units));
        rows = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rows));
        missing = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(missing));
        leftUnits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(leftUnits));
        left = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(left));
    }

    /// Cost: one pass over the rows.
    ///
    /// @param data with all columns named
    /// @param unit column of what was randomised
    /// @param arm column of the arms
    /// @param arms labels that are compared
    /// @param needed the outcome, then what else a row must have; columns that the data lack are passed over
    /// @param icc of the outcome
    /// @return who is in the analysis
    static Sample of(Frame data, String unit, String arm, List<String> arms, List<String> needed, OptionalDouble icc) {
        Column outcome = data.column(needed.getFirst());
        List<Column> others = needed.stream()
                .skip(1)
                .filter(data.names()::contains)
                .map(data::column)
                .toList();
        FactorColumn armOf = data.asFactor(arm).factor(arm);
        FactorColumn unitOf = data.asFactor(unit).factor(unit);
        BitSet all = new BitSet();
        SequencedMap<String, Integer> units = new LinkedHashMap<>();
        SequencedMap<String, Long> rows = new LinkedHashMap<>();
        SequencedMap<String, Long> missing = new LinkedHashMap<>();
        SequencedMap<String, Integer> leftUnits = new LinkedHashMap<>();
        SequencedMap<String, Long> left = new LinkedHashMap<>();
        for (String label : arms) {
            int code = armOf.levels().labels().indexOf(label);
            BitSet own = new BitSet();
            BitSet out = new BitSet();
            long in = 0;
            long without = 0;
            long lacking = 0;
            for (int row = 0; row < data.rows(); row++) {
                int at = row;
                if (armOf.code(row) != code || unitOf.isMissing(row)) {
                    continue;
                }
                if (outcome.isMissing(row)) {
                    without++;
                } else if (others.stream().anyMatch(column -> column.isMissing(at))) {
                    lacking++;
                    out.set(unitOf.code(row));
                } else {
                    in++;
                    own.set(unitOf.code(row));
                }
            }
            all.or(own);
            out.andNot(own);
            leftUnits.put(label, out.cardinality());
            units.put(label, own.cardinality());
            rows.put(label, in);
            missing.put(label, without);
            left.put(label, lacking);
        }
        return new Sample(unit, needed, all.cardinality(), units, rows, missing, leftUnits, left, icc);
    }

    /// @return rows of all arms
    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /// @return rows with an outcome that are not in the analysis
    public long allLeft() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }

    /// @return whether rows are finer than what was randomised
    public boolean isClustered() {
        return allRows() > allUnits();
    }
}
