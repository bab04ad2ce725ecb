package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.DesignException;
import copse.math.Seed;
import copse.test.Cases;
import org.junit.jupiter.api.Test;

class ChromaticTest {
    @Test
    void knowsGraphsWhoseNumberIsKnown() {
        assertThat(Chromatic.of(Graphs.cycle(6)).exact()).isEqualTo(2);
        assertThat(Chromatic.of(Graphs.cycle(7)).exact()).isEqualTo(3);
        assertThat(Chromatic.of(Graphs.complete(6)).exact()).isEqualTo(6);
        assertThat(Chromatic.of(Graphs.path(5)).exact()).isEqualTo(2);
        assertThat(Chromatic.of(Graph.of(4, new int[0], new int[0])).exact()).isEqualTo(1);
        // the wheel over five spokes: an odd cycle and its hub
        assertThat(Chromatic.of(Graphs.of(6, 0, 1, 1, 2, 2, 3, 3, 4, 0, 4, 0, 5, 1, 5, 2, 5, 3, 5, 4, 5))
                        .exact())
                .isEqualTo(4);
    }

    /// The Grötzsch graph has no triangle, yet needs four colours: greedy colourings and cliques do not tell.
    @Test
    void searchesBeyondCliques() {
        int[] ends = new int[2 * 20];
        int used = 0;
        for (int i = 0; i < 5; i++) {
            int[][] edges = {{i, (i + 1) % 5}, {5 + i, (i + 1) % 5}, {5 + i, (i + 4) % 5}, {5 + i, 10}};
            for (int[] edge : edges) {
                ends[used++] = edge[0];
                ends[used++] = edge[1];
            }
        }
        Chromatic found = Chromatic.of(Graphs.of(11, ends));
        assertThat(found.exact()).isEqualTo(4);
    }

    @Test
    void neighboursNeverShareAColour() {
        Cases.of(7201, 30).check(random -> {
            Graph graph =
                    Graphs.random(1 + random.nextInt(60), random.nextDouble(), Seed.of(random.nextLong()).stream());
            Chromatic found = Chromatic.of(graph);
            for (int node = 0; node < graph.nodes(); node++) {
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    assertThat(found.colours().of(node))
                            .isNotEqualTo(found.colours().of(graph.neighbour(at)));
                }
            }
            assertThat(found.least()).isBetween(1, found.number());
        });
    }

    @Test
    void saysWhatIsNotKnown() {
        Graph graph = Graphs.random(1_100, 0.02, Seed.of(9).stream());
        Chromatic found = Chromatic.of(graph);
        assertThat(found.proven()).isFalse();
        assertThatThrownBy(found::exact)
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text())
                                .contains("error[G126]", "take " + found.number() + " colours"));
    }
}
