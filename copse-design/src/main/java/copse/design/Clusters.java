package copse.design;

import copse.error.Suggestion;
import copse.frame.Aggregate;
import copse.frame.Column;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Units sorted into clusters, and what a design of clusters can read of each.
///
/// @param units the clusters as units: their id is the cluster
/// @param of cluster of each unit, as position among the clusters
/// @param groups the clusters of units as a factor whose levels are in the order of clusters
record Clusters(Units units, int[] of, FactorColumn groups) {
    /// Name of the membership in a cluster.
    static final String CLUSTER = "cluster";

    /// The column that a design of clusters sees beside those of the data.
    static final String SIZE = "size";

    private static final Pattern SHARE = Pattern.compile("share\\(([^=]+)=(.*)\\)");

    /// @param design any
    /// @return the column that names the cluster of each unit, if clusters are randomised
    static Optional<String> column(Design design) {
        return switch (design) {
            case Clustered clustered -> Optional.of(clustered.by());
            case Saturation saturation -> Optional.of(saturation.by());
            case Mixed mixed -> Optional.of(mixed.by());
            case Rerandomised rerandomised -> column(rerandomised.base());
            case Simple _,
                    Complete _,
                    PermutedBlocks _,
                    Stratified _,
                    MatchedGroups _,
                    GramSchmidtWalk _,
                    Factorial _,
                    SteppedWedge _,
                    Crossover _,
                    GraphClusters _ -> Optional.empty();
        };
    }

    /// @param units those who are randomised together
    /// @param by column that names the cluster of each
    /// @param wanted columns that the design of clusters reads
    /// @return the clusters with these columns
    /// @throws copse.error.DesignException `D122` if a unit is in no cluster, `D123` if there are fewer than
    ///     two clusters, `D124` if a column varies within clusters and is no number, `D126` if `size` is meant
    ///     twice
    /// @throws copse.error.InputException `I101` if a column is not there
    static Clusters of(Units units, String by, List<String> wanted) {
        Column names = units.column(by);
        int[] missing = names.missing().rows();
        if (missing.length > 0) {
            throw DesignCode.NO_CLUSTER.error(
                    "unit `" + units.id(missing[0]) + "` is in no cluster: `" + by + "` is missing in row "
                            + (units.row(missing[0]) + 1) + Words.andMore(missing.length - 1, "unit"),
                    "a unit gets the arm of its cluster",
                    "fill in the cluster, or leave such rows out: " + Suggestion.whereNotMissing(by));
        }
        // units, not rows: sums are then taken in an order that the rows of the input have no influence on
        Frame members = Frame.of(by, names);
        for (String column : wanted) {
            requireOneMeaning(column, units, by);
        }
        for (String source : sources(wanted)) {
            members = members.with(source, units.column(source));
        }
        members = members.asFactor(by);
        Map<String, Aggregate> aggregates = new LinkedHashMap<>();
        for (String column : wanted) {
            if (!column.equals(by)) {
                aggregates.put(column, aggregate(column, members, by));
            }
        }
        Frame table = members.groupBy(by).summarise(aggregates).dropUnusedLevels();
        if (table.rows() < 2) {
            throw DesignCode.ONE_CLUSTER.error(
                    "column `" + by + "` makes " + Words.count(table.rows(), "cluster")
                            + (table.rows() == 1 ? ": `" + table.column(by).text(0) + "`" : "") + " of "
                            + Words.count(units.size(), "unit"),
                    "clusters are randomised as wholes, and one cluster alone has one arm",
                    "check the column, or randomise the units themselves: leave out `clustered(by: " + by + ", …)`");
        }
        return among(Units.of(table, by), members.factor(by));
    }

    private static Clusters among(Units clusters, FactorColumn members) {
        int[] position = new int[members.levels().size()];
        String[] labels = new String[clusters.size()];
        for (int cluster = 0; cluster < labels.length; cluster++) {
            labels[cluster] = clusters.id(cluster);
            position[members.levels().code(labels[cluster]).orElseThrow()] = cluster;
        }
        int[] of = new int[members.size()];
        for (int unit = 0; unit < of.length; unit++) {
            of[unit] = position[members.code(unit)];
        }
        return new Clusters(clusters, of, FactorColumn.wrap(of.clone(), Levels.of(labels)));
    }

    /// @param wanted columns that a design of clusters reads
    /// @return the columns of the data that they are made of, each once
    static List<String> sources(List<String> wanted) {
        return wanted.stream()
                .filter(column -> !column.equals(SIZE))
                .map(column -> {
                    Matcher share = SHARE.matcher(column);
                    return share.matches() ? share.group(1).strip() : column;
                })
                .distinct()
                .toList();
    }

    private static void requireOneMeaning(String column, Units units, String by) {
        if (column.equals(SIZE) && units.names().contains(SIZE)) {
            throw DesignCode.AMBIGUOUS_COLUMN.error(
                    "`size` is a column of the data and the number of units of a cluster",
                    "the design of clusters by `" + by + "` reads `size`, and either could be meant",
                    "rename the column of the data, say to `size_before`");
        }
    }

    private static Aggregate aggregate(String column, Frame members, String by) {
        if (column.equals(SIZE)) {
            return Aggregate.count();
        }
        Matcher share = SHARE.matcher(column);
        if (share.matches()) {
            return Aggregate.share(share.group(1).strip(), share.group(2).strip());
        }
        NumericColumn distinct = members.groupBy(by)
                .summarise("distinct", Aggregate.distinct(column))
                .numeric("distinct");
        for (int cluster = 0; cluster < distinct.size(); cluster++) {
            if (distinct.value(cluster) > 1) {
                return varying(column, members, by, cluster);
            }
        }
        return Aggregate.constant(column);
    }

    private static Aggregate varying(String column, Frame members, String by, int cluster) {
        Column values = members.column(column);
        if (values instanceof NumericColumn || values instanceof LogicalColumn) {
            return Aggregate.mean(column);
        }
        Frame groups = members.groupBy(by).summarise("n", Aggregate.count());
        String name = groups.column(by).text(cluster);
        FactorColumn groupOf = members.factor(by);
        List<String> seen = IntStream.range(0, members.rows())
                .filter(row -> groupOf.text(row).equals(name) && !values.isMissing(row))
                .mapToObj(values::text)
                .distinct()
                .limit(2)
                .toList();
        throw DesignCode.VARIES_WITHIN.error(
                "column `" + column + "` varies within clusters: in `" + by + "` " + name + " it is "
                        + String.join(" as well as ", seen),
                "clusters are randomised, and a cluster has no one value of it; the mean of labels means nothing",
                values.type() == ColumnType.FACTOR || values.type() == ColumnType.TEXT
                        ? "name the label whose share counts: `share(" + column + "=" + seen.getFirst() + ")`"
                        : "make a number of it: `frame.asNumeric(\"" + column + "\")`, or `--numeric " + column + "`");
    }

    /// @param inner a group of each cluster
    /// @return the same group for each unit
    Membership spread(Membership inner) {
        return new Membership(inner.name(), inner.groups().select(of));
    }

    /// @return cluster of each unit, as a column of the assignment
    Membership membership() {
        return new Membership(CLUSTER, groups);
    }
}
