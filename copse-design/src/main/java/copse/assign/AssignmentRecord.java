package copse.assign;

import copse.design.Assignment;
import copse.design.Basis;
import copse.design.Design;
import copse.design.Digests;
import copse.design.SmallestP;
import copse.math.RandomStream;
import copse.record.RunRecord.Source;
import copse.record.Version;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What an assignment can be proved by: everything that its arms follow from, and fingerprints of these and of
/// the arms.
///
/// As a file it is one JSON object of the schema [#SCHEMA], which ends with a SHA-256 over itself. It holds
/// nothing that differs between two equal runs. [Replay] holds it against data and arms.
///
/// @param version of copse that wrote it
/// @param random generator and samplers, [copse.math.RandomStream#ALGORITHM]
/// @param design the short form, with everything that the design declares
/// @param units number of units
/// @param arms units by arm
/// @param unassigned units without an arm
/// @param smallestP that a randomisation test can reach
/// @param probabilities how those of the arms are known
/// @param digests algorithm, seed, and fingerprints of design, columns and arms; the id column is the first
/// @param options with which the data were read, such as `where`
/// @param data where the units came from, null for data in memory
/// @param file where the arms were written to, null if nowhere
/// @param intact whether the record is as it was written: false for a file whose own SHA-256 does not fit it
public record AssignmentRecord(
        String version,
        String random,
        String design,
        int units,
        SequencedMap<String, Integer> arms,
        int unassigned,
        SmallestP smallestP,
        Basis probabilities,
        Digests digests,
        SequencedMap<String, String> options,
        @Nullable Source data,
        @Nullable Source file,
        boolean intact) {
    /// Name and version of what the fields of the file mean.
    public static final String SCHEMA = "copse.assign/1";

    /// Copies the maps.
    public AssignmentRecord {
        arms = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arms));
        options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
    }

    /// The record of an assignment of data in memory, written nowhere.
    ///
    /// Cost: one pass over ids, arms and the columns that the design reads.
    ///
    /// @param assignment any
    /// @return its record
    public static AssignmentRecord of(Assignment assignment) {
        Design design = assignment.randomisation().design();
        int[] counts = assignment.counts();
        SequencedMap<String, Integer> arms = new LinkedHashMap<>();
        int assigned = 0;
        for (int arm = 0; arm < counts.length; arm++) {
            arms.put(assignment.arms().labels().get(arm), counts[arm]);
            assigned += counts[arm];
        }
        return new AssignmentRecord(
                Version.copse(),
                RandomStream.ALGORITHM,
                design.print(),
                assignment.size(),
                arms,
                assignment.size() - assigned,
                assignment.randomisation().smallestP(),
                assignment.randomisation().probabilities().basis(),
                assignment.digests(),
                new LinkedHashMap<>(),
                null,
                null,
                true);
    }

    /// @param name path as given, or SQL text
    /// @param sha256 of the file's bytes, null where there are none
    /// @param how options with which they were read
    /// @return this record with the data named
    public AssignmentRecord withData(String name, @Nullable String sha256, Map<String, String> how) {
        return new AssignmentRecord(
                version,
                random,
                design,
                units,
                arms,
                unassigned,
                smallestP,
                probabilities,
                digests,
                new LinkedHashMap<>(how),
                new Source(name, sha256),
                file,
                intact);
    }

    /// @param name path as given
    /// @param sha256 of the file's bytes
    /// @return this record with the file of arms named
    public AssignmentRecord withFile(String name, String sha256) {
        return new AssignmentRecord(
                version,
                random,
                design,
                units,
                arms,
                unassigned,
                smallestP,
                probabilities,
                digests,
                options,
                data,
                new Source(name, sha256),
                intact);
    }

    /// @return name of the id column
    public String id() {
        return digests.columns().firstEntry().getKey();
    }

    /// @return the seed
    public long seed() {
        return digests.seed();
    }

    /// @return indented JSON with a line feed behind it, the same for equal records
    public String toJson() {
        return RecordJson.write(this);
    }

    /// @param json as [#toJson()] gives it
    /// @param name what the text is called in messages
    /// @return the record; ask [#intact()]
    /// @throws copse.error.DesignException `D301` if the text is no record, `D302` if a later version wrote it,
    ///     `D303` if something is missing
    public static AssignmentRecord fromJson(String json, String name) {
        return RecordJson.read(json, name);
    }

    /// @param file a record
    /// @return the record; ask [#intact()]
    /// @throws copse.error.DesignException as [#fromJson(String, String)]
    public static AssignmentRecord read(Path file) {
        return fromJson(RecordFile.read(file), file.toString());
    }

    /// Writes a new file, which appears under its name only when it is complete.
    ///
    /// @param target where to
    /// @throws copse.error.DesignException `D304` if there is a file already, `D305` if the file system refuses
    public void write(Path target) {
        RecordFile.write(target, toJson(), false);
    }

    /// Like [#write(Path)], in place of a file that is there.
    ///
    /// @param target where to
    /// @throws copse.error.DesignException `D305` if the file system refuses
    public void replace(Path target) {
        RecordFile.write(target, toJson(), true);
    }
}
