package copse.study;

import copse.design.Assignment;
import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds the unit of each row, and says who found none.
final class Joining {
    /// Share of units with one row each, from which on the rows of the others look like repetitions.
    private static final double NEARLY_ALL = 0.9;

    private final RecordedArms arms;
    private final Frame data;
    private final JoinOptions options;
    private final Key.Index index;
    private final List<Check> checks = new ArrayList<>();

    Joining(RecordedArms arms, Frame data, JoinOptions options) {
        this.arms = arms;
        this.data = data;
        this.options = options;
        this.index = Key.Index.of(arms);
    }

    JoinedRows joined() {
        Key key = key();
        requireAlike(key);
        FactorColumn labels = key.labels();
        FactorColumn first = arms.part(arms.parts().getFirst());
        int[] unitOfRow = new int[data.rows()];
        int withoutId = 0;
        int strange = 0;
        int withoutArm = 0;
        for (int row = 0; row < unitOfRow.length; row++) {
            int level = labels.code(row);
            int unit = level < 0 ? -1 : key.position()[level];
            withoutId += level < 0 ? 1 : 0;
            strange += level >= 0 && unit < 0 ? 1 : 0;
            withoutArm += unit >= 0 && first.isMissing(unit) ? 1 : 0;
            unitOfRow[row] = unit >= 0 && first.isMissing(unit) ? -1 : unit;
        }
        int[] kept = IntStream.range(0, unitOfRow.length)
                .filter(row -> unitOfRow[row] >= 0)
                .toArray();
        if (kept.length == 0) {
            throw noArm(key);
        }
        int[] position = Arrays.stream(kept).map(row -> unitOfRow[row]).toArray();
        checks.add(matched(key, kept.length, withoutId, strange, withoutArm));
        Frame rows = kept.length == data.rows() ? data : data.rows(kept);
        FactorColumn unit = arms.randomised().select(position);
        Frame withArms = withArms(key, rows, position, unit);
        repeated(key, unit).ifPresent(checks::add);
        return new JoinedRows(
                arms,
                withArms,
                unit,
                arms.block().map(block -> block.select(position)),
                key.column(),
                key.byCluster(),
                position,
                checks);
    }

    /// The column named, else the id, else the cluster, as they were called at the assignment.
    private Key key() {
        if (options.key().isPresent()) {
            String named = options.key().get();
            data.column(named);
            Key byId = Key.of(data, named, false, index.ids());
            Key byCluster = Key.of(data, named, true, index.clusters());
            // schools 1 to 12 are pupils 1 to 12 as well, but all schools there are and few of the pupils
            return byCluster.share(index.clusters()) > byId.share(index.ids()) ? byCluster : byId;
        }
        String id = arms.record().id();
        Optional<String> cluster =
                arms.clusterColumn().filter(name -> data.find(name).isPresent());
        if (data.find(id).isPresent()) {
            Key byId = Key.of(data, id, false, index.ids());
            // new pupils of old schools: the school has the arm
            boolean others = byId.matched() == 0 && cluster.isPresent();
            return others ? Key.of(data, cluster.get(), true, index.clusters()) : byId;
        }
        if (cluster.isPresent()) {
            return Key.of(data, cluster.get(), true, index.clusters());
        }
        String wanted = "`" + id + "`"
                + arms.clusterColumn().map(by -> " or `" + by + "`").orElse("");
        Optional<Key> other = Key.search(data, index);
        throw StudyCode.NO_KEY.error(
                "no column " + wanted + " in the data to join the arms by",
                other.map(key -> "column `" + key.column() + "` holds " + (key.byCluster() ? "clusters" : "ids")
                                + " of the assignment")
                        .orElse("the data have the columns " + Counts.some(data.names())),
                other.map(key -> "--id " + key.column())
                        .or(() -> Suggestion.closest(id, data.names()).map(near -> "--id " + near))
                        .orElse("say which column holds them: --id COL"));
    }

    private Map<String, Integer> units(Key key) {
        return key.byCluster() ? index.clusters() : index.ids();
    }

    /// Ids that are the same but for their spelling are a mistake, not units that were lost.
    private void requireAlike(Key key) {
        List<String> strange = key.strange();
        Set<String> unused = key.unused(units(key));
        Optional<Repair> repair = strange.isEmpty() ? Optional.empty() : Repair.of(strange, unused);
        if (key.matched() > 0 && repair.isEmpty()) {
            return;
        }
        String what = key.matched() == 0
                ? "none of the " + Counts.of(units(key).size(), noun(key)) + " of " + options.record()
                        + " is in column `" + key.column() + "` of the data"
                : Counts.of(unused.size(), noun(key)) + " of " + options.record()
                        + (unused.size() == 1 ? " is" : " are") + " not in column `" + key.column()
                        + "` of the data, but for their spelling";
        String examples =
                "the data have " + Counts.some(strange) + ", the assignment has " + Counts.some(List.copyOf(unused));
        Optional<Key> other = repair.isPresent() ? Optional.empty() : Key.search(data, index);
        throw StudyCode.IDS_DIFFER.error(
                what,
                examples
                        + repair.map(found -> ": they differ in " + found.cause())
                                .or(() -> other.map(found -> ", and column `" + found.column() + "` holds them"))
                                .orElse(": the data and the record may belong to different experiments"),
                repair.map(found -> found.option(key.column(), options.data()))
                        .or(() -> other.map(found -> "--id " + found.column()))
                        .orElse("look whether " + options.record() + " is the record of these data"));
    }

    private static String noun(Key key) {
        return key.byCluster() ? "cluster" : "unit";
    }

    private RuntimeException noArm(Key key) {
        return StudyCode.IDS_DIFFER.error(
                "no row of the data belongs to a unit with an arm",
                "column `" + key.column() + "` holds only units that matching left over",
                "look whether " + options.record() + " is the record of these data");
    }

    private Check matched(Key key, int kept, int withoutId, int strange, int withoutArm) {
        String by = "by `" + key.column() + "`" + (key.byCluster() ? " (clusters)" : "");
        List<String> parts = new ArrayList<>();
        parts.add(Counts.of(kept, "row") + " joined " + by + " to " + Counts.of(key.matched(), noun(key)) + " of "
                + Counts.number(units(key).size()));
        if (withoutId > 0) {
            parts.add(Counts.of(withoutId, "row") + " without an id " + Counts.are(withoutId) + " left out");
        }
        if (withoutArm > 0) {
            parts.add(
                    Counts.of(withoutArm, "row") + " of units that got no arm " + Counts.are(withoutArm) + " left out");
        }
        List<String> unknown = key.strange();
        if (!unknown.isEmpty()) {
            parts.add(Counts.of(strange, "row") + " of " + Counts.of(unknown.size(), noun(key))
                    + " that " + (unknown.size() == 1 ? "was" : "were") + " not assigned ("
                    + Counts.some(unknown) + ") " + Counts.are(strange) + " left out");
        }
        String finding = String.join("; ", parts) + ".";
        if (!unknown.isEmpty()) {
            return new Check(
                    "join",
                    Check.Verdict.NOTED,
                    finding,
                    OptionalDouble.empty(),
                    List.of(StudyCode.IDS_UNMATCHED.diagnostic(key.column(), unknown.size(), 0)));
        }
        return withoutId + withoutArm > 0 ? Check.noted("join", finding) : Check.met("join", finding);
    }

    /// Units that are in another cluster than the one they were randomised in are analysed where they were.
    private static Optional<Check> moved(String name, Column own, FactorColumn unit) {
        long rows = IntStream.range(0, unit.size())
                .filter(row -> !own.isMissing(row) && !own.text(row).equals(unit.text(row)))
                .count();
        return rows == 0
                ? Optional.empty()
                : Optional.of(Check.noted(
                        "moved",
                        Counts.of(rows, "row") + " " + Counts.are(rows) + " in another `" + name
                                + "` than at the assignment, and count where they were randomised."));
    }

    /// A column of arms that the data have must agree with the record, which then takes its place.
    private Frame withArms(Key key, Frame rows, int[] position, FactorColumn unit) {
        Map<String, Column> columns = new LinkedHashMap<>();
        rows.names().forEach(name -> columns.put(name, rows.column(name)));
        carry(key, position, columns);
        boolean had = false;
        for (String part : arms.parts()) {
            FactorColumn recorded = arms.part(part).select(position);
            Column own = columns.get(part);
            if (own != null) {
                new ArmColumn(part, own, recorded, unit, options).requireAgreement();
                had = true;
            }
            columns.put(part, recorded);
        }
        if (had) {
            checks.add(Check.met("arms in the data", "agree with the record in every row."));
        }
        arms.blockName()
                .ifPresent(
                        block -> columns.put(block, arms.block().orElseThrow().select(position)));
        String name = arms.clusterColumn().orElse(key.column());
        Column own = columns.put(name, unit);
        if (own != null && !key.column().equals(name)) {
            moved(name, own, unit).ifPresent(checks::add);
        }
        return Frame.of(columns);
    }

    /// What was known of the units before, where the data lack it. Rows that are known by their cluster alone
    /// take over what its units have in common.
    private void carry(Key key, int[] position, Map<String, Column> columns) {
        Optional<Assignment> assignment = arms.assignment();
        if (assignment.isEmpty()) {
            return;
        }
        for (String name : options.carried()) {
            if (!columns.containsKey(name) && assignment.get().units().names().contains(name)) {
                Column known = assignment.get().units().column(name);
                if (!key.byCluster() || isOfClusters(known)) {
                    columns.put(name, known.select(position));
                }
            }
        }
    }

    private boolean isOfClusters(Column known) {
        FactorColumn clusters = arms.randomised();
        Map<Integer, String> values = new HashMap<>();
        return IntStream.range(0, known.size()).allMatch(unit -> {
            String text = known.isMissing(unit) ? "" : known.text(unit);
            return values.computeIfAbsent(clusters.code(unit), cluster -> text).equals(text);
        });
    }

    private Optional<Check> repeated(Key key, FactorColumn unit) {
        if (arms.clusterColumn().isPresent()) {
            return Optional.empty();
        }
        int[] rows = JoinedRows.counts(unit);
        long once = Arrays.stream(rows).filter(n -> n == 1).count();
        int[] several = IntStream.range(0, rows.length).filter(i -> rows[i] > 1).toArray();
        if (several.length == 0 || once < NEARLY_ALL * (once + several.length)) {
            return Optional.empty();
        }
        List<String> names =
                Arrays.stream(several).mapToObj(unit.levels()::label).toList();
        return Optional.of(Check.unmet(
                "repetitions",
                Counts.of(several.length, "unit") + (several.length == 1 ? " has" : " have")
                        + " more than one row (" + Counts.some(names) + "), the other " + Counts.number(once)
                        + " have one.",
                StudyCode.REPEATED_ROWS.diagnostic(key.column(), several.length, 0)));
    }
}
