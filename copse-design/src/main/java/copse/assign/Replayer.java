package copse.assign;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Digests;
import copse.design.Randomisation;
import copse.design.Units;
import copse.error.CopseException;
import copse.error.DesignException;
import copse.frame.Column;
import copse.frame.Frame;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.record.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Goes from causes to consequences: the record itself, version, design, units, columns, then the arms. What
/// follows from a difference that was found already is not told again.
final class Replayer {
    private final AssignmentRecord record;
    private final Evidence evidence;
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Replayer(AssignmentRecord record, Evidence evidence) {
        this.record = record;
        this.evidence = evidence;
    }

    Replay run() {
        if (!record.intact()) {
            differences.add(new Difference.RecordEdited());
        }
        String recorded = record.digests().algorithm() + ", " + record.random();
        String here = Assignment.ALGORITHM + ", " + RandomStream.ALGORITHM;
        if (!recorded.equals(here)) {
            differences.add(new Difference.OtherAlgorithm(recorded, here));
        }
        Optional<Assignment> anew = design().flatMap(this::assignment);
        if (differences.isEmpty() && anew.isPresent()) {
            arms(anew.get());
        }
        return differences.isEmpty() ? new Replay.Proven(anew.orElseThrow(), notes) : new Replay.Refuted(differences);
    }

    private Optional<Design> design() {
        try {
            Design design = Design.parse(record.design());
            if (Digest.sha256(design.print()).equals(record.digests().design())) {
                return Optional.of(design);
            }
            differences.add(new Difference.DesignEdited(
                    record.design(), "its SHA-256 is not the one recorded for the design of the assignment"));
        } catch (DesignException e) {
            differences.add(
                    new Difference.DesignEdited(record.design(), e.problem().what()));
        }
        return Optional.empty();
    }

    private Optional<Assignment> assignment(Design design) {
        Units units;
        try {
            units = Units.of(evidence.data(), record.id(), design);
            if (!sameColumns(Digests.ofColumns(design, units), units)) {
                return Optional.empty();
            }
        } catch (CopseException e) {
            differences.add(new Difference.NotAssignable(e.problem()));
            return Optional.empty();
        }
        if (!differences.isEmpty()) {
            return Optional.empty();
        }
        Randomisation randomisation = design.over(units);
        return Optional.of(randomisation.assign(Seed.of(record.seed())));
    }

    private boolean sameColumns(SequencedMap<String, String> found, Units units) {
        SequencedMap<String, String> recorded = record.digests().columns();
        if (!Objects.equals(found.get(record.id()), recorded.get(record.id()))) {
            differences.add(otherUnits(units));
            return false;
        }
        recorded.forEach((column, digest) -> {
            if (!digest.equals(found.get(column))) {
                differences.add(new Difference.ColumnDiffers(column));
            }
        });
        String sha256 = record.data() == null ? null : record.data().sha256();
        if (differences.isEmpty()
                && sha256 != null
                && evidence.dataSha256() != null
                && !sha256.equals(evidence.dataSha256())) {
            notes.add("The file of the data has changed, but neither the ids nor a column that the design reads.");
        }
        return differences.isEmpty();
    }

    private Difference otherUnits(Units units) {
        Frame arms = evidence.arms();
        if (arms == null || arms.find(record.id()).isEmpty()) {
            return new Difference.UnitsDiffer(
                    record.units(), units.size(), Difference.Named.NONE, Difference.Named.NONE);
        }
        List<String> assigned = texts(arms.column(record.id()));
        List<String> found = texts(units.ids());
        return new Difference.UnitsDiffer(
                record.units(), units.size(), without(assigned, found), without(found, assigned));
    }

    private static Difference.Named without(List<String> ids, List<String> others) {
        Set<String> there = new HashSet<>(others);
        return Difference.Named.of(
                ids.stream().filter(id -> !there.contains(id)).toList());
    }

    private static List<String> texts(Column column) {
        return IntStream.range(0, column.size()).mapToObj(column::text).toList();
    }

    private void arms(Assignment anew) {
        AssignmentRecord follows = AssignmentRecord.of(anew);
        if (!follows.digests().equals(record.digests())) {
            differences.add(new Difference.NotFollowing());
            return;
        }
        // whoever seals an edited record anew can still not change what is counted
        if (!follows.arms().equals(record.arms())
                || follows.units() != record.units()
                || follows.unassigned() != record.unassigned()
                || !follows.smallestP().equals(record.smallestP())) {
            differences.add(new Difference.RecordEdited());
            return;
        }
        Frame file = evidence.arms();
        if (file == null) {
            return;
        }
        String sha256 = record.file() == null ? null : record.file().sha256();
        // a fingerprint alone is not enough: a record can be sealed anew with that of a forged file
        if (sha256 != null && sha256.equals(evidence.armsSha256()) && file.rows() == 0 && anew.size() > 0) {
            notes.add("The file of arms was not read: it has the recorded SHA-256.");
            return;
        }
        compare(anew, file);
        if (differences.isEmpty()
                && sha256 != null
                && evidence.armsSha256() != null
                && !sha256.equals(evidence.armsSha256())) {
            notes.add("The file of arms was written anew: its bytes are others, its arms the same.");
        }
    }

    private void compare(Assignment anew, Frame file) {
        List<String> parts = new ArrayList<>(anew.arms().columns().keySet());
        parts.addFirst(record.id());
        parts.stream()
                .filter(column -> file.find(column).isEmpty())
                .forEach(column -> differences.add(new Difference.FileColumnGone(column)));
        if (!differences.isEmpty()) {
            return;
        }
        parts.removeFirst();
        Map<String, String> found = new LinkedHashMap<>();
        Column ids = file.column(record.id());
        List<Column> columns = parts.stream().map(file::column).toList();
        List<String> added = new ArrayList<>();
        for (int row = 0; row < file.rows(); row++) {
            int at = row;
            String arm = columns.getFirst().isMissing(row)
                    ? ""
                    : columns.stream().map(column -> column.text(at)).collect(Collectors.joining(":"));
            if (found.put(ids.text(row), arm) != null) {
                added.add(ids.text(row) + " (again)");
            }
        }
        compare(anew, found, added);
    }

    private void compare(Assignment anew, Map<String, String> found, List<String> added) {
        List<Difference.OtherArm> others = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        int count = 0;
        for (int unit = 0; unit < anew.size(); unit++) {
            String id = anew.units().id(unit);
            String arm = found.remove(id);
            String follows = anew.label(unit).orElse("");
            if (arm == null) {
                gone.add(id);
                continue;
            }
            if (!arm.equals(follows)) {
                count++;
                if (others.size() < Difference.NAMED) {
                    others.add(new Difference.OtherArm(id, arm, follows));
                }
            }
        }
        if (count > 0) {
            differences.add(new Difference.ArmsEdited(count, others));
        }
        added.addAll(found.keySet());
        if (!gone.isEmpty() || !added.isEmpty()) {
            differences.add(new Difference.FileUnitsDiffer(Difference.Named.of(gone), Difference.Named.of(added)));
        }
    }
}
