package copse.assign;

import copse.frame.Column;
import copse.frame.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Someone, or something, that arrives and is to get an arm.
///
/// @param id distinguishes units, character by character
/// @param attributes value by name: those that the rule reads; may be empty for a unit that is in the ledger
///     already
public record Arrival(String id, SequencedMap<String, String> attributes) {
    /// Copies the map.
    public Arrival {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
    }

    /// @param id of the unit
    /// @return an arrival without attributes
    public static Arrival of(String id) {
        return new Arrival(id, new LinkedHashMap<>());
    }

    /// @param id of the unit
    /// @param attributes value by name
    /// @return the arrival
    public static Arrival of(String id, Map<String, String> attributes) {
        return new Arrival(id, new LinkedHashMap<>(attributes));
    }

    /// One arrival per row, in their order. A cell that is missing is an attribute that is not given.
    ///
    /// @param rows a file of arrivals
    /// @param id the column of ids
    /// @param attributes columns to take; others are left alone
    /// @return the arrivals
    /// @throws copse.error.InputException `I101` if a column is not there
    /// @throws copse.error.DesignException `D337` if a row has no id
    public static List<Arrival> of(Frame rows, String id, List<String> attributes) {
        Column ids = rows.column(id);
        List<Column> columns = attributes.stream().map(rows::column).toList();
        List<Arrival> arrivals = new ArrayList<>(rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            if (ids.isMissing(row)) {
                throw AssignCode.BAD_TEXT.error(
                        "row " + (row + 1) + " has no `" + id + "`",
                        "a unit without id could get an arm, but never be found again",
                        "fill it in, or leave the row out");
            }
            SequencedMap<String, String> given = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).isMissing(row)) {
                    given.put(attributes.get(i), columns.get(i).text(row));
                }
            }
            arrivals.add(new Arrival(ids.text(row), given));
        }
        return arrivals;
    }
}
