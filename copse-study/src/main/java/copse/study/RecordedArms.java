package copse.study;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.design.Design;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who got which arm, held against the record before anything is built on it.
///
/// Where the data of the units are at hand and unchanged, the arms are drawn anew, and the design over its
/// units is known: its strata, probabilities and every assignment that it could have given. Otherwise the file
/// of arms serves, whose fingerprints the record has.
public final class RecordedArms {
    /// Names of the groups within which arms are handed out, the innermost first.
    private static final List<String> BLOCKS = List.of("pair", "group", "block", "stratum");

    private static final String CLUSTER = "cluster";

    private final AssignmentRecord record;
    private final Design design;
    private final Frame units;
    private final @Nullable Assignment assignment;
    private final List<Check> checks;

    /// @param units one row per unit in the order of ids, with the columns of [Assignment#frame()]
    RecordedArms(
            AssignmentRecord record, Design design, Frame units, @Nullable Assignment assignment, List<Check> checks) {
        this.record = record;
        this.design = design;
        this.units = units;
        this.assignment = assignment;
        this.checks = List.copyOf(checks);
    }

    /// Cost: that of the assignment where units are at hand, else one pass over the arms.
    ///
    /// @param record of the assignment
    /// @param arms the file of arms, all columns but the probability read as factors; null if not at hand
    /// @param units the data of the units, read as the record's options say; null if not at hand
    /// @return the arms
    /// @throws copse.error.InputException `A101` if the record was edited, `A102` if the arms are others than
    ///     the recorded ones, `A103` if neither arms nor units are there
    public static RecordedArms of(AssignmentRecord record, @Nullable Frame arms, @Nullable Frame units) {
        return new ArmsVerifier(record, arms, units).verified();
    }

    /// @return the record
    public AssignmentRecord record() {
        return record;
    }

    /// @return the design
    public Design design() {
        return design;
    }

    /// @return the assignment drawn anew, if the units were at hand and unchanged
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignment);
    }

    /// @return what came out of holding arms against the record
    public List<Check> checks() {
        return checks;
    }

    /// @return number of units that were randomised, with or without an arm
    public int size() {
        return units.rows();
    }

    /// @return ids of the units, in their order
    public Column ids() {
        return units.column(record.id());
    }

    /// The column of the data that named the clusters when the arms were handed out; the innermost if clusters
    /// were randomised in clusters of their own.
    ///
    /// @return its name, empty where units were randomised one by one
    public Optional<String> clusterColumn() {
        return design.clusterColumn();
    }

    /// What was randomised as a whole: the cluster of each unit, or the unit itself.
    ///
    /// @return in the order of units; levels in the order of the clusters, or of the units
    public FactorColumn randomised() {
        if (clusterColumn().isPresent() && !record.id().equals(CLUSTER)) {
            Optional<Column> clusters = units.find(CLUSTER);
            if (clusters.isPresent()) {
                return factor(clusters.get());
            }
        }
        int[] codes = new int[size()];
        for (int unit = 0; unit < codes.length; unit++) {
            codes[unit] = unit;
        }
        Column ids = ids();
        return FactorColumn.wrap(
                codes, Levels.of(IntStream.range(0, size()).mapToObj(ids::text).toList()));
    }

    /// @return the group within which each unit got its arm: pair, block, stratum; empty where there are none
    public Optional<FactorColumn> block() {
        return BLOCKS.stream()
                .filter(name -> !name.equals(record.id()))
                .flatMap(name -> units.find(name).stream())
                .map(RecordedArms::factor)
                .findFirst();
    }

    /// @return what the blocks are: `pair`, `group`, `block` or `stratum`
    public Optional<String> blockName() {
        return BLOCKS.stream()
                .filter(name -> !name.equals(record.id()) && units.find(name).isPresent())
                .findFirst();
    }

    /// @param part of the arm, such as `arm`; the factors of a factorial design
    /// @return the label of each unit, levels in the order of the design; missing where a unit has no arm
    public FactorColumn part(String part) {
        Column found = units.column(part);
        Levels levels = Levels.of(design.arms().column(part).stream().distinct().toList());
        String[] labels = new String[size()];
        for (int unit = 0; unit < labels.length; unit++) {
            labels[unit] = found.isMissing(unit) ? null : found.text(unit);
        }
        return FactorColumn.of(levels, labels);
    }

    /// @return index of the arm of each level of [#randomised()], −1 where it has none
    public int[] armsOfRandomised() {
        FactorColumn randomised = randomised();
        List<FactorColumn> parts = parts().stream().map(this::part).toList();
        int[] arms = new int[randomised.levels().size()];
        Arrays.fill(arms, FactorColumn.MISSING);
        for (int unit = 0; unit < size(); unit++) {
            if (!randomised.isMissing(unit) && !parts.getFirst().isMissing(unit)) {
                int at = unit;
                String label = parts.stream().map(part -> part.text(at)).collect(Collectors.joining(":"));
                arms[randomised.code(unit)] = design.arms().labels().indexOf(label);
            }
        }
        return arms;
    }

    /// @return names of the parts of an arm
    public List<String> parts() {
        return List.copyOf(design.arms().columns().keySet());
    }

    /// @return names of all columns that the assignment has, besides the id
    public List<String> columns() {
        return units.names().stream().filter(name -> !name.equals(record.id())).toList();
    }

    /// @param name one of [#columns()]
    /// @return the column, in the order of units
    public Column column(String name) {
        return units.column(name);
    }

    private static FactorColumn factor(Column column) {
        String name = "groups";
        return Frame.of(name, column).asFactor(name).factor(name);
    }
}
