package copse.study;

import copse.assign.AssignmentRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What was fixed before there were outcomes: what the record of the assignment holds.
///
/// @param design short form
/// @param units number of units that were randomised
/// @param arms units by arm
/// @param seed from which the arms followed
/// @param digest of the assignment
public record Planned(String design, int units, SequencedMap<String, Integer> arms, long seed, String digest) {
    /// Copies the map.
    public Planned {
        arms = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arms));
    }

    static Planned of(AssignmentRecord record) {
        return new Planned(
                record.design(),
                record.units(),
                record.arms(),
                record.seed(),
                record.digests().assignment());
    }
}
