package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;

import copse.estimate.EffectEstimate;
import copse.frame.FactorColumn;
import copse.infer.Interval;
import copse.infer.Share;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Network;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How often tests of interference reject without any, and how often limits of effects by saturation hold them:
/// 48 clusters of 4 to 16 nodes that differ from each other, own effects that differ from node to node, and a
/// graph that is denser within clusters.
///
/// Rates are held against their Clopper-Pearson limits of 1 in 10,000; the seeds are fixed.
@Tag("slow")
class InterferenceCalibrationTest {
    private static final double SURE = 0.9999;
    private static final int REPLICATES = 1_000;
    private static final int CLUSTERS = 48;

    private static Network network() {
        int[] size = new int[CLUSTERS];
        int nodes = 0;
        for (int c = 0; c < CLUSTERS; c++) {
            size[c] = 4 + c % 4 * 4;
            nodes += size[c];
        }
        String[] cluster = new String[nodes];
        int next = 0;
        for (int c = 0; c < CLUSTERS; c++) {
            for (int i = 0; i < size[c]; i++) {
                cluster[next++] = String.format("c%02d", c);
            }
        }
        var columns = TestedNetwork.clusters(nodes, 1);
        columns.put("g", FactorColumn.of(cluster));
        return TestedNetwork.of(nodes, columns, TestedNetwork.edges(nodes, 10, 0.4, 0.005, new SplittableRandom(8)));
    }

    /// One experiment: outcomes of clusters that differ, with a spillover along the edges.
    private static NetworkData experiment(NetworkSetting setting, int replicate, double spillover) {
        byte[] arm = TestedNetwork.arms(setting, 10_000L + replicate);
        RandomStream stream = Seed.of(77).stream().split(replicate);
        int[] cluster = Pieces.clusters(setting.randomisation())
                .map(Pieces::of)
                .orElseGet(() -> Pieces.single(arm.length).of());
        double[] level = new double[arm.length];
        for (int c = 0; c < level.length; c++) {
            level[c] = 0.5 * stream.nextGaussian();
        }
        double[] base = new double[arm.length];
        double[] direct = new double[arm.length];
        for (int i = 0; i < base.length; i++) {
            base[i] = level[cluster[i]] + stream.nextGaussian();
            direct[i] = 0.5 + 0.5 * stream.nextGaussian();
        }
        return NetworkData.of(arm, TestedNetwork.outcomes(setting, arm, base, direct, spillover));
    }

    /// @param p p-value of an experiment, given its number
    private static Interval rejections(
            NetworkSetting setting, ToDoubleBiFunction<NetworkData, Integer> p, double spillover) {
        int rejected = 0;
        for (int r = 0; r < REPLICATES; r++) {
            rejected += p.applyAsDouble(experiment(setting, r, spillover), r) <= 0.05 + 1e-12 ? 1 : 0;
        }
        return new Share(rejected, REPLICATES).clopperPearson(SURE);
    }

    @Test
    void noSpilloverIsRejectedOnceInTwenty() {
        for (String design : new String[] {
            "complete()",
            "clustered(by: g, complete())",
            "saturation(by: g, levels: 0=1, 0.5=1, 1=1, within: untreated, treated)",
            "mixed(by: g, share: 0.5, arms: control, treatment)"
        }) {
            NetworkSetting setting = TestedNetwork.setting(network(), design);
            NoSpilloverTest test = NoSpilloverTest.standard().withDraws(99);
            Interval rate = rejections(
                    setting,
                    (data, r) -> test.withSeed(Seed.of(r)).test(setting, data).p(),
                    0);
            assertThat(rate.contains(0.05)).as(design + ": " + rate).isTrue();
        }
    }

    /// Chebyshev's bound, about 4.5 standard errors, is hardly ever reached.
    @Test
    void hausmanTestsRejectAboutOnceInTwentyAndChebyshevHardlyEver() {
        NetworkSetting setting = TestedNetwork.setting(network(), "mixed(by: g, share: 0.5, arms: control, treatment)");
        Interval t = rejections(
                setting,
                (data, _) ->
                        HausmanTest.hajek().test(setting, data).difference().p(),
                0);
        assertThat(t.lower().value()).isLessThan(0.075);
        assertThat(t.upper().value()).isGreaterThan(0.025);
        Interval sure = rejections(
                setting, (data, _) -> HausmanTest.hajek().test(setting, data).chebyshev(), 0);
        assertThat(sure.lower().value()).isLessThan(0.005);
        Interval power = rejections(
                setting,
                (data, _) ->
                        HausmanTest.hajek().test(setting, data).difference().p(),
                1.5);
        assertThat(power.lower().value()).isGreaterThan(0.3);
    }

    /// Fifteen clusters of three, and outcomes far from 0: chance in the numbers of clusters shifts the sums.
    @Test
    void horvitzThompsonKeepsItsLevelWhereNumbersOfClustersAreNotFixed() {
        Network network = TestedNetwork.of(45, TestedNetwork.clusters(45, 3), new int[][] {{0, 1}});
        for (String share : new String[] {"0.5", "0.6"}) {
            NetworkSetting setting =
                    TestedNetwork.setting(network, "mixed(by: g, share: " + share + ", arms: control, treatment)");
            int rejected = 0;
            int surely = 0;
            for (int r = 0; r < REPLICATES; r++) {
                RandomStream stream = Seed.of(78).stream().split(r);
                double[] y = new double[45];
                Arrays.setAll(y, _ -> 20 + stream.nextGaussian());
                HausmanResult found = HausmanTest.horvitzThompson()
                        .test(setting, NetworkData.of(TestedNetwork.arms(setting, 10_000L + r), y));
                rejected += found.rejected() ? 1 : 0;
                surely += found.surelyRejected() ? 1 : 0;
            }
            assertThat(rejected).as(share).isLessThan(REPLICATES / 20);
            assertThat(surely).as(share).isLessThan(REPLICATES / 200);
        }
    }

    /// Limits hold the mean effect over nodes and assignments; own effects differ, neighbours do nothing.
    @Test
    void limitsBySaturationHoldTheEffectNineteenTimesInTwenty() {
        NetworkSetting setting = TestedNetwork.setting(
                network(), "saturation(by: g, levels: 0=1, 0.5=1, 1=1, within: untreated, treated)");
        SaturationAnalysis analysis = SaturationAnalysis.of(setting);
        int spillover = 0;
        int total = 0;
        for (int r = 0; r < REPLICATES; r++) {
            SaturationEffects effects = analysis.estimate(experiment(setting, r, 0));
            spillover += holds(effects.of(SaturationContrast.SPILLOVER, 0.5).orElseThrow(), 0);
            total += holds(effects.of(SaturationContrast.TOTAL, 1).orElseThrow(), 0.5);
        }
        for (int held : new int[] {spillover, total}) {
            Interval rate = new Share(held, REPLICATES).clopperPearson(SURE);
            assertThat(rate.upper().value()).as(rate.toString()).isGreaterThan(0.93);
            assertThat(rate.lower().value()).isLessThan(0.975);
        }
    }

    private static int holds(EffectEstimate effect, double truth) {
        return effect.interval().contains(truth) ? 1 : 0;
    }
}
