package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.EffectEstimate;
import copse.exposure.Exposure;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.Network;
import org.junit.jupiter.api.Test;

class ClusterAdjustmentTest {
    /// Clusters of 1 to 6 nodes, each a path, in turn.
    private static final int[] LABEL = labels();

    private static final NetworkSetting SETTING = setting("clustered(by: cluster, complete())");

    private static int[] labels() {
        int[] label = new int[12 * 7 / 2 * 2];
        int at = 0;
        for (int cluster = 0; at < label.length; cluster++) {
            for (int k = 0; k <= cluster % 6; k++) {
                label[at++] = cluster;
            }
        }
        return label;
    }

    private static NetworkSetting setting(String design) {
        int[] from = new int[LABEL.length - 1];
        int[] to = new int[LABEL.length - 1];
        for (int node = 0; node < from.length; node++) {
            from[node] = node;
            to[node] = node + 1;
        }
        Network network = SmallNetworks.network(Graph.of(LABEL.length, from, to), LABEL);
        return SmallNetworks.setting(network, design, Estimand.TOTAL, new Exposure.Full());
    }

    private static NetworkData data(double perNode, double noise) {
        RandomStream stream = Seed.of(6).stream();
        byte[] arm = new byte[LABEL.length];
        double[] y = new double[LABEL.length];
        for (int node = 0; node < arm.length; node++) {
            arm[node] = (byte) (LABEL[node] % 4 < 2 ? 1 : 0);
            y[node] = 100 + perNode * arm[node] + noise * stream.nextGaussian();
        }
        return NetworkData.of(arm, y);
    }

    @Test
    void sizesDoNotBlurAnEffectPerNode() {
        EffectEstimate effect = new ClusterAdjustment().over(SETTING).estimate(data(2, 0));
        assertThat(effect.value()).isCloseTo(2, within(1e-10));
        assertThat(effect.se().orElseThrow()).isCloseTo(0, within(1e-8));
        assertThat(effect.clusters()).isEqualTo(24);
        assertThat(effect.diagnostics())
                .extracting(copse.error.Diagnostic::code)
                .containsExactly("naive-means");
    }

    @Test
    void aCovariateThatExplainsOutcomesLeavesNoError() {
        NetworkData bare = data(2, 0);
        double[] x = new double[LABEL.length];
        double[] y = bare.outcome().clone();
        RandomStream stream = Seed.of(31).stream();
        for (int node = 0; node < x.length; node++) {
            x[node] = 50 + stream.nextGaussian();
            y[node] += 3 * x[node];
        }
        EffectEstimate effect = new ClusterAdjustment()
                .over(SETTING)
                .estimate(new NetworkData(bare.arm(), y, bare.missing(), new double[][] {x}));
        assertThat(effect.value()).isCloseTo(2, within(1e-9));
        assertThat(effect.method()).contains("adjusted for size and covariates");
    }

    @Test
    void addingToAllOutcomesChangesNothing() {
        NetworkData one = data(2, 1);
        double[] y = one.outcome().clone();
        for (int node = 0; node < y.length; node++) {
            y[node] += 1e6;
        }
        EffectEstimate effect = new ClusterAdjustment().over(SETTING).estimate(one);
        EffectEstimate shifted = new ClusterAdjustment().over(SETTING).estimate(NetworkData.of(one.arm(), y));
        assertThat(shifted.value()).isCloseTo(effect.value(), within(1e-8));
        assertThat(shifted.se().orElseThrow()).isCloseTo(effect.se().orElseThrow(), within(1e-8));
    }

    @Test
    void unitsOfOneClusterInBothArmsHaveNoTotalsToCompare() {
        assertThatThrownBy(() -> new ClusterAdjustment().over(setting("mixed(by: cluster, share: 0.5)")))
                .hasMessageContaining("G213")
                .hasMessageContaining("units of one cluster have different arms");
    }

    @Test
    void moreColumnsThanClustersAreRefused() {
        double[][] many = new double[12][LABEL.length];
        NetworkData bare = data(2, 1);
        assertThatThrownBy(() -> new ClusterAdjustment()
                        .over(SETTING)
                        .estimate(new NetworkData(bare.arm(), bare.outcome(), bare.missing(), many)))
                .hasMessageContaining("G207")
                .hasMessageContaining("24 clusters for 28 columns");
    }
}
