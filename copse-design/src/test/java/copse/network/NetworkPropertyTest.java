package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Units;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.test.Cases;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Laws of reading networks, on random edge lists with loops, repetitions, turned edges and missing ends.
class NetworkPropertyTest {
    private static final Cases CASES = Cases.of(20260103, 200);

    /// Rows of a random edge list: ends from 0, -1 where missing, and a weight.
    private record Rows(int[] from, int[] to, double[] weight) {
        static Rows of(RandomStream stream) {
            int nodes = 2 + stream.nextInt(8);
            int rows = 1 + stream.nextInt(40);
            Rows drawn = new Rows(new int[rows + 1], new int[rows + 1], new double[rows + 1]);
            for (int row = 0; row < rows; row++) {
                drawn.from[row] = stream.nextInt(nodes + 1) - 1;
                drawn.to[row] = stream.nextInt(nodes + 1) - 1;
                drawn.weight[row] = 0.1 + stream.nextDouble();
            }
            // so that there is an edge
            drawn.to[rows] = 1;
            drawn.weight[rows] = 0.3;
            return drawn;
        }

        Rows shuffled(RandomStream stream) {
            int[] order = stream.permutation(from.length);
            Rows next = new Rows(new int[order.length], new int[order.length], new double[order.length]);
            for (int i = 0; i < order.length; i++) {
                boolean turned = stream.nextBoolean(0.5);
                next.from[i] = turned ? to[order[i]] : from[order[i]];
                next.to[i] = turned ? from[order[i]] : to[order[i]];
                next.weight[i] = weight[order[i]];
            }
            return next;
        }

        Frame frame(Function<int[], Column> ids) {
            return Frame.of("from", ids.apply(from), "to", ids.apply(to), "weight", NumericColumn.of(weight));
        }
    }

    private static Column labels(int[] nodes) {
        return FactorColumn.of(nodes.length, row -> nodes[row] < 0 ? null : "n" + nodes[row]);
    }

    private static Column text(int[] nodes) {
        String[] text = new String[nodes.length];
        Arrays.setAll(text, row -> nodes[row] < 0 ? null : "n" + nodes[row]);
        return TextColumn.of(text);
    }

    private static Column numbers(int[] nodes) {
        return numbers(nodes, 1);
    }

    private static Column sparse(int[] nodes) {
        return numbers(nodes, 1e12);
    }

    private static Column numbers(int[] nodes, double factor) {
        double[] values = new double[nodes.length];
        Arrays.setAll(values, row -> nodes[row] < 0 ? Double.NaN : factor * nodes[row]);
        return NumericColumn.nanAsMissing(values);
    }

    @Test
    void neitherOrderNorDirectionNorTypeOfIdsMatters() {
        CASES.check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Rows rows = Rows.of(stream);
            Network network = read(rows.frame(NetworkPropertyTest::labels));
            Rows shuffled = rows.shuffled(stream);
            for (Function<int[], Column> ids : Arrays.<Function<int[], Column>>asList(
                    NetworkPropertyTest::labels,
                    NetworkPropertyTest::text,
                    NetworkPropertyTest::numbers,
                    NetworkPropertyTest::sparse)) {
                assertThat(read(shuffled.frame(ids)).graph()).isEqualTo(network.graph());
            }
        });
    }

    private static Network read(Frame edges) {
        return Network.of(edges, "from", "to", "weight");
    }

    /// The graph against a dictionary of pairs.
    @Test
    void everyPairHasItsWeightAndEveryRowItsPlace() {
        CASES.check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Rows rows = Rows.of(stream);
            Network network = read(rows.frame(NetworkPropertyTest::numbers));
            Map<Long, Double> pairs = new TreeMap<>();
            int loops = 0;
            int missing = 0;
            for (int row = 0; row < rows.from.length; row++) {
                int a = Math.min(rows.from[row], rows.to[row]);
                int b = Math.max(rows.from[row], rows.to[row]);
                if (a < 0) {
                    missing++;
                } else if (a == b) {
                    loops++;
                } else {
                    pairs.merge(100L * a + b, rows.weight[row], Double::sum);
                }
            }
            EdgeCounts counts = network.counts();
            assertThat(counts.edges())
                    .isEqualTo(pairs.size())
                    .isEqualTo(network.graph().edges());
            assertThat(counts.loops()).isEqualTo(loops);
            assertThat(counts.missing()).isEqualTo(missing);
            assertThat(counts.missing() + counts.loops() + counts.repeated() + counts.reversed() + counts.edges())
                    .isEqualTo(counts.rows());
            int[] node = network.find(NumericColumn.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
            pairs.forEach((pair, weight) -> {
                int a = node[(int) (pair / 100)];
                int b = node[(int) (pair % 100)];
                assertThat(network.graph().weight(network.graph().find(a, b))).isCloseTo(weight, within(1e-12));
                assertThat(network.graph().weight(network.graph().find(b, a)))
                        .isEqualTo(network.graph().weight(network.graph().find(a, b)));
            });
        });
    }

    @Test
    void nodesAreUnits() {
        CASES.check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Network network = read(Rows.of(stream).frame(NetworkPropertyTest::labels));
            int[] order = stream.permutation(network.size());
            Units units = Units.of(network.nodes().rows(order), network.id());
            for (int node = 0; node < network.size(); node++) {
                assertThat(units.id(node)).isEqualTo(network.ids().text(node));
            }
        });
    }

    @Test
    void aColumnOfNeighboursIsTheGraph() {
        CASES.check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Network network = Network.of(Rows.of(stream).frame(NetworkPropertyTest::numbers), "from", "to");
            Frame nodes = network.withNeighbours("neighbours").rows(stream.permutation(network.size()));
            assertThat(Network.ofNeighbours(nodes, network.id(), "neighbours").graph())
                    .isEqualTo(network.graph());
        });
    }
}
