package copse.design;

import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Words;
import copse.network.Clustering;
import copse.network.ClusteringMethod;
import copse.network.Graph;
import copse.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Clusters that are drawn with each assignment.
final class RedrawnClusters {
    /// Less likely than this, an arm without units is not worth a word.
    private static final double UNLIKELY = 1e-6;

    /// Clusterings are drawn to see how many clusters there are: more than one costs nothing on small graphs,
    /// and on large ones the number hardly varies.
    private static final long LOOKED_AT = 1 << 20;

    private static final int MOST_LOOKED_AT = 64;

    private static final long LOOKING = 0x6c6f6f6bL;

    private RedrawnClusters() {}

    static Resolution resolve(GraphClusters design, Units units) {
        RedrawnMechanism mechanism = new RedrawnMechanism(
                units.size(),
                switch (design.source()) {
                    case GraphClusters.Drawn drawn -> drawn(drawn, units);
                    case GraphClusters.OneOf one -> oneOf(one, units);
                },
                design.allocation(),
                design.draw());
        List<Diagnostic> diagnostics = new ArrayList<>();
        mayBeEmpty(design, mechanism, units.size()).ifPresent(diagnostics::add);
        return new Resolution(mechanism, List.of(), diagnostics);
    }

    private static RedrawnMechanism.Source drawn(GraphClusters.Drawn drawn, Units units) {
        Frame nodes = Frame.of(units.idColumn(), units.ids(), drawn.neighbours(), units.column(drawn.neighbours()));
        // units and nodes are both in the order of ids
        Graph graph = Network.ofNeighbours(nodes, units.idColumn(), drawn.neighbours())
                .graph();
        ClusteringMethod.Draws draws = drawn.method().on(graph);
        return new RedrawnMechanism.Source(draws::draw, () -> drawn.method().all(graph), graph.edges());
    }

    private static RedrawnMechanism.Source oneOf(GraphClusters.OneOf one, Units units) {
        List<Clustering> clusterings =
                one.columns().stream().map(column -> clustering(column, units)).toList();
        List<ClusteringMethod.Possible> all = clusterings.stream()
                .map(clustering -> new ClusteringMethod.Possible(clustering, 1.0 / clusterings.size()))
                .toList();
        return new RedrawnMechanism.Source(
                stream -> clusterings.get(stream.nextInt(clusterings.size())), () -> Optional.of(all), 0);
    }

    private static Clustering clustering(String name, Units units) {
        Column column = units.column(name);
        int[] missing = column.missing().rows();
        if (missing.length > 0) {
            throw DesignCode.NO_CLUSTER.error(
                    "unit `" + units.id(missing[0]) + "` is in no cluster: `" + name + "` is missing in row "
                            + (units.row(missing[0]) + 1) + Words.andMore(missing.length - 1, "unit"),
                    "a unit gets the arm of its cluster",
                    "fill in the cluster, or leave such rows out");
        }
        Clustering clustering =
                Clustering.of(Frame.of(name, column).asFactor(name).factor(name));
        if (clustering.clusters() < 2) {
            throw DesignCode.ONE_CLUSTER.error(
                    "column `" + name + "` makes " + Words.count(clustering.clusters(), "cluster") + " of "
                            + Words.count(units.size(), "unit"),
                    "clusters are randomised as wholes, and one cluster alone has one arm",
                    "leave the column out of `one_of(…)`");
        }
        return clustering;
    }

    private static Optional<Diagnostic> mayBeEmpty(GraphClusters design, RedrawnMechanism mechanism, int units) {
        long draws = Math.clamp(LOOKED_AT / (units + mechanism.source().edges() + 1L), 1, MOST_LOOKED_AT);
        copse.math.RandomStream stream = copse.math.Seed.of(LOOKING).stream();
        double empty = 0;
        for (int d = 0; d < draws; d++) {
            empty += emptyProbability(
                            design, mechanism.source().draw().apply(stream).clusters())
                    / draws;
        }
        return empty < UNLIKELY
                ? Optional.empty()
                : Optional.of(new Diagnostic(
                        DesignCode.MAY_BE_EMPTY.code(),
                        "arms",
                        empty,
                        0,
                        "With a probability of about " + Coins.digits(empty)
                                + " a draw leaves an arm without clusters.",
                        "Use smaller clusters, such as `net(radius: 1)` in place of `net(radius: 2)`, or"
                                + " `draw: complete`."));
    }

    private static double emptyProbability(GraphClusters design, int clusters) {
        return switch (design.draw()) {
            case COINS -> {
                Allocation.Shares shares = design.allocation();
                yield Math.min(
                        1,
                        IntStream.range(0, shares.arms().size())
                                .mapToDouble(shares::share)
                                .filter(share -> share > 0)
                                .map(share -> Math.pow(1 - share, clusters))
                                .sum());
            }
            case COMPLETE -> {
                Quota quota = Quota.of(clusters, Ratio.of(design.allocation().ratio()));
                yield Math.min(
                        1,
                        IntStream.range(0, quota.arms())
                                .filter(arm -> quota.share(arm) > 0 && quota.base(arm) == 0)
                                .mapToDouble(arm -> 1 - quota.fraction(arm))
                                .sum());
            }
        };
    }
}
