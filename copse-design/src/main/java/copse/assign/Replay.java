package copse.assign;

import copse.design.Assignment;
import java.util.List;

/// Whether arms follow from a record.
///
/// ```java
/// switch (Replay.of(AssignmentRecord.read(path), Evidence.of(schools).withArms(arms, sha256))) {
///     case Replay.Proven proven -> …
///     case Replay.Refuted refuted -> refuted.differences().forEach(d -> log(d.sentence()));
/// }
/// ```
public sealed interface Replay {
    /// The arms were drawn anew from design, data and seed and are those of the record, and of the file of arms
    /// if that was at hand.
    ///
    /// @param assignment drawn anew
    /// @param notes what differs without touching the arms, such as a column of the data that the design does
    ///     not read
    record Proven(Assignment assignment, List<String> notes) implements Replay {
        /// Copies the list.
        public Proven {
            notes = List.copyOf(notes);
        }
    }

    /// Something is not as the record says.
    ///
    /// @param differences at least one, causes before consequences
    record Refuted(List<Difference> differences) implements Replay {
        /// Copies the list.
        public Refuted {
            differences = List.copyOf(differences);
        }
    }

    /// Draws the arms anew and holds everything against the record.
    ///
    /// Cost: that of the assignment and its fingerprints.
    ///
    /// @param record to be proved
    /// @param evidence the data, and the arms if they are at hand
    /// @return what came out
    static Replay of(AssignmentRecord record, Evidence evidence) {
        return new Replayer(record, evidence).run();
    }
}
