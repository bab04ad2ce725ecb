package copse.report;

import copse.network.ClusteringReport;
import copse.network.Frontier;
import copse.network.LaunchAssumptions;
import copse.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Clusters of a network laid out for people: what an experiment with them would be like.
public final class ClusteringDocument {
    /// Digits of bias and error before launch, when they rest on assumptions.
    private static final int DIGITS = 3;

    private ClusteringDocument() {}

    /// @param network nodes and edges
    /// @param frontier clusterings of it, at least one
    /// @return the recommendation in a sentence, then the frontier, then the recommended clustering in detail
    public static Document of(Network network, Frontier frontier) {
        ClusteringReport best = frontier.recommended().report();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence((frontier.points().size() > 1 ? "Take " : "") + frontier.sentence()));
        best.diagnostics()
                .forEach(diagnostic ->
                        parts.add(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice())));
        parts.add(points(frontier));
        if (frontier.points().size() > 1) {
            parts.add(new Part.Sentence("→ recommended, * on the frontier: no other has less bias and less error. Bars"
                    + " show mean squared errors."));
        }
        if (!frontier.leftOut().isEmpty()) {
            parts.add(new Part.KeyValues(frontier.leftOut().stream()
                    .map(left -> new Part.Entry(
                            left.method().text(),
                            "left out: " + left.reason().problem().what()))
                    .toList()));
        }
        parts.add(new Part.Heading(best.method()));
        parts.add(new Part.KeyValues(details(network, best)));
        parts.add(new Part.Heading("Assumed"));
        parts.add(new Part.KeyValues(assumed(frontier.assumptions())));
        parts.addAll(NetworkParts.notes(network.counts()));
        return new Document(parts, "frontier");
    }

    /// @param frontier clusterings of a network
    /// @return one table with everything that is known of each, for programs
    public static Document flat(Frontier frontier) {
        List<TableColumn> columns = new ArrayList<>(
                List.of(TableColumn.left("method"), TableColumn.left("recommended"), TableColumn.left("efficient")));
        for (String name : List.of(
                "clusters",
                "smallest",
                "median",
                "largest",
                "effective",
                "outside",
                "cut",
                "own",
                "gap",
                "modularity",
                "bias",
                "se",
                "rmse")) {
            columns.add(TableColumn.right(name));
        }
        Table table = Table.of("frontier", columns);
        for (Frontier.Point point : frontier.points()) {
            ClusteringReport report = point.report();
            table.row(
                    Cell.text(report.method()),
                    Cell.text(Boolean.toString(point.equals(frontier.recommended()))),
                    Cell.text(Boolean.toString(point.efficient())),
                    Cell.count(report.clusters()),
                    Cell.count(report.smallest()),
                    number(report.median()),
                    Cell.count(report.largest()),
                    number(report.effectiveClusters()),
                    Cell.count(report.outside()),
                    number(report.cutShare()),
                    number(report.ownShare().orElse(Double.NaN)),
                    number(report.exposureGap().orElse(Double.NaN)),
                    number(report.modularity()),
                    number(report.bias()),
                    number(report.standardError()),
                    number(report.rmse()));
        }
        return new Document(List.of(table));
    }

    /// From few clusters to many: bias grows downwards, error upwards.
    private static Table points(Frontier frontier) {
        Table table = Table.of(
                "frontier",
                TableColumn.left("clustering"),
                TableColumn.right("clusters"),
                TableColumn.right("cut"),
                TableColumn.right("gap"),
                TableColumn.right("bias"),
                TableColumn.right("se"),
                TableColumn.right("rmse"),
                TableColumn.left(ErrorBar.heading()));
        double largest = frontier.points().stream()
                .mapToDouble(point -> point.report().rmse())
                .max()
                .orElse(1);
        frontier.points().stream()
                .sorted(Comparator.comparingInt(point -> point.report().clusters()))
                .forEach(point -> table.row(row(point, mark(point, frontier), largest)));
        return table;
    }

    private static String mark(Frontier.Point point, Frontier frontier) {
        return frontier.points().size() == 1
                ? ""
                : point.equals(frontier.recommended()) ? "→ " : point.efficient() ? "* " : "  ";
    }

    private static List<Cell> row(Frontier.Point point, String mark, double largest) {
        ClusteringReport report = point.report();
        return List.of(
                Cell.text(mark + report.method()),
                Cell.count(report.clusters()),
                Cell.text(Numbers.percent(report.cutShare())),
                Cell.text(
                        report.exposureGap().isPresent()
                                ? Numbers.fixed(report.exposureGap().getAsDouble(), 2)
                                : ""),
                number(report.bias()),
                number(report.standardError()),
                number(report.rmse()),
                Cell.text(ErrorBar.line(report.bias(), report.standardError(), largest)));
    }

    private static Cell number(double value) {
        return Cell.number(value, Numbers.significant(value, DIGITS));
    }

    private static List<Part.Entry> details(Network network, ClusteringReport report) {
        List<Part.Entry> entries = new ArrayList<>();
        entries.add(new Part.Entry("network", NetworkParts.size(network)));
        entries.add(new Part.Entry(
                "clusters",
                Numbers.count(report.clusters()) + " of " + Numbers.count(report.smallest()) + " to "
                        + Numbers.count(report.largest()) + " nodes, median " + Numbers.brief(report.median(), 4)
                        + ", CV " + Numbers.fixed(report.cv(), 2) + "; they count as "
                        + Numbers.brief(report.effectiveClusters(), DIGITS) + " of equal size"));
        if (report.outside() > 0) {
            entries.add(new Part.Entry("outside", Numbers.count(report.outside(), "node") + " in no cluster"));
        }
        entries.add(new Part.Entry("edges cut", Numbers.percent(report.cutShare())));
        report.ownShare()
                .ifPresent(own -> entries.add(new Part.Entry(
                        "own cluster", "on average " + Numbers.percent(own) + " of a node's neighbours")));
        report.exposureGap()
                .ifPresent(gap -> entries.add(new Part.Entry(
                        "gap",
                        Numbers.fixed(gap, 2)
                                + ": by so much the treated share of neighbours is larger for treated nodes"
                                + " than for controls; the difference in means holds that part of the spillover")));
        entries.add(new Part.Entry("modularity", Numbers.fixed(report.modularity(), 3)));
        entries.add(new Part.Entry(
                "full exposure",
                Numbers.percent(report.fullyTreated()) + " of nodes treated with all neighbours, "
                        + Numbers.percent(report.fullyControl()) + " in control with all"));
        return entries;
    }

    private static List<Part.Entry> assumed(LaunchAssumptions assumptions) {
        return List.of(
                new Part.Entry(
                        "spillover", Numbers.brief(assumptions.spillover(), 6) + ", if all neighbours are treated"),
                new Part.Entry("sd", Numbers.brief(assumptions.sd(), 6) + " between nodes"),
                new Part.Entry("icc", Numbers.brief(assumptions.icc(), 6) + " within clusters"),
                new Part.Entry("treated", Numbers.percent(assumptions.treatedShare()) + " of clusters"));
    }
}
