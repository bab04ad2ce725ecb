package copse.study;

import copse.assign.AssignmentRecord;
import copse.assign.Difference;
import copse.assign.Evidence;
import copse.assign.Replay;
import copse.design.Assignment;
import copse.design.Design;
import copse.design.Digests;
import copse.design.Units;
import copse.error.CopseException;
import copse.error.DesignException;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.TextColumn;
import copse.record.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds arms against their record: by drawing them anew where the units are at hand, else by fingerprints.
final class ArmsVerifier {
    private final AssignmentRecord record;
    private final @Nullable Frame arms;
    private final @Nullable Frame units;
    private final List<Check> checks = new ArrayList<>();
    /// Why the design could not be rebuilt.
    private String why = "The data of the units that were randomised are not at hand.";

    ArmsVerifier(AssignmentRecord record, @Nullable Frame arms, @Nullable Frame units) {
        this.record = record;
        this.arms = arms;
        this.units = units;
    }

    RecordedArms verified() {
        Design design = design();
        checks.add(Check.met("record", "as written; seed " + record.seed() + "."));
        Optional<Assignment> anew = units == null ? Optional.empty() : redrawn(units);
        if (anew.isPresent()) {
            checks.add(Check.met(
                    "arms",
                    "drawn anew from design, units and seed: all " + record.units()
                            + (arms == null ? " as recorded." : " as recorded and as in the file.")));
            return new RecordedArms(record, design, anew.get().frame(), anew.get(), checks);
        }
        if (arms == null) {
            throw noArms();
        }
        Frame ordered = ordered(arms);
        requireAsRecorded(design, ordered);
        checks.add(
                Check.met("arms", "ids and arms of all " + record.units() + " units have the recorded fingerprints."));
        checks.add(notRebuilt());
        return new RecordedArms(record, design, ordered, null, checks);
    }

    private RuntimeException noArms() {
        String file = record.file() == null ? "" : record.file().name();
        return StudyCode.NO_ARMS.error(
                "neither the file of arms" + (file.isEmpty() ? "" : " (" + file + ")")
                        + " nor the units that the arms follow from are at hand",
                "an analysis has to know who got which arm",
                file.isEmpty()
                        ? "put the data of the units back where the record says"
                        : "put " + file + " beside the record");
    }

    private Design design() {
        if (!record.intact()) {
            throw StudyCode.RECORD_EDITED.error(
                    "the record of the assignment was edited after it was written",
                    "its own SHA-256 does not fit its content, so that nothing in it can be relied on",
                    "take the record from a backup, or from whom you handed it to when you assigned");
        }
        try {
            Design design = Design.parse(record.design());
            if (Digest.sha256(design.print()).equals(record.digests().design())) {
                return design;
            }
        } catch (DesignException unreadable) {
            throw altered(unreadable.problem().what());
        }
        throw altered("its SHA-256 is not the one recorded");
    }

    private RuntimeException altered(String how) {
        return StudyCode.RECORD_EDITED.error(
                "the design in the record was altered: `" + record.design() + "`",
                how,
                "take the record from a backup, or from whom you handed it to when you assigned");
    }

    /// The assignment, if the units are those that were randomised.
    private Optional<Assignment> redrawn(Frame there) {
        Evidence evidence = Evidence.of(there);
        Replay replay = Replay.of(record, arms == null ? evidence : evidence.withArms(arms, null));
        return switch (replay) {
            case Replay.Proven(Assignment assignment, List<String> _) -> Optional.of(assignment);
            case Replay.Refuted(List<Difference> differences) -> {
                differences.forEach(this::refuse);
                why = differences.stream().map(Difference::sentence).collect(Collectors.joining(" "));
                yield Optional.empty();
            }
        };
    }

    /// Units that have changed since leave the arms as they were; everything else refutes the arms themselves.
    private void refuse(Difference difference) {
        switch (difference) {
            case Difference.UnitsDiffer _, Difference.ColumnDiffers _ -> {}
            case Difference.NotAssignable _, Difference.OtherAlgorithm _ -> {}
            case Difference.RecordEdited _, Difference.DesignEdited _, Difference.NotFollowing _ ->
                throw StudyCode.RECORD_EDITED.error(
                        "the arms do not follow from the record",
                        difference.sentence(),
                        "take the record from a backup, or from whom you handed it to when you assigned");
            case Difference.ArmsEdited _, Difference.FileUnitsDiffer _, Difference.FileColumnGone _ ->
                throw edited(difference.sentence());
        }
    }

    private RuntimeException edited(String why) {
        String file = record.file() == null ? "the file of arms" : record.file().name();
        return StudyCode.ARMS_EDITED.error(
                file + " does not hold the arms of the record",
                why,
                "take " + file + " from a backup, or draw the arms anew: copse assign DATA with the record's design and"
                        + " --seed " + record.seed());
    }

    private Check notRebuilt() {
        return Check.unmet(
                "design",
                why + " Strata and probabilities are those of the file of arms; the assignments that the design could"
                        + " have given are not known, so a randomisation test cannot run over exactly these.",
                StudyCode.DESIGN_NOT_REBUILT.diagnostic("units", 0, 0));
    }

    private Frame ordered(Frame file) {
        if (file.find(record.id()).isEmpty()) {
            throw edited("It has no column `" + record.id() + "`.");
        }
        try {
            return Units.of(file, record.id()).frame();
        } catch (CopseException twice) {
            throw edited(
                    "Its ids do not name each unit once: " + twice.problem().what() + ".");
        }
    }

    private void requireAsRecorded(Design design, Frame file) {
        for (String part : design.arms().columns().keySet()) {
            if (file.find(part).isEmpty()) {
                throw edited("It has no column `" + part + "`.");
            }
        }
        boolean sameIds = Digests.ofColumn(file.column(record.id()))
                .equals(record.digests().columns().get(record.id()));
        if (!sameIds) {
            throw edited("It has " + file.rows() + " units, the record " + record.units()
                    + ", and their ids do not have the recorded fingerprint.");
        }
        if (!Digests.ofColumn(joined(design, file)).equals(record.digests().arms())) {
            throw edited("Its ids are as recorded, its arms are not: units were moved.");
        }
    }

    /// The arms in one column, as their fingerprint takes them.
    private static Column joined(Design design, Frame file) {
        List<Column> parts =
                design.arms().columns().keySet().stream().map(file::column).toList();
        String[] labels = new String[file.rows()];
        for (int row = 0; row < labels.length; row++) {
            int at = row;
            labels[row] = parts.getFirst().isMissing(row)
                    ? null
                    : parts.stream().map(part -> part.text(at)).collect(Collectors.joining(":"));
        }
        return TextColumn.of(labels);
    }
}
