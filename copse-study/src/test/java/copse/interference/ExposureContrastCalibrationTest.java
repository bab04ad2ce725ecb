package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;

import copse.design.Draws;
import copse.estimate.EffectEstimate;
import copse.exposure.Exposure;
import copse.exposure.TreatedNeighbours;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.Network;
import copse.network.StochasticBlock;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hájek's limits in communities with neighbours elsewhere, a tenth of all, and outcomes that differ between
/// communities.
@Tag("slow")
class ExposureContrastCalibrationTest {
    private static final int CLUSTERS = 40;
    private static final int SIZE = 15;
    private static final int EXPERIMENTS = 400;

    private static Network communities() {
        Graph graph = new StochasticBlock(Collections.nCopies(CLUSTERS, SIZE), 0.35, 0.0012).draw(Seed.of(5).stream());
        int[] label = new int[graph.nodes()];
        for (int node = 0; node < label.length; node++) {
            label[node] = node / SIZE;
        }
        Network network = SmallNetworks.network(graph, label);
        return new Network(graph, SmallNetworks.described(network.nodes()), network.id());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "clustered(by: cluster, complete())|full",
                "clustered(by: cluster, complete())|fraction(q: 0.75)",
                "clustered(by: cluster, simple())|full",
                "clustered(by: cluster, simple())|fraction(q: 0.75)",
                "clustered(by: cluster, pairs(on: rank))|full",
                "mixed(by: cluster, share: 0.5)|full"
            })
    void limitsOfHajekHoldTheirLevel(String design, String exposure) {
        NetworkSetting setting = SmallNetworks.setting(communities(), design, Estimand.TOTAL, Exposure.parse(exposure));
        PreparedContrast hajek = ExposureContrast.hajek().over(setting);
        Draws draws = setting.randomisation().redraw(EXPERIMENTS, Seed.of(9).stream(), 2);
        RandomStream noise = Seed.of(77).stream();
        double sum = 0;
        double squares = 0;
        double variance = 0;
        int covered = 0;
        for (int draw = 0; draw < EXPERIMENTS; draw++) {
            EffectEstimate effect = hajek.estimate(data(setting, draws, draw, noise));
            sum += effect.value();
            squares += effect.value() * effect.value();
            variance += Math.pow(effect.se().orElseThrow(), 2);
            covered += effect.interval().contains(0.3) ? 1 : 0;
        }
        double mean = sum / EXPERIMENTS;
        double spread = squares / EXPERIMENTS - mean * mean;
        // 400 experiments: coverage is known to 1.1 points, the ratio of variances to 7 %
        assertThat((double) covered / EXPERIMENTS).isGreaterThan(0.92);
        assertThat(variance / EXPERIMENTS / spread).isBetween(0.8, 1.7);
    }

    private static NetworkData data(NetworkSetting setting, Draws draws, int draw, RandomStream noise) {
        byte[] arm = new byte[setting.nodes()];
        for (int node = 0; node < arm.length; node++) {
            arm[node] = (byte) draws.arm(draw, node);
        }
        double[] level = new double[CLUSTERS];
        for (int c = 0; c < CLUSTERS; c++) {
            level[c] = 0.5 * noise.nextGaussian();
        }
        TreatedNeighbours neighbours = setting.map().treatedNeighbours(arm, setting.sides());
        double[] y = new double[arm.length];
        for (int node = 0; node < y.length; node++) {
            y[node] = 1
                    + level[node / SIZE]
                    + noise.nextGaussian()
                    + 0.2 * (setting.sides().treated(arm[node]) ? 1 : 0)
                    + 0.1 * neighbours.share(node).orElse(0);
        }
        return NetworkData.of(arm, y);
    }
}
