package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final Frame FRIENDS = Frame.of(
            "user", FactorColumn.of("eva", "ana", "eva", "ben", "ana", "ana", null),
            "friend", FactorColumn.of("ana", "eva", "ana", "dan", "ana", "ben", "ben"),
            "calls", NumericColumn.of(1, 2, 4, 8, 16, 32, 64));

    private static final Frame USERS = Frame.of(
            "user", FactorColumn.of("dan", "cai", "ben", "ana", "eva"), "age", NumericColumn.of(4, 3, 2, 1, 5));

    @Test
    void nodesOfAnEdgeListAreInTheOrderOfTheirIds() {
        Network network = Network.of(FRIENDS, "user", "friend");
        assertThat(ids(network)).containsExactly("ana", "ben", "dan", "eva");
        assertThat(network.id()).isEqualTo("node");
        assertThat(edges(network)).containsExactly("ana-ben", "ana-eva", "ben-dan");
    }

    @Test
    void everyRowIsAccountedFor() {
        EdgeCounts counts = Network.of(FRIENDS, "user", "friend").counts();
        assertThat(counts).isEqualTo(new EdgeCounts(7, 1, 1, 1, 1, 3));
        assertThat(counts.missing() + counts.loops() + counts.repeated() + counts.reversed() + counts.edges())
                .isEqualTo(counts.rows());
    }

    @Test
    void weightsOfOneEdgeAddUp() {
        Graph graph = Network.of(FRIENDS, "user", "friend", "calls").graph();
        assertThat(graph.weighted()).isTrue();
        assertThat(graph.weight(graph.find(0, 3))).isEqualTo(7);
        assertThat(graph.weight(graph.find(3, 0))).isEqualTo(7);
        assertThat(graph.strength(0)).isEqualTo(39);
        assertThat(graph.totalStrength()).isEqualTo(2 * (7 + 8 + 32));
    }

    @Test
    void nodesWithoutEdgesComeFromTheTableOfNodes() {
        Network network = Network.of(FRIENDS, "user", "friend", USERS, "user");
        assertThat(ids(network)).containsExactly("ana", "ben", "cai", "dan", "eva");
        assertThat(network.nodes().numeric("age").present()).containsExactly(1, 2, 3, 4, 5);
        assertThat(network.graph().degree(2)).isZero();
        assertThat(edges(network)).containsExactly("ana-ben", "ana-eva", "ben-dan");
    }

    /// A reader takes a column for numbers or for labels as its own rows suggest.
    @Test
    void idsAreComparedAsTheyRead() {
        Frame edges = Frame.of("a", NumericColumn.of(10, 9), "b", FactorColumn.of("9", "x"));
        Network network = Network.of(edges, "a", "b");
        assertThat(edges(network)).containsExactly("10-9", "9-x");
        assertThat(Network.of(edges, "a", "b", Frame.of("id", TextColumn.of("x", "10", "9")), "id")
                        .graph())
                .isEqualTo(network.graph());
    }

    @Test
    void wholeNumbersAreInTheOrderOfNumbers() {
        Frame labels = Frame.of("a", FactorColumn.of("10", "9"), "b", FactorColumn.of("9", "100"));
        Frame numbers = Frame.of("a", NumericColumn.of(10, 9), "b", NumericColumn.of(9, 100));
        Frame wide = Frame.of("a", NumericColumn.of(10, -9e15), "b", NumericColumn.of(-9e15, 1e15));
        assertThat(ids(Network.of(labels, "a", "b"))).containsExactly("9", "10", "100");
        assertThat(ids(Network.of(numbers, "a", "b"))).containsExactly("9", "10", "100");
        assertThat(ids(Network.of(wide, "a", "b"))).containsExactly("-9000000000000000", "10", "1000000000000000");
        assertThat(Network.of(wide, "a", "b").graph())
                .isEqualTo(Network.of(labels, "a", "b").graph());
    }

    @Test
    void neighboursGoIntoAColumnAndBack() {
        Network network = Network.of(FRIENDS, "user", "friend", USERS, "user");
        Frame nodes = network.withNeighbours("friends");
        assertThat(IntStream.range(0, 5).mapToObj(nodes.column("friends")::text))
                .containsExactly("ben eva", "ana dan", "", "ben", "ana");
        Network back = Network.ofNeighbours(nodes.rows(new int[] {4, 2, 0, 1, 3}), "user", "friends");
        assertThat(back.graph()).isEqualTo(network.graph());
        assertThat(ids(back)).isEqualTo(ids(network));
    }

    @Test
    void oneNeighbourEachMayHaveBeenReadAsNumbers() {
        Frame nodes = Frame.of("id", NumericColumn.of(3, 1, 2, 4), "next", NumericColumn.of(4, 2, 1, 3));
        assertThat(edges(Network.ofNeighbours(nodes, "id", "next"))).containsExactly("1-2", "3-4");
    }

    @Test
    void someNodesKeepTheEdgesAmongThem() {
        Network network = Network.of(FRIENDS, "user", "friend", "calls", USERS, "user");
        Network some = network.subgraph(Mask.of(5, node -> node != 1));
        assertThat(ids(some)).containsExactly("ana", "cai", "dan", "eva");
        assertThat(edges(some)).containsExactly("ana-eva");
        assertThat(some.graph().weight(0)).isEqualTo(7);
    }

    @Test
    void anEdgeToAnUnknownNodeIsRefused() {
        Frame edges = Frame.of("a", FactorColumn.of("ana", "ben", "zoe"), "b", FactorColumn.of("ben", "anna", "ana"));
        refused(
                "G103",
                "an edge to `zoe`, row 3 of the edge list, which is no node",
                () -> Network.of(edges.rows(new int[] {0, 0, 2}), "a", "b", USERS, "user"));
        refused("G103", "did you mean `ana`?", () -> Network.of(edges.head(2), "a", "b", USERS, "user"));
        Frame numbers = Frame.of("a", NumericColumn.of(1, 5, 6), "b", NumericColumn.of(2, 1, 1));
        refused(
                "G103",
                "an edge to `5`, row 2 of the edge list (and 1 more row), which is no node",
                () -> Network.of(numbers, "a", "b", Frame.of("id", NumericColumn.of(1, 2, 3)), "id"));
    }

    @Test
    void aGraphWithoutNodesOrEdgesIsRefused() {
        Frame none = FRIENDS.head(0);
        refused("G101", "the graph is empty: the edge list has no rows", () -> Network.of(none, "user", "friend"));
        refused(
                "G101",
                "the graph is empty: the table of nodes has no rows",
                () -> Network.of(none, "user", "friend", USERS.head(0), "user"));
        refused("G102", "none of the 5 nodes has a neighbour", () -> Network.of(none, "user", "friend", USERS, "user"));
        refused(
                "G102",
                "of 2 rows of the edge list, those without one of the ends: 1, from a node to itself: 1",
                () -> Network.of(FRIENDS.rows(new int[] {4, 6}), "user", "friend"));
    }

    @Test
    void weightsAreAboveZero() {
        refused(
                "G106",
                "weight -2 in column `w`, row 2",
                () -> Network.of(weighted(NumericColumn.of(1, -2)), "a", "b", "w"));
        refused(
                "G106",
                "leave such rows out: `--where 'w > 0'`",
                () -> Network.of(weighted(NumericColumn.of(0, 1)), "a", "b", "w"));
        refused(
                "G106",
                "no weight in column `w`, row 1",
                () -> Network.of(weighted(NumericColumn.nanAsMissing(Double.NaN, 1)), "a", "b", "w"));
        refused(
                "G106",
                "weight Infinity of an edge",
                () -> Network.of(weighted(NumericColumn.of(1e308, 1e308)), "a", "b", "w"));
    }

    private static Frame weighted(NumericColumn weights) {
        return Frame.of("a", NumericColumn.of(1, 2), "b", NumericColumn.of(2, 1), "w", weights);
    }

    @Test
    void aNodeHasOneRowAndAnId() {
        refused(
                "G104",
                "node `ana` occurs twice in column `user` of the table of nodes, in the rows 1 and 3",
                () -> Network.of(FRIENDS, "user", "friend", nodes("ana", "ben", "ana"), "user"));
        refused(
                "G105",
                "no id in column `user` of the table of nodes, row 2",
                () -> Network.of(FRIENDS, "user", "friend", nodes("ana", null), "user"));
        Frame measured = Frame.of("a", NumericColumn.of(1, 2.5), "b", NumericColumn.of(2, 1));
        refused(
                "G105",
                "id 2.5 in column `a` of the edge list, row 2, is no whole number",
                () -> Network.of(measured, "a", "b"));
    }

    private static Frame nodes(String... ids) {
        return Frame.of("user", FactorColumn.of(ids));
    }

    @Test
    void neighboursNameEachOther() {
        refused(
                "G107",
                "`ben` is among the neighbours of `ana`, but `ana` is not among those of `ben`",
                () -> neighbours("ben", "eva", "ben"));
        refused("G107", "`ben` is twice among the neighbours of `ana`", () -> neighbours("ben ben", "ana ana", ""));
        refused(
                "G107",
                "`zoe` among the neighbours of `ben` in column `n` is no node",
                () -> neighbours("", "zoe", ""));
        refused("G107", "is that node itself", () -> neighbours("ana", "", ""));
        refused("G102", "none of the 3 nodes has a neighbour", () -> neighbours("", "", ""));
    }

    private static void neighbours(String... lists) {
        Network.ofNeighbours(nodes("ana", "ben", "eva").with("n", TextColumn.of(lists)), "user", "n");
    }

    @Test
    void idsWithBlanksMakeNoColumnOfNeighbours() {
        Frame edges = Frame.of("a", FactorColumn.of("ana lee"), "b", FactorColumn.of("ben"));
        refused("G109", "`ana_lee`", () -> Network.of(edges, "a", "b").withNeighbours("n"));
    }

    @Test
    void moreEdgesThanFitAreRefused() {
        refused("G108", "1073741824 edges are more than the 1073741823 that fit", () -> EdgeSort.requireFit(1L << 30));
        EdgeSort.requireFit((1L << 30) - 1);
    }

    private static void refused(String code, String words, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(InputException.class, error -> {
            assertThat(error.problem().code()).isEqualTo(code);
            assertThat(error.problem().text()).contains(words);
        });
    }

    private static List<String> ids(Network network) {
        return IntStream.range(0, network.size()).mapToObj(network.ids()::text).toList();
    }

    private static List<String> edges(Network network) {
        Graph graph = network.graph();
        return IntStream.range(0, graph.nodes())
                .boxed()
                .flatMap(a -> IntStream.range(graph.start(a), graph.start(a + 1))
                        .map(graph::neighbour)
                        .filter(b -> a < b)
                        .mapToObj(
                                b -> network.ids().text(a) + "-" + network.ids().text(b)))
                .toList();
    }
}
