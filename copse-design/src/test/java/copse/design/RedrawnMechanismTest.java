package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.assign.AssignmentRecord;
import copse.assign.Difference;
import copse.assign.Evidence;
import copse.assign.Replay;
import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.Seed;
import copse.network.ClusteringMethod;
import copse.network.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedrawnMechanismTest {
    /// Two triangles joined by an edge, with a tail.
    private static final Frame EDGES = Frame.of(
            "from", TextColumn.of("c", "a", "b", "d", "d", "e", "f"),
            "to", TextColumn.of("d", "b", "c", "e", "f", "f", "g"));

    private static Frame nodes() {
        return Network.of(EDGES, "from", "to")
                .withNeighbours("neighbours")
                .with("one", NumericColumn.of(1, 1, 1, 2, 2, 2, 3))
                .with("two", NumericColumn.of(1, 1, 2, 2, 2, 3, 3));
    }

    private static String id() {
        return Network.of(EDGES, "from", "to").id();
    }

    private static Randomisation randomisation(String design) {
        return Design.parse(design).over(nodes(), id());
    }

    private static Mechanism mechanism(String design) {
        return Resolution.resolve(Design.parse(design), Units.of(nodes(), id())).mechanism();
    }

    @Test
    void theLawsOfMechanismsHold() {
        for (String text : List.of(
                "graph_clusters()",
                "graph_clusters(clusters: net(radius: 1), arms: a=1, b=2)",
                "graph_clusters(clusters: one_hop_max(weights: degree), draw: complete)",
                "graph_clusters(clusters: one_of(one, two))",
                "graph_clusters(clusters: one_of(one, two), arms: a, b, c, draw: complete)")) {
            Mechanism mechanism = mechanism(text);
            MechanismLaws.enumerationAgrees(mechanism);
            MechanismLaws.redrawsAgree(mechanism, 100_000, 8);
            MechanismLaws.drawsAreReproducible(mechanism, 9);
        }
    }

    @Test
    void theClustersOfAnAssignmentAreThoseThatItDrew() {
        Randomisation randomisation = randomisation("graph_clusters(clusters: net(radius: 1))");
        assertThat(randomisation.memberships()).isEmpty();
        Map<String, Integer> clusterings = new HashMap<>();
        for (int seed = 0; seed < 40; seed++) {
            Assignment assignment = randomisation.assign(Seed.of(seed));
            Frame frame = assignment.frame();
            assertThat(frame.names()).containsExactly(id(), "arm", "cluster", "probability");
            Map<String, String> armOf = new HashMap<>();
            for (int unit = 0; unit < assignment.size(); unit++) {
                String arm = frame.column("arm").text(unit);
                assertThat(armOf.merge(frame.column("cluster").text(unit), arm, (old, _) -> old))
                        .isEqualTo(arm);
            }
            clusterings.merge(frame.column("cluster").toString(), 1, Integer::sum);
        }
        assertThat(clusterings).hasSizeGreaterThan(3);
    }

    @Test
    void orderOfRowsAndEdgesDoesNotChangeTheResult() {
        Design design = Design.parse("graph_clusters()");
        Assignment first = design.over(nodes(), id()).assign(Seed.of(4));
        Frame otherEdges = EDGES.rows(new int[] {6, 2, 0, 5, 1, 4, 3});
        Frame shuffled = Network.of(otherEdges, "to", "from")
                .withNeighbours("neighbours")
                .rows(new int[] {3, 0, 6, 2, 5, 1, 4});
        Assignment second = design.over(shuffled, id()).assign(Seed.of(4));
        assertThat(second.frame()).isEqualTo(first.frame());
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    void aChangedEdgeIsAChangedDigestAndRefutesAReplay() {
        Assignment assignment = randomisation("graph_clusters()").assign(Seed.of(4));
        AssignmentRecord record = AssignmentRecord.of(assignment);
        assertThat(Replay.of(record, Evidence.of(nodes()))).isInstanceOf(Replay.Proven.class);
        Frame rewired = Network.of(EDGES.with("from", TextColumn.of("c", "a", "b", "c", "d", "e", "f")), "from", "to")
                .withNeighbours("neighbours");
        assertThat(Replay.of(record, Evidence.of(rewired)))
                .isInstanceOfSatisfying(
                        Replay.Refuted.class,
                        refuted -> assertThat(refuted.differences())
                                .containsExactly(new Difference.ColumnDiffers("neighbours")));
    }

    /// rgcr.path6 of the reference folder: exact over all rankings.
    @Test
    void fullExposureOfAPathIsTheMeanOverClusterings() {
        Frame path = Frame.of("a", NumericColumn.of(0, 1, 2, 3, 4), "b", NumericColumn.of(1, 2, 3, 4, 5));
        Network network = Network.of(path, "a", "b");
        ClusterLaw.Redrawn law = (ClusterLaw.Redrawn) Design.parse("graph_clusters(neighbours: nb)")
                .over(network.withNeighbours("nb"), network.id())
                .clusterLaw()
                .orElseThrow();
        double[] full = new double[6];
        law.all().orElseThrow().forEach(given -> {
            for (int node = 0; node < 6; node++) {
                long touched = IntStream.rangeClosed(Math.max(0, node - 1), Math.min(5, node + 1))
                        .map(given.law()::cluster)
                        .distinct()
                        .count();
                full[node] += given.probability() * Math.pow(0.5, touched);
            }
        });
        assertThat(full)
                .containsExactly(
                        new double[] {
                            0.4166666666666667, 0.3020833333333333, 0.275, 0.275, 0.3020833333333333, 0.4166666666666667
                        },
                        within(1e-12));
    }

    @Test
    void jointProbabilitiesOfLargeNetworksAreMeansOverRandomClusterings() {
        ClusteringMethod.Redrawn method = (ClusteringMethod.Redrawn) ClusteringMethod.parse("one_hop_max()");
        Network network = Network.of(EDGES, "from", "to");
        double[] share = {0.5, 0.5};
        RedrawnJoint.Within coins =
                clusters -> Coins.unconditional(clusters, Allocation.halves()).joint();
        JointProbabilities exact =
                RedrawnJoint.exact(method.all(network.graph()).orElseThrow(), share, coins);
        JointProbabilities estimated = RedrawnJoint.estimated(method.on(network.graph())::draw, 7, share, coins);
        Basis.MonteCarlo basis = (Basis.MonteCarlo) estimated.basis();
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                assertThat(estimated.of(i, 1, j, 1)).isCloseTo(exact.of(i, 1, j, 1), within(2 * basis.standardError()));
            }
        }
        // the ends are never in one cluster
        assertThat(estimated.of(0, 1, 6, 1)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void assignmentsOfLargeNetworksAreNotListed() {
        int n = 100;
        Frame ring = Frame.of(
                "a", NumericColumn.of(IntStream.range(0, n).asDoubleStream().toArray()),
                "b",
                        NumericColumn.of(IntStream.range(0, n)
                                .mapToDouble(i -> (i + 1) % n)
                                .toArray()));
        Network network = Network.of(ring, "a", "b");
        Randomisation randomisation =
                Design.parse("graph_clusters()").over(network.withNeighbours("neighbours"), network.id());
        assertThat(randomisation.count().basis()).isEqualTo(new Basis.AtMost());
        assertThat(randomisation.jointProbabilities().basis()).isInstanceOf(Basis.MonteCarlo.class);
        assertThatThrownBy(randomisation::enumerate).hasMessageContaining("D129");
        assertThat(randomisation.diagnostics()).isEmpty();
    }

    @Test
    void mayBeEmptyIsToldOfFewClusters() {
        assertThat(randomisation("graph_clusters(clusters: net(radius: 2))").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("may-be-empty");
    }

    @Test
    void clustersThatAreMadeOnceAreRefusedWithTheWayOut() {
        refused("graph_clusters(clusters: leiden(resolution: 2))", "D128", "clustered(by: cluster, complete())");
        refused("graph_clusters(clusters: one_of())", "D128", "one_of(cluster_1, cluster_2)");
        refused("graph_clusters(clusters: one_hop_maximum())", "G121", "one_hop_max");
        refused("graph_clusters(neighbours: nb, clusters: one_of(a, b))", "D155", "leave it out");
        refused("rerandomised(graph_clusters(), on: one, accept: 0.5)", "D143", "copse network cluster");
        refused("graph_clusters(neighbours: friends)", "I101", "neighbours");
        refused("graph_clusters(clusters: one_of(one, constant))", "D123", "leave the column out");
    }

    private static void refused(String design, String code, String fix) {
        Frame nodes = nodes().with("constant", NumericColumn.of(1, 1, 1, 1, 1, 1, 1));
        assertThatThrownBy(() -> Design.parse(design).over(nodes, id()))
                .isInstanceOfSatisfying(CopseException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(fix);
                });
    }
}
