package copse.estimate;

import copse.design.Assignment;
import copse.design.Randomisation;
import copse.design.Units;
import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows meet the arms of their units.
final class AssignmentJoin {
    private static final int EXAMPLES = 3;
    private static final int NONE = RandomisedUnits.NONE;

    private final Frame data;
    private final Assignment assignment;
    private final Level level;

    private AssignmentJoin(Frame data, Assignment assignment) {
        this.data = data;
        this.assignment = assignment;
        this.level = Level.of(assignment.randomisation());
    }

    static Experiment of(Frame data, Assignment assignment) {
        String id = assignment.units().idColumn();
        Optional<Randomisation> clusters = clusters(assignment);
        if (data.find(id).isEmpty()) {
            Optional<String> cluster = clusters.map(of -> of.units().idColumn())
                    .filter(name -> data.find(name).isPresent());
            String wanted = cluster.orElseThrow(() -> noId(data, id, clusters));
            return of(data, assignment, wanted);
        }
        return of(data, assignment, id);
    }

    static Experiment of(Frame data, Assignment assignment, String id) {
        if (data.find(id).isEmpty()) {
            throw noId(data, id, clusters(assignment));
        }
        return new AssignmentJoin(data, assignment).by(id);
    }

    /// @param rows all of units with an arm
    /// @param unit of the assignment that each row belongs to
    static Experiment placed(Frame rows, Assignment assignment, int[] unit) {
        AssignmentJoin join = new AssignmentJoin(rows, assignment);
        int[] unitOf = Arrays.stream(unit).map(join.level::of).toArray();
        RandomisedUnits units = RandomisedUnits.of(assignment);
        Mask none = Mask.none(rows.rows());
        Joined joined = new Joined("", rows.rows(), none, none, withoutRows(unitOf, units), List.of());
        return new Experiment(rows, unitOf, units, joined, assignment);
    }

    /// The clusters, if naming its cluster is enough to know a row's arm: not so where units within clusters
    /// draw.
    private static Optional<Randomisation> clusters(Assignment assignment) {
        return assignment.randomisation().design().isTwoStage()
                ? Optional.empty()
                : assignment.randomisation().clusters();
    }

    private static RuntimeException noId(Frame data, String id, Optional<Randomisation> clusters) {
        return EstimateCode.NO_ID.error(
                "no column `" + id + "` in the data to find the arms by",
                "the assignment tells units apart by `" + id + "`"
                        + clusters.map(of -> ", clusters by `" + of.units().idColumn() + "`")
                                .orElse("")
                        + "; the data have the columns " + Problems.list(data.names()),
                Suggestion.closest(id, data.names())
                        .map(name -> "did you mean `" + name + "`? say `--id " + name + "`")
                        .orElse("name the column that holds the ids: `--id COL`"));
    }

    private Experiment by(String id) {
        Units units = assignment.units();
        Optional<Units> clusters = clusters(assignment).map(Randomisation::units);
        // school 1 is not pupil 1: a column called like the clusters is about clusters
        boolean byCluster = clusters.isPresent()
                && clusters.get().idColumn().equals(id)
                && !units.idColumn().equals(id);
        int[] found = find(data.column(id), byCluster ? clusters.get() : units);
        if (none(found) && clusters.isPresent() && !byCluster) {
            found = find(data.column(id), clusters.get());
            byCluster = true;
        }
        if (none(found)) {
            throw noMatch(id, units);
        }
        return make(id, found, byCluster);
    }

    private Experiment make(String id, int[] found, boolean byCluster) {
        int[] member = byCluster ? members() : new int[0];
        int[] unitOf = new int[found.length];
        byte[] state = new byte[found.length];
        RandomisedUnits units = RandomisedUnits.of(assignment);
        for (int row = 0; row < found.length; row++) {
            int unit = found[row] == NONE ? NONE : byCluster ? member[found[row]] : found[row];
            unitOf[row] = unit == NONE ? NONE : level.of(unit);
            state[row] = (byte) (unit == NONE ? 2 : units.arm(unitOf[row]) < 0 ? 1 : 0);
        }
        Mask unknown = Mask.of(state.length, row -> state[row] == 2);
        Mask unarmed = Mask.of(state.length, row -> state[row] == 1);
        Mask used = unknown.or(unarmed).not();
        int[] kept = used.count() == unitOf.length
                ? unitOf
                : IntStream.of(used.rows()).map(row -> unitOf[row]).toArray();
        requireSameArms(used, unitOf, units);
        Joined joined = new Joined(id, data.rows(), unknown, unarmed, withoutRows(kept, units), List.of());
        return new Experiment(data.where(used), kept, units, joined, assignment);
    }

    /// A unit of each cluster, by which rows that name the cluster find its arm.
    private int[] members() {
        FactorColumn cluster = assignment.memberships().getLast().groups();
        int[] first = new int[cluster.levels().size()];
        for (int unit = cluster.size() - 1; unit >= 0; unit--) {
            first[cluster.code(unit)] = unit;
        }
        return first;
    }

    private static List<Integer> withoutRows(int[] unitOf, RandomisedUnits units) {
        boolean[] has = new boolean[units.size()];
        for (int unit : unitOf) {
            has[unit] = true;
        }
        return IntStream.range(0, has.length)
                .filter(unit -> units.arm(unit) >= 0 && !has[unit])
                .boxed()
                .toList();
    }

    private static boolean none(int[] found) {
        return IntStream.of(found).allMatch(unit -> unit == NONE);
    }

    /// For each value the unit of that id.
    private static int[] find(Column values, Units units) {
        Frame here = Frame.of("id", values);
        Frame there = Frame.of(
                "id",
                units.ids(),
                "unit",
                NumericColumn.wrap(
                        IntStream.range(0, units.size()).asDoubleStream().toArray(), Mask.none(units.size())));
        boolean labels = values.type() != units.ids().type() && !(isText(values) && isText(units.ids()));
        if (labels) {
            // ids that are whole numbers are the same as their digits: a reader may take them for either
            if (values instanceof NumericColumn numeric && !numeric.isWhole()) {
                return IntStream.generate(() -> NONE).limit(values.size()).toArray();
            }
            here = here.asFactor("id");
            there = there.asFactor("id");
        }
        NumericColumn unit = here.join(there, "id").numeric("unit");
        int[] found = new int[values.size()];
        for (int row = 0; row < found.length; row++) {
            found[row] = unit.isMissing(row) ? NONE : (int) unit.value(row);
        }
        return found;
    }

    private static boolean isText(Column column) {
        return column.type() == ColumnType.TEXT || column.type() == ColumnType.FACTOR;
    }

    private RuntimeException noMatch(String id, Units units) {
        return EstimateCode.NO_MATCH.error(
                "the assignment does not match the data's ids: none of " + Words.count(data.rows(), "row")
                        + " is found; column `" + id + "` holds " + examples(data.column(id))
                        + ", the assignment's `" + units.idColumn() + "` " + examples(units.ids()),
                cause(id, units),
                remedy(id, units));
    }

    private static String examples(Column column) {
        List<String> seen = new ArrayList<>();
        for (int row = 0; row < column.size() && seen.size() < EXAMPLES; row++) {
            if (!column.isMissing(row) && !seen.contains(column.text(row))) {
                seen.add(column.text(row));
            }
        }
        return seen.isEmpty() ? "nothing" : String.join(", ", seen) + (column.size() > seen.size() ? ", …" : "");
    }

    private String cause(String id, Units units) {
        java.util.Set<String> there = new java.util.HashSet<>();
        for (int unit = 0; unit < units.size(); unit++) {
            there.add(bare(units.id(unit)));
        }
        Column column = data.column(id);
        boolean alike = IntStream.range(0, data.rows())
                .anyMatch(row -> !column.isMissing(row) && there.contains(bare(column.text(row))));
        if (alike) {
            return "but for case, blanks, punctuation and leading zeros there are ids in common: they are written"
                    + " differently";
        }
        return better(id, units)
                .map(name -> "column `" + name + "` holds ids of the assignment, `" + id + "` does not")
                .orElse("either the record belongs to another experiment, or the column is not the one that was"
                        + " randomised");
    }

    private String remedy(String id, Units units) {
        return better(id, units)
                .map(name -> "say `--id " + name + "`")
                .orElse("write the ids as they are in the record, or name the column that holds them: `--id COL`");
    }

    private Optional<String> better(String id, Units units) {
        return data.names().stream()
                .filter(name -> !name.equals(id) && !(data.column(name) instanceof copse.frame.LogicalColumn))
                .filter(name -> !(data.column(name) instanceof copse.frame.TimeColumn))
                .filter(name -> !none(find(data.column(name), units)))
                .findFirst();
    }

    /// Letters and digits in lower case, numbers without leading zeros.
    private static String bare(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "").replaceAll("(?<!\\d)0+(?=\\d)", "");
    }

    /// A column of the data that is called like the assignment's arms must say the same, unless it is about
    /// something else altogether.
    private void requireSameArms(Mask used, int[] unitOf, RandomisedUnits units) {
        assignment
                .arms()
                .columns()
                .forEach((name, parts) -> data.find(name).ifPresent(column -> {
                    List<Integer> wrong = new ArrayList<>();
                    boolean known = false;
                    long count = 0;
                    for (int row : used.rows()) {
                        if (column.isMissing(row)) {
                            continue;
                        }
                        String said = column.text(row);
                        known |= parts.contains(said);
                        if (!said.equals(parts.get(units.arm(unitOf[row])))) {
                            count++;
                            if (wrong.isEmpty()) {
                                wrong.add(row);
                            }
                        }
                    }
                    if (known && count > 0) {
                        throw contradiction(name, parts, column, wrong.getFirst(), count, units, unitOf);
                    }
                }));
    }

    private RuntimeException contradiction(
            String name, List<String> parts, Column column, int row, long count, RandomisedUnits units, int[] unitOf) {
        int unit = unitOf[row];
        return EstimateCode.CONTRADICTING_ARM.error(
                "column `" + name + "` says `" + column.text(row) + "` for unit `" + units.id(unit) + "` in row "
                        + (row + 1) + ", the assignment says `" + parts.get(units.arm(unit)) + "`"
                        + (count > 1 ? "; and so in " + Words.count(count - 1, "more row") : ""),
                "units are analysed in the arm that chance gave them, and the data claim another",
                "if the column says what units received, rename it, say to `received`; if it is the assignment, find"
                        + " out which of the two is right");
    }
}
