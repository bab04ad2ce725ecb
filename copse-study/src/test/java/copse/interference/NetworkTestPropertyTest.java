package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;

import copse.design.Possibility;
import copse.math.Seed;
import copse.network.Network;
import copse.test.Cases;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Randomisation tests in networks hold their level exactly: over all assignments of small designs, a p-value
/// of at most α comes up with a probability of at most α, for every α.
class NetworkTestPropertyTest {
    private static final List<String> DESIGNS = List.of(
            "complete()",
            "complete(arms: control=1, treatment=2)",
            "simple()",
            "stratified(by: s)",
            "clustered(by: g, complete())",
            "clustered(by: g, simple(arms: control=1, treatment=2))",
            "rerandomised(complete(), on: x, accept: 0.5)",
            "mixed(by: g, share: 0.5, arms: control, treatment)");

    private static final List<NetworkStatistic> OF_NEIGHBOURS =
            List.of(NetworkStatistic.SHARE, NetworkStatistic.COUNT, NetworkStatistic.ANY, NetworkStatistic.EDGES);

    private static NetworkSetting setting(String design, SplittableRandom random) {
        int nodes = design.startsWith("mixed") || design.startsWith("saturation") ? 8 : 9;
        int size = design.startsWith("mixed") || design.startsWith("saturation") ? 2 : 1 + random.nextInt(2);
        var columns = TestedNetwork.clusters(nodes, size);
        columns.put(
                "x",
                copse.frame.NumericColumn.of(IntStream.range(0, nodes)
                        .mapToDouble(i -> Math.sin(7.0 * i))
                        .toArray()));
        int[][] edges = TestedNetwork.edges(nodes, 3, 0.7, 0.3, random);
        Network network = TestedNetwork.of(nodes, columns, edges.length == 0 ? new int[][] {{0, 1}} : edges);
        return TestedNetwork.setting(network, design);
    }

    private static double[] numbers(int n, SplittableRandom random) {
        // some ties
        return IntStream.range(0, n)
                .mapToDouble(_ -> random.nextBoolean() ? random.nextInt(3) : random.nextGaussian())
                .toArray();
    }

    private static void holdsItsLevel(
            NetworkSetting setting, Function<byte[], double[]> outcomes, Function<NetworkData, NetworkTest> test) {
        List<Possibility> all = setting.randomisation().enumerate().toList();
        double[] p = new double[all.size()];
        double defined = 0;
        for (int a = 0; a < p.length; a++) {
            byte[] arm = all.get(a).arms();
            try {
                NetworkTest result = test.apply(NetworkData.of(arm, outcomes.apply(arm)));
                assertThat(result.exact()).isTrue();
                p[a] = result.p();
                defined += all.get(a).probability();
            } catch (copse.error.CopseException none) {
                // nothing to compare: no test, no rejection
                assertThat(none.problem().code()).isIn("G227", "G228");
                p[a] = 1;
            }
        }
        for (int a = 0; a < p.length; a++) {
            double below = 0;
            for (int b = 0; b < p.length; b++) {
                below += p[b] <= p[a] * (1 + 1e-9) ? all.get(b).probability() : 0;
            }
            assertThat(below).isLessThanOrEqualTo(p[a] * (1 + 1e-9));
        }
        assertThat(defined).isPositive();
    }

    @Test
    void noEffectAtAllIsRejectedNoMoreOftenThanSaid() {
        Cases.of(20270101, 24).check(random -> {
            NetworkSetting setting = setting(DESIGNS.get(random.nextInt(DESIGNS.size())), random);
            double[] y = numbers(setting.nodes(), random);
            NetworkStatistic statistic = NetworkStatistic.values()[random.nextInt(NetworkStatistic.values().length)];
            holdsItsLevel(
                    setting,
                    _ -> y,
                    data -> NoEffectTest.of(statistic).withThreads(1).test(setting, data));
        });
    }

    /// Whatever own treatment does, unit by unit.
    @Test
    void noSpilloverIsRejectedNoMoreOftenThanSaid() {
        Cases.of(20270201, 40).check(random -> {
            NetworkSetting setting = setting(DESIGNS.get(random.nextInt(DESIGNS.size())), random);
            double[] base = numbers(setting.nodes(), random);
            double[] direct = numbers(setting.nodes(), random);
            NetworkStatistic statistic = OF_NEIGHBOURS.get(random.nextInt(OF_NEIGHBOURS.size()));
            FocalUnits focal = random.nextBoolean() ? FocalUnits.share(0.4) : FocalUnits.apart();
            NoSpilloverTest test = NoSpilloverTest.standard()
                    .withStatistic(statistic)
                    .withFocal(focal)
                    .withSeed(Seed.of(random.nextLong(1000)))
                    .withThreads(1);
            holdsItsLevel(
                    setting,
                    arm -> TestedNetwork.outcomes(setting, arm, base, direct, 0),
                    data -> test.test(setting, data));
        });
    }
}
