package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.PlanException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Tests in networks by their words.
class NetworkTestKindTest {
    private static NetworkExperiment experiment(String design) {
        int nodes = 120;
        NetworkSetting setting = TestedNetwork.setting(
                TestedNetwork.of(
                        nodes,
                        TestedNetwork.clusters(nodes, 4),
                        TestedNetwork.edges(nodes, 8, 0.4, 0.02, new SplittableRandom(2))),
                design);
        byte[] arm = TestedNetwork.arms(setting, 3);
        double[] y = new SplittableRandom(5).doubles(nodes).toArray();
        return new NetworkExperiment(setting, NetworkData.of(arm, y), nodes, 0, List.of());
    }

    @Test
    void wordsAreReadAndOthersRefused() {
        for (NetworkTestKind kind : NetworkTestKind.values()) {
            assertThat(NetworkTestKind.of(kind.word())).isEqualTo(kind);
        }
        for (NetworkStatistic statistic : NetworkStatistic.values()) {
            assertThat(NetworkStatistic.of(statistic.word())).isEqualTo(statistic);
        }
        assertThatThrownBy(() -> NetworkTestKind.of("no-spilover"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("--test no-spillover");
        assertThatThrownBy(() -> NetworkStatistic.of("shares"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("--statistic share");
    }

    @Test
    void everyTestAnswersOrSaysWhyNot() {
        NetworkTestKind.Options options = NetworkTestKind.Options.defaults().withDraws(99);
        NetworkExperiment mixed = experiment("mixed(by: g, share: 0.5, arms: control, treatment)");
        assertThat(NetworkTestKind.suitable(mixed.setting())).hasSize(3).allSatisfy(kind -> {
            NetworkTestAnswer answer = kind.answer(mixed, options);
            assertThat(answer.p()).isPresent();
            assertThat(answer.sentence()).endsWith(").");
        });
        NetworkExperiment complete = experiment("complete()");
        NetworkTestAnswer refused = NetworkTestKind.INTERFERENCE.answer(complete, options);
        assertThat(refused.p()).isEmpty();
        assertThat(refused.sentence()).contains("randomises everything alike");
        NetworkTestAnswer own =
                NetworkTestKind.NO_SPILLOVER.answer(complete, options.withStatistic(NetworkStatistic.OWN_ARM));
        assertThat(own.sentence()).contains("difference in means by own arm");
    }
}
