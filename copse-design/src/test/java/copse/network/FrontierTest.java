package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.DesignException;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final RandomStream STREAM = Seed.of(11).stream();
    private static final Network NETWORK = Network.of(Graphs.blocks(40, 10, 0.7, 0.01, Seed.of(12).stream()));
    private static final LaunchAssumptions ASSUMPTIONS =
            LaunchAssumptions.defaults().withSpillover(0.3);

    private static Frontier of(LaunchAssumptions assumptions, int threads) {
        return Frontier.of(NETWORK, Frontier.candidates(NETWORK.graph()), assumptions, STREAM, threads);
    }

    @Test
    void recommendsTheSmallestError() {
        Frontier frontier = of(ASSUMPTIONS, 2);
        Frontier.Point best = frontier.recommended();
        assertThat(frontier.points())
                .allMatch(point -> point.report().rmse() >= best.report().rmse());
        assertThat(best.efficient()).isTrue();
        assertThat(frontier.sentence())
                .startsWith("`" + best.method().text() + "`: ")
                .contains("smallest root mean squared error");
    }

    /// With strong spillover bias weighs more, so that clusters may be larger; without any they are as small as
    /// they can be.
    @Test
    void strongerSpilloverWantsLargerClusters() {
        double weak = of(ASSUMPTIONS.withSpillover(0), 2).recommended().report().effectiveClusters();
        double strong =
                of(ASSUMPTIONS.withSpillover(3), 2).recommended().report().effectiveClusters();
        assertThat(strong).isLessThan(weak);
    }

    @Test
    void doesNotDependOnThreadsOrOtherMethods() {
        Frontier one = of(ASSUMPTIONS, 1);
        assertThat(of(ASSUMPTIONS, 3)).isEqualTo(one);
        Frontier.Point last = one.points().getLast();
        Frontier alone = Frontier.of(NETWORK, List.of(last.method()), ASSUMPTIONS, STREAM, 3);
        assertThat(alone.points().getFirst().clustering()).isEqualTo(last.clustering());
        assertThat(alone.sentence()).doesNotContain("smallest root");
    }

    @Test
    void leavesOutWhatMakesNoClusters() {
        List<ClusteringMethod> methods = Stream.of(
                        "leiden(quality: cpm, resolution: 0.000001)", "balanced(size: 1000)", "balanced(size: 10)")
                .map(ClusteringMethod::parse)
                .toList();
        Frontier frontier = Frontier.of(NETWORK, methods, ASSUMPTIONS, STREAM, 2);
        assertThat(frontier.points()).hasSize(1);
        assertThat(frontier.leftOut())
                .extracting(left -> left.reason().problem().code())
                .containsExactly("G125", "G124");
        assertThatThrownBy(() -> Frontier.of(NETWORK, methods.subList(1, 2), ASSUMPTIONS, STREAM, 2))
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text())
                                .contains(
                                        "error[G124]: `balanced(size: 1000)` makes 0 clusters of 400 nodes",
                                        "balanced(size: 20)"));
    }

    /// A method is on the frontier if no other is better in one respect and as good in the other.
    @Test
    void marksWhatNoOtherBeats() {
        List<Frontier.Point> points = of(ASSUMPTIONS, 2).points();
        for (Frontier.Point point : points) {
            boolean beaten = points.stream()
                    .anyMatch(other -> Math.abs(other.report().bias())
                                    < Math.abs(point.report().bias())
                            && other.report().standardError() < point.report().standardError());
            assertThat(point.efficient() && beaten).isFalse();
        }
    }
}
