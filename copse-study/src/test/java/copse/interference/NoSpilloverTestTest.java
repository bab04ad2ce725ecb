package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.PlanException;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.Network;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The test of no spillover: focal units, what is drawn around them, and what it finds.
class NoSpilloverTestTest {
    private static NetworkSetting setting(String design, int nodes, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        var columns = TestedNetwork.clusters(nodes, size);
        columns.put(
                "x",
                NumericColumn.of(IntStream.range(0, nodes)
                        .mapToDouble(i -> Math.sin(7.0 * i))
                        .toArray()));
        return TestedNetwork.setting(
                TestedNetwork.of(nodes, columns, TestedNetwork.edges(nodes, 10, 0.3, 0.02, random)), design);
    }

    private static double[] noise(int nodes, long seed) {
        RandomStream stream = Seed.of(seed).stream();
        return IntStream.range(0, nodes).mapToDouble(_ -> stream.nextGaussian()).toArray();
    }

    private static NetworkData data(NetworkSetting setting, long seed, double direct, double spillover) {
        byte[] arm = TestedNetwork.arms(setting, seed);
        double[] own = new double[arm.length];
        Arrays.fill(own, direct);
        return NetworkData.of(arm, TestedNetwork.outcomes(setting, arm, noise(arm.length, seed + 1), own, spillover));
    }

    /// A star whose centre is focal: outcomes of one node cannot be compared with anything.
    @Test
    void oneFocalNodeHasNoCorrelation() {
        Network star = TestedNetwork.of(5, TestedNetwork.clusters(5, 1), new int[][] {{0, 1}, {0, 2}, {0, 3}, {0, 4}});
        NetworkSetting setting = TestedNetwork.setting(star, "complete()");
        NetworkData data = NetworkData.of(TestedNetwork.arms(setting, 1), new double[] {1, 2, 3, 4, 5});
        NoSpilloverTest test = NoSpilloverTest.standard().withFocal(FocalUnits.share(0.1));
        assertThatThrownBy(() -> test.test(setting, data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("differ in nothing");
    }

    /// Six of twelve nodes in pairs; the p-value by going through all ways to treat the partners by hand.
    @Test
    void exactOverAllWaysToTreatTheOthers() {
        int[][] edges = IntStream.range(0, 6)
                .mapToObj(k -> new int[] {2 * k, 2 * k + 1})
                .toArray(int[][]::new);
        Network pairs = TestedNetwork.of(12, TestedNetwork.clusters(12, 1), edges);
        NetworkSetting setting = TestedNetwork.setting(pairs, "simple()");
        NetworkData data = data(setting, 5, 1, 1.5);
        NetworkTest found =
                NoSpilloverTest.standard().withFocal(FocalUnits.apart()).test(setting, data);
        assertThat(found.exact()).isTrue();
        assertThat(found.nodes()).isEqualTo(6);
        // of every pair one is focal; with its arm held, the treated among the other six move
        boolean[] focal = new FocalChoice(pairs.graph(), Pieces.single(12))
                .choose(FocalUnits.apart(), Seed.of(1).stream().split(0));
        int[] focals = IntStream.range(0, 12).filter(i -> focal[i]).toArray();
        int treated =
                (int) IntStream.of(focals).filter(i -> data.arm()[i ^ 1] == 1).count();
        double observed = correlation(data, focals, mask(data, focals));
        double[] all = IntStream.range(0, 64)
                .filter(set -> Integer.bitCount(set) == treated)
                .mapToDouble(set -> correlation(data, focals, set))
                .toArray();
        double mean = Arrays.stream(all).average().orElseThrow();
        double far = Arrays.stream(all)
                .filter(value -> Math.abs(value - mean) >= Math.abs(observed - mean) - 1e-12)
                .count();
        assertThat(found.assignments()).isEqualTo(all.length);
        assertThat(found.observed()).isCloseTo(observed, within(1e-12));
        assertThat(found.p()).isCloseTo(far / all.length, within(1e-12));
    }

    private static int mask(NetworkData data, int[] focals) {
        return IntStream.range(0, 6)
                .map(k -> data.arm()[focals[k] ^ 1] == 1 ? 1 << k : 0)
                .sum();
    }

    /// Correlation within own arm of the outcome and whether the partner, bit k of the set, is treated.
    private static double correlation(NetworkData data, int[] focals, int set) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int arm = 0; arm <= 1; arm++) {
            int own = arm;
            int[] group = IntStream.range(0, 6)
                    .filter(k -> data.arm()[focals[k]] == own)
                    .toArray();
            double x =
                    IntStream.of(group).mapToDouble(k -> set >> k & 1).average().orElse(0);
            double y = IntStream.of(group)
                    .mapToDouble(k -> data.outcome()[focals[k]])
                    .average()
                    .orElse(0);
            for (int k : group) {
                double dx = (set >> k & 1) - x;
                double dy = data.outcome()[focals[k]] - y;
                xy += dx * dy;
                xx += dx * dx;
                yy += dy * dy;
            }
        }
        return xx < 1e-12 ? 0 : xy / Math.sqrt(xx * yy);
    }

    @Test
    void findsSpilloverUnderEachDesign() {
        for (String design : List.of(
                "complete()",
                "simple()",
                "stratified(by: s)",
                "clustered(by: g, complete())",
                "saturation(by: g, levels: 0=1, 0.5=1, 1=1, within: untreated, treated)",
                "mixed(by: g, share: 0.5, arms: control, treatment)")) {
            NetworkSetting setting = setting(design, 400, 4, 3);
            NetworkTest found = NoSpilloverTest.standard().withDraws(999).test(setting, data(setting, 2, 2, 4));
            assertThat(found.rejected()).as(design + ": " + found.sentence()).isTrue();
            assertThat(found.drawn()).isPositive().isLessThan(400);
        }
    }

    /// A large effect of own treatment is no spillover, and leaves the p-value as it is.
    @Test
    void ownTreatmentChangesNothing() {
        for (NetworkStatistic statistic : List.of(NetworkStatistic.SHARE, NetworkStatistic.EDGES)) {
            NetworkSetting setting = setting("complete()", 200, 4, 3);
            NoSpilloverTest test =
                    NoSpilloverTest.standard().withStatistic(statistic).withDraws(499);
            double without = test.test(setting, data(setting, 2, 0, 0)).p();
            double with = test.test(setting, data(setting, 2, 50, 0)).p();
            assertThat(with).isCloseTo(without, within(1e-12));
        }
    }

    @Test
    void threadsAndOrderOfEdgesChangeNothing() {
        NetworkSetting setting = setting("complete()", 200, 4, 3);
        NetworkData data = data(setting, 2, 1, 0.5);
        NoSpilloverTest test = NoSpilloverTest.standard().withDraws(999);
        NetworkTest one = test.withThreads(1).test(setting, data);
        assertThat(test.withThreads(4).test(setting, data)).isEqualTo(one);
        int[][] edges = TestedNetwork.edges(200, 10, 0.3, 0.02, new SplittableRandom(3));
        Collections.reverse(Arrays.asList(edges));
        NetworkSetting reversed =
                TestedNetwork.setting(TestedNetwork.of(200, TestedNetwork.clusters(200, 4), edges), "complete()");
        assertThat(test.test(reversed, data)).isEqualTo(one);
        assertThat(test.withSeed(Seed.of(8)).test(setting, data).p()).isNotEqualTo(one.p());
    }

    /// N3: nobody around is not "nobody treated around".
    @Test
    void isolatedNodesAreNeverCompared() {
        Network network = TestedNetwork.of(
                40,
                TestedNetwork.clusters(40, 1),
                IntStream.range(0, 29).mapToObj(i -> new int[] {i, i + 1}).toArray(int[][]::new));
        NetworkSetting setting = TestedNetwork.setting(network, "complete()");
        NetworkData data = data(setting, 2, 1, 0.5);
        double[] y = data.outcome().clone();
        for (int i = 30; i < 40; i++) {
            y[i] += 1000;
        }
        NoSpilloverTest test = NoSpilloverTest.standard().withDraws(499);
        NetworkTest without = test.test(setting, data);
        NetworkTest with = test.test(setting, NetworkData.of(data.arm(), y));
        assertThat(with.p()).isEqualTo(without.p());
        assertThat(with.nodes()).isLessThan(30);
        assertThat(with.diagnostics()).extracting(Diagnostic::code).containsExactly("isolated-nodes");
    }

    /// What covariates explain is no part of the comparison.
    @Test
    void covariatesTakeNoiseOut() {
        NetworkSetting setting = setting("complete()", 200, 4, 3);
        NetworkData data = data(setting, 2, 1, 4);
        double[] x = noise(200, 77);
        double[] y = new double[200];
        Arrays.setAll(y, i -> data.outcome()[i] + 20 * x[i]);
        NoSpilloverTest test = NoSpilloverTest.standard().withDraws(999);
        NetworkTest plain = test.test(setting, NetworkData.of(data.arm(), y));
        NetworkTest adjusted =
                test.test(setting, new NetworkData(data.arm(), y, copse.frame.Mask.none(200), new double[][] {x}));
        assertThat(adjusted.p()).isLessThan(0.05).isLessThan(plain.p());
    }

    @Test
    void netsKeepFocalUnitsApart() {
        NetworkSetting setting = setting("complete()", 300, 4, 3);
        Graph graph = setting.network().graph();
        for (int radius : new int[] {1, 2}) {
            boolean[] focal =
                    new FocalChoice(graph, Pieces.single(300)).choose(FocalUnits.net(radius), Seed.of(4).stream());
            for (int node = 0; node < 300; node++) {
                boolean[] near = new boolean[300];
                near[node] = true;
                for (int step = 0; step < radius; step++) {
                    boolean[] next = near.clone();
                    for (int i = 0; i < 300; i++) {
                        for (int at = graph.start(i); near[i] && at < graph.start(i + 1); at++) {
                            next[graph.neighbour(at)] = true;
                        }
                    }
                    near = next;
                }
                boolean[] reached = near;
                long focals = IntStream.range(0, 300)
                        .filter(i -> reached[i] && focal[i])
                        .count();
                if (focal[node]) {
                    assertThat(focals).isEqualTo(1);
                } else if (graph.degree(node) > 0) {
                    assertThat(focals).isPositive();
                }
            }
        }
    }

    /// The draws of a two-stage design around its focal units come out as the assignments that can be listed.
    @Test
    void randomArmsOfSaturationsFollowTheLawOfListedOnes() {
        for (String rounding : List.of("random", "nearest", "down")) {
            Network network = TestedNetwork.of(
                    9, TestedNetwork.clusters(9, 3), new int[][] {{0, 1}, {0, 3}, {1, 4}, {3, 4}, {5, 6}, {6, 7}});
            NetworkSetting setting = TestedNetwork.setting(
                    network,
                    "saturation(by: g, levels: 0=1, 0.4=1, 0.6=1, within: untreated, treated, rounding: " + rounding
                            + ")");
            byte[] arm = TestedNetwork.arms(setting, 3);
            SaturatedArms given = SaturatedArms.of(setting.randomisation(), arm).orElseThrow();
            boolean[] focal = given.choose(Seed.of(1).stream());
            assertThat(IntStream.range(0, 9).filter(i -> focal[i])).hasSizeGreaterThanOrEqualTo(3);
            double[] exact = new double[9];
            ListedArms listed = given.listed(setting.randomisation().enumerate());
            for (int batch = 0; batch * Rearrangements.BATCH < listed.size(); batch++) {
                listed.visit(batch, (index, arms) -> add(setting, arms, listed.probability(index), exact));
            }
            double[] drawn = new double[9];
            int draws = 40_000;
            Rearrangements random = given.random(draws, Seed.of(9).stream());
            for (int batch = 0; batch * Rearrangements.BATCH < draws; batch++) {
                random.visit(batch, (_, arms) -> add(setting, arms, 1.0 / draws, drawn));
            }
            for (int i = 0; i < 9; i++) {
                assertThat(drawn[i]).as(rounding).isCloseTo(exact[i], within(0.012));
                assertThat(focal[i] && exact[i] > 0).isFalse();
            }
        }
    }

    private static void add(NetworkSetting setting, byte[] arms, double weight, double[] sum) {
        for (int i = 0; i < arms.length; i++) {
            sum[i] += setting.sides().treated(arms[i]) ? weight : 0;
        }
    }

    /// Focal units of a two-stage design are chosen among the untreated, by arms: over arms and choices
    /// together the level holds.
    @Test
    void saturationsHoldTheLevelOverChoicesOfFocalUnits() {
        Network network = TestedNetwork.of(8, TestedNetwork.clusters(8, 2), new int[][] {
            {0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 4}, {3, 6}, {5, 7}
        });
        NetworkSetting setting =
                TestedNetwork.setting(network, "saturation(by: g, levels: 0=1, 0.5=1, within: untreated, treated)");
        double[] base = noise(8, 4);
        double[] direct = noise(8, 5);
        double[] at = {0.05, 0.1, 0.2, 0.35, 0.5};
        double[] below = new double[at.length];
        int choices = 40;
        setting.randomisation().enumerate().forEach(one -> {
            NetworkData data = NetworkData.of(one.arms(), TestedNetwork.outcomes(setting, one.arms(), base, direct, 0));
            for (int seed = 0; seed < choices; seed++) {
                NetworkTest found = NoSpilloverTest.standard()
                        .withSeed(Seed.of(seed))
                        .withThreads(1)
                        .test(setting, data);
                assertThat(found.exact()).isTrue();
                for (int k = 0; k < at.length; k++) {
                    below[k] += found.p() <= at[k] + 1e-12 ? one.probability() / choices : 0;
                }
            }
        });
        for (int k = 0; k < at.length; k++) {
            // 96 assignments times 40 choices: a standard error of about 0.005
            assertThat(below[k]).isLessThan(at[k] + 0.02);
        }
    }

    @Test
    void designsThatDoNotSayAreRefused() {
        NetworkSetting setting = setting("rerandomised(complete(), on: x, accept: 0.1)", 60, 4, 3);
        NetworkData data = data(setting, 2, 1, 1);
        assertThatThrownBy(() -> NoSpilloverTest.standard().test(setting, data))
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("listing all its assignments");
    }

    @Test
    void everythingHeldIsAnError() {
        Network network = TestedNetwork.of(8, TestedNetwork.clusters(8, 4), new int[][] {{0, 4}, {1, 2}});
        NetworkSetting setting = TestedNetwork.setting(network, "clustered(by: g, complete())");
        NetworkData data = data(setting, 2, 1, 1);
        assertThatThrownBy(() -> NoSpilloverTest.standard().test(setting, data))
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("one assignment to compare the arms with");
    }

    @Test
    void choicesAreReadAndRefused() {
        for (FocalUnits focal : List.of(FocalUnits.share(0.25), FocalUnits.net(2), FocalUnits.apart())) {
            assertThat(FocalUnits.parse(focal.text())).isEqualTo(focal);
        }
        assertThat(FocalUnits.parse("apart()")).isEqualTo(FocalUnits.net(1));
        for (String text : List.of("all", "share(0)", "share(1.5)", "net(radius: 0)")) {
            assertThatThrownBy(() -> FocalUnits.parse(text)).isInstanceOf(PlanException.class);
        }
        assertThatThrownBy(() -> NoSpilloverTest.standard().withStatistic(NetworkStatistic.BOTH))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("changes with one's own arm");
        assertThatThrownBy(() -> NoSpilloverTest.standard().withDraws(0)).isInstanceOf(PlanException.class);
    }

    /// Two of four friends are treated: given the arms of two of them, the others tell nothing new about it.
    @Test
    void aStatisticThatNothingMovesIsTold() {
        int[][] edges = IntStream.range(0, 80)
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, i / 4 * 4 + 4).mapToObj(j -> new int[] {i, j}))
                .toArray(int[][]::new);
        NetworkSetting setting =
                TestedNetwork.setting(TestedNetwork.of(80, TestedNetwork.clusters(80, 4), edges), "stratified(by: g)");
        NetworkTest found = NoSpilloverTest.standard().withDraws(99).test(setting, data(setting, 2, 1, 1));
        assertThat(found.p()).isEqualTo(1);
        assertThat(found.diagnostics()).extracting(Diagnostic::code).containsExactly("statistic-does-not-vary");
    }
}
