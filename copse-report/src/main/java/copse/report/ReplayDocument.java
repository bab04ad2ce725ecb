package copse.report;

import copse.assign.AssignmentRecord;
import copse.assign.Difference;
import copse.assign.Replay;
import java.util.ArrayList;
import java.util.List;

/// The verdict on an assignment, laid out for people.
public final class ReplayDocument {
    private ReplayDocument() {}

    /// @param name of the record's file
    /// @param record that was held against data and arms
    /// @param armsSeen whether the file of arms was at hand
    /// @param replay what came out
    /// @return the verdict in a sentence; what differs, causes before consequences
    public static Document of(String name, AssignmentRecord record, boolean armsSeen, Replay replay) {
        List<Part> parts = new ArrayList<>();
        switch (replay) {
            case Replay.Proven(var assignment, List<String> notes) -> {
                parts.add(new Part.Sentence("Proven: the arms of all " + Numbers.count(assignment.size())
                        + " units follow from " + name + ". They were drawn anew from design, data and seed"
                        + (record.file() != null && armsSeen
                                ? ", and are those in " + record.file().name() + "."
                                : ", and have the fingerprint in the record.")));
                parts.add(facts(record));
                notes.forEach(note -> parts.add(new Part.Note("note", note)));
            }
            case Replay.Refuted(List<Difference> differences) -> {
                parts.add(new Part.Sentence("Refuted: this is not the assignment of " + name + ", in "
                        + (differences.size() == 1 ? "one respect." : differences.size() + " respects.")));
                differences.forEach(
                        difference -> parts.add(new Part.Note(difference.code().code(), difference.sentence())));
                parts.add(facts(record));
                parts.add(new Part.Note(
                        "advice", differences.getFirst().code().explanation().advice()));
            }
        }
        return new Document(parts);
    }

    private static Part facts(AssignmentRecord record) {
        List<Part.Entry> facts = new ArrayList<>();
        facts.add(new Part.Entry("design", record.design()));
        facts.add(new Part.Entry("seed", Long.toString(record.seed())));
        if (record.data() != null) {
            facts.add(new Part.Entry("data", record.data().name()));
        }
        facts.add(new Part.Entry(
                "version", "copse " + record.version() + ", " + record.digests().algorithm()));
        facts.add(new Part.Entry("digest", record.digests().assignment()));
        return new Part.KeyValues(facts);
    }
}
