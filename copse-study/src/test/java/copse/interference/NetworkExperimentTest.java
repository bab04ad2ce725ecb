package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.design.Assignment;
import copse.design.Design;
import copse.error.InputException;
import copse.exposure.Exposure;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkExperimentTest {
    private static final Network NETWORK = SmallNetworks.network(SmallNetworks.EIGHT, SmallNetworks.COMMUNITIES);
    private static final Assignment ASSIGNMENT = SmallNetworks.randomisation(
                    NETWORK, "clustered(by: cluster, complete())")
            .assign(Seed.of(7));
    private static final NetworkQuestion QUESTION =
            NetworkQuestion.of("y", Estimand.TOTAL, new Exposure.Full(), "treatment", "control");

    private static NumericColumn numbers(double... values) {
        return NumericColumn.wrap(values, Mask.of(values.length, row -> Double.isNaN(values[row])));
    }

    @Test
    void rowsFindTheirNodesInAnyOrder() {
        Frame rows = Frame.of("node", numbers(8, 3, 1, 3, 99), "y", numbers(0.8, 0.3, 0.1, 0.5, 7));
        NetworkExperiment experiment = NetworkExperiment.of(rows, NETWORK, ASSIGNMENT, QUESTION);
        assertThat(experiment.data().outcome()).containsExactly(0.1, 0, 0.4, 0, 0, 0, 0, 0.8);
        assertThat(experiment.data().missing().rows()).containsExactly(1, 3, 4, 5, 6);
        assertThat(experiment.unknown()).isEqualTo(1);
        assertThat(experiment.notes())
                .extracting(copse.error.Diagnostic::code)
                .containsExactly("nodes-without-outcome", "several-rows", "rows-of-no-node");
        assertThat(experiment.notes().getFirst().value()).isEqualTo(5);
        for (int node = 0; node < 8; node++) {
            assertThat(experiment.data().arm()[node]).isEqualTo((byte) ASSIGNMENT.arm(node));
        }
    }

    @Test
    void covariatesComeFromTheNodesWhereRowsLackThem() {
        Frame rows = Frame.of(
                "node",
                numbers(1, 2, 3, 4, 5, 6, 7, 8),
                "y",
                numbers(1, 1, 1, 1, 1, 1, 1, 1),
                "before",
                numbers(1, 2, Double.NaN, 4, 5, 6, 7, 8));
        NetworkExperiment experiment =
                NetworkExperiment.of(rows, NETWORK, ASSIGNMENT, QUESTION.withCovariates(List.of("before", "cluster")));
        double[][] covariates = experiment.data().covariates();
        assertThat(covariates[0]).containsExactly(1, 2, 0, 4, 5, 6, 7, 8);
        // indicators of clusters 2, 3, 4
        assertThat(covariates).hasDimensions(4, 8);
        assertThat(covariates[1]).containsExactly(0, 0, 0, 1, 1, 1, 0, 0);
        assertThat(experiment.data().missing().rows()).containsExactly(2);
    }

    @Test
    void armsThatDoNotMatchTheNodesAreRefused() {
        Frame others = Frame.of(
                "node",
                numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                "cluster",
                FactorColumn.of("a", "a", "a", "b", "b", "b", "c", "c", "d", "d"));
        Assignment more = Design.parse("clustered(by: cluster, complete())")
                .over(others, "node")
                .assign(Seed.of(1));
        Frame rows = Frame.of("node", numbers(1, 2), "y", numbers(1, 2));
        assertThatThrownBy(() -> NetworkExperiment.of(rows, NETWORK, more, QUESTION))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("G201")
                .hasMessageContaining("the arms do not match the nodes: 2 assigned units that are no node (9, 10)")
                .hasMessageContaining("`--nodes FILE --id node`");
        Assignment fewer = Design.parse("complete()")
                .over(others.rows(new int[] {0, 1, 2, 8}), "node")
                .assign(Seed.of(1));
        assertThatThrownBy(() -> NetworkExperiment.of(rows, NETWORK, fewer, QUESTION))
                .hasMessageContaining("5 nodes without an arm (4, 5, 6, …), 1 assigned unit that is no node (9)");
    }

    @Test
    void outcomesOfOtherUnitsAreRefused() {
        Frame strangers = Frame.of("node", numbers(101, 102), "y", numbers(1, 2));
        assertThatThrownBy(() -> NetworkExperiment.of(strangers, NETWORK, ASSIGNMENT, QUESTION))
                .hasMessageContaining("G202")
                .hasMessageContaining("none of 2 rows is found; column `node` holds 101, 102, the nodes' 1, 2, 3, …");
        Frame nameless = Frame.of("nod", numbers(1, 2), "y", numbers(1, 2));
        assertThatThrownBy(() -> NetworkExperiment.of(nameless, NETWORK, ASSIGNMENT, QUESTION))
                .hasMessageContaining("no column `node` in the outcomes")
                .hasMessageContaining("did you mean `nod`?");
    }

    @Test
    void outcomesThatAreNoNumbersAreRefused() {
        Frame rows = Frame.of("node", numbers(1, 2), "y", FactorColumn.of("yes", "no"));
        assertThatThrownBy(() -> NetworkExperiment.of(rows, NETWORK, ASSIGNMENT, QUESTION))
                .hasMessageContaining("G208")
                .hasMessageContaining("`y` is factor, not numeric or logical");
    }
}
