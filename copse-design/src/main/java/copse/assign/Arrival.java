package copse.assign;

import java.util.Collections;
import java.util.LinkedHashMap;
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
}
