package copse.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.design.Arms;
import copse.design.Design;
import copse.network.Graph;
import java.util.List;
import org.junit.jupiter.api.Test;

/// On the path 0-1-2-3 with the triangle 3-4-5 at its end and the lone node 6.
class ExposureMapTest {
    private static final Graph GRAPH = Graph.of(7, new int[] {0, 1, 2, 3, 3, 4}, new int[] {1, 2, 3, 4, 5, 5});
    private static final Sides SIDES = Sides.of(Arms.of(List.of("c", "t")), "t", "c");
    private static final byte[] ARMS = {1, 1, 0, 0, 0, 0, 1};

    private static byte[] classify(String exposure, byte... arms) {
        byte[] into = new byte[arms.length];
        ExposureMap.of(GRAPH, Exposure.parse(exposure)).classify(arms, SIDES, into);
        return into;
    }

    @Test
    void fullExposureNeedsEveryNeighbourAndTakesLoneNodesByTheirArm() {
        assertThat(classify("own", ARMS)).containsExactly(1, 1, 0, 0, 0, 0, 1);
        assertThat(classify("full", ARMS)).containsExactly(1, -1, -1, 0, 0, 0, 1);
        assertThat(classify("fraction(q: 0.5)", ARMS)).containsExactly(1, 1, 0, 0, 0, 0, 1);
        assertThat(classify("fraction(q: 0.51)", ARMS)).containsExactly(1, -1, -1, 0, 0, 0, 1);
    }

    @Test
    void hopsReachFurther() {
        assertThat(classify("khop(hops: 1)", ARMS)).isEqualTo(classify("full", ARMS));
        assertThat(classify("khop(hops: 2)", ARMS)).containsExactly(-1, -1, -1, -1, 0, 0, 1);
        assertThat(classify("khop(hops: 3)", ARMS)).containsExactly(-1, -1, -1, -1, -1, -1, 1);
    }

    @Test
    void sharesPutLoneNodesNowhereAndCountsTakeThemAsWithoutTreatedNeighbour() {
        assertThat(classify("share(cuts: 0, 0.5)", ARMS)).containsExactly(5, 4, 1, 0, 0, 0, -1);
        assertThat(classify("share(cuts: 0.5, 1, closed: left)", ARMS)).containsExactly(5, 4, 1, 0, 0, 0, -1);
        assertThat(classify("count(least: 1)", ARMS)).containsExactly(3, 3, 1, 0, 0, 0, 2);
        assertThat(classify("four-way", ARMS)).containsExactly(0, 0, 2, 3, 3, 3, 1);
    }

    /// A node of a third arm is in no condition, and neither treated nor control to its neighbours.
    @Test
    void thirdArmsAreOnNeitherSide() {
        byte[] arms = {1, 2, 0, 0, 0, 0, -1};
        Sides sides = Sides.of(Arms.of(List.of("c", "t", "other")), "t", "c");
        byte[] into = new byte[arms.length];
        ExposureMap.of(GRAPH, Exposure.parse("full")).classify(arms, sides, into);
        assertThat(into).containsExactly(-1, -1, -1, 0, 0, 0, -1);
        ExposureMap.of(GRAPH, Exposure.parse("khop(hops: 2)")).classify(arms, sides, into);
        assertThat(into).containsExactly(-1, -1, -1, -1, 0, 0, -1);
        ExposureMap.of(GRAPH, Exposure.parse("four-way")).classify(arms, sides, into);
        assertThat(into).containsExactly(1, -1, 3, 3, 3, 3, -1);
    }

    @Test
    void edgesCountByTheirWeightsUnlessToldOtherwise() {
        Graph weighted = Graph.of(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {3, 1});
        byte[] arms = {1, 1, 0};
        byte[] into = new byte[3];
        ExposureMap.of(weighted, Exposure.parse("fraction(q: 0.75)")).classify(arms, SIDES, into);
        assertThat(into).containsExactly(1, 1, -1);
        ExposureMap.of(weighted, Exposure.parse("fraction(q: 0.75, weights: equal)"))
                .classify(arms, SIDES, into);
        assertThat(into).containsExactly(1, -1, -1);
        TreatedNeighbours treated =
                ExposureMap.of(weighted, Exposure.parse("own")).treatedNeighbours(arms, SIDES);
        assertThat(treated.share(1)).hasValue(0.75);
        assertThat(treated.count(1)).isEqualTo(1);
        assertThat(treated.crossArmEdges()).isEqualTo(1);
    }

    @Test
    void aSummedUpNeighbourhoodHasTheSameCondition() {
        ExposureMap map = ExposureMap.of(GRAPH, Exposure.parse("fraction(q: 0.6)"));
        assertThat(map.condition(true, 3, 2, 5)).isEqualTo((byte) Exposure.TREATED);
        assertThat(map.condition(true, 2, 3, 5)).isEqualTo(Exposure.NONE);
        assertThat(map.condition(false, 2, 3, 5)).isEqualTo((byte) Exposure.CONTROL);
        assertThat(map.condition(false, 0, 0, 0)).isEqualTo((byte) Exposure.CONTROL);
        assertThat(map.isolated()).isEqualTo(1);
        assertThatThrownBy(() ->
                        ExposureMap.of(GRAPH, Exposure.parse("khop(hops: 2)")).condition(true, 1, 0, 1))
                .hasMessageContaining("asks further");
    }

    @Test
    void armsOfOtherNodesAreRefused() {
        assertThatThrownBy(() -> classify("full", (byte) 1, (byte) 0))
                .hasMessageContaining("2 arms for 7 nodes")
                .hasMessageContaining("each node has one arm");
    }

    @Test
    void sidesAreLabelsOrTheirPartWithinClusters() {
        Arms arms = Design.parse("saturation(by: village, levels: 0, 0.5)").arms();
        Sides sides = Sides.of(arms, "treatment", "control");
        assertThat(arms.labels()).containsExactly("0:control", "0.5:control", "0.5:treatment");
        assertThat(sides.control(0) && sides.control(1) && sides.treated(2)).isTrue();
        assertThat(sides.control(-1) || sides.treated(-1)).isFalse();
        Sides pure = Sides.of(arms, "0.5:treatment", "0:control");
        assertThat(pure.control(1) || pure.treated(1)).isFalse();
        assertThatThrownBy(() -> Sides.of(arms, "treated", "control"))
                .hasMessageContaining("no arm `treated`")
                .hasMessageContaining("did you mean `treatment`?");
        assertThatThrownBy(() -> Sides.of(arms, "control", "control")).hasMessageContaining("as well as");
    }

    @Test
    void contrastsFollowFromTheConditions() {
        Exposure shares = Exposure.parse("share(cuts: 0, 0.5)");
        assertThat(shares.total()).hasValue(new Contrast(5, 0));
        assertThat(shares.spillover()).hasValue(new Contrast(2, 0));
        assertThat(shares.direct()).hasValue(new Contrast(3, 0));
        assertThat(Exposure.parse("four-way").spillover()).hasValue(new Contrast(2, 3));
        assertThat(Exposure.parse("full").spillover()).isEmpty();
        assertThat(Exposure.parse("own").total()).isEmpty();
    }
}
