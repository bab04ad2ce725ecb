package copse.report;

import copse.assign.AssignmentRecord;
import copse.balance.Balance;
import copse.design.AdmissibleCount;
import copse.design.Assignment;
import copse.design.Randomisation;
import copse.design.Screening;
import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An assignment with everything that is said about it.
///
/// @param assignment the arms
/// @param record what proves them
/// @param count admissible assignments
/// @param screening what rerandomisation does
/// @param balance comparison of the arms; empty where it was not made
/// @param notes what was left out, and why
/// @param origin where the seed is from
/// @param files where the assignment is kept; empty for a preview
public record AssignmentReport(
        Assignment assignment,
        AssignmentRecord record,
        AdmissibleCount count,
        Optional<Screening> screening,
        Optional<Balance> balance,
        List<String> notes,
        Origin origin,
        Optional<Files> files) {
    /// The usual level, below which a test should be able to come.
    private static final double LEVEL = 0.05;

    /// Where a seed is from.
    public enum Origin {
        /// It was given.
        GIVEN,
        /// It was drawn, as none was given.
        DRAWN
    }

    /// Where an assignment is kept.
    ///
    /// @param arms file of arms
    /// @param record file of the record
    public record Files(String arms, String record) {}

    /// Copies the list.
    public AssignmentReport {
        notes = List.copyOf(notes);
    }

    /// Cost: that of the design's screening, where there is one, besides one pass over the units.
    ///
    /// @param assignment any
    /// @param record of it
    /// @param origin where the seed is from
    /// @return the report, without balance and files
    public static AssignmentReport of(Assignment assignment, AssignmentRecord record, Origin origin) {
        Randomisation randomisation = assignment.randomisation();
        return new AssignmentReport(
                assignment,
                record,
                randomisation.count(),
                randomisation.screening(),
                Optional.empty(),
                List.of(),
                origin,
                Optional.empty());
    }

    /// @param found comparison of the arms
    /// @return this report with it
    public AssignmentReport withBalance(Balance found) {
        return new AssignmentReport(assignment, record, count, screening, Optional.of(found), notes, origin, files);
    }

    /// @param note what was left out, and why
    /// @return this report with one more note
    public AssignmentReport withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new AssignmentReport(assignment, record, count, screening, balance, more, origin, files);
    }

    /// @param written record with the file of arms named in it
    /// @param where the two are
    /// @return this report with the places
    public AssignmentReport withFiles(AssignmentRecord written, Files where) {
        return new AssignmentReport(assignment, written, count, screening, balance, notes, origin, Optional.of(where));
    }

    /// @return what to know about the design on these units, about its power to say anything first
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>();
        record.smallestP().diagnostic(LEVEL).ifPresent(all::add);
        assignment.randomisation().diagnostics().stream()
                .filter(diagnostic -> all.isEmpty() || !diagnostic.code().equals("few-clusters"))
                .forEach(all::add);
        return all;
    }

    /// @return [#diagnostics()] and those of the comparison of the arms
    public List<Diagnostic> unmet() {
        List<Diagnostic> all = new ArrayList<>(diagnostics());
        balance.ifPresent(found -> all.addAll(found.diagnostics()));
        return all;
    }
}
