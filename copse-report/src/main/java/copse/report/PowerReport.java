package copse.report;

import copse.power.Answer;
import copse.power.Inquiry;
import copse.power.Power;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Power in closed form, asked once or over a range.
///
/// @param rows at least one, all asked the same
public record PowerReport(List<Row> rows) {
    /// @param rows at least one
    public PowerReport {
        rows = List.copyOf(rows);
    }

    /// One question with its answer.
    ///
    /// @param at the values of what is varied, by name: `effect`, `clusters`; empty for a single question
    /// @param power trial, outcome and rule; what was solved for may have any value in it
    /// @param inquiry what was asked
    /// @param answer what came of it
    public record Row(SequencedMap<String, Double> at, Power power, Inquiry inquiry, Answer answer) {
        /// @param at the values of what is varied
        /// @param power trial, outcome and rule
        /// @param inquiry what was asked
        /// @param answer what came of it
        public Row {
            at = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(at));
        }

        /// @param at the values of what is varied
        /// @param power trial, outcome and rule
        /// @param inquiry what is asked
        /// @return the row, answered
        public static Row of(SequencedMap<String, Double> at, Power power, Inquiry inquiry) {
            return new Row(at, power, inquiry, inquiry.of(power));
        }
    }

    /// @return the first question
    public Row first() {
        return rows.getFirst();
    }
}
