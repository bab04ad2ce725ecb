package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.GraphModel;
import copse.network.Network;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The notebook's networks: outcomes are what own arm and friends make of them.
class SocialNetworkTest {
    private static final SocialNetwork SILENT = SocialNetwork.defaults().withResidualSd(0);
    private static final SocialNetwork SMALL = SILENT.withGraph(GraphModel.parse("erdos_renyi(nodes: 50, p: 0.03)"));

    @Test
    void outcomesFollowFromTheRowAlone() {
        Frame users = SILENT.simulate(Seed.of(1)).frame();
        assertThat(users.rows()).isEqualTo(500);
        for (int user = 0; user < 500; user++) {
            double own = users.factor("arm").code(user);
            assertThat(users.numeric("outcome").value(user))
                    .isCloseTo(
                            0.05
                                    + 0.2 * own
                                    + 0.1 * users.numeric("treated_share").value(user),
                            within(1e-6)); // six decimals each
        }
    }

    @Test
    void sharesAreThoseOfTheEdges() {
        Frame users = SMALL.simulate(Seed.of(3)).frame();
        Frame edges = SMALL.edges(Seed.of(3));
        int[] friends = new int[50];
        int[] treated = new int[50];
        for (int edge = 0; edge < edges.rows(); edge++) {
            int from = (int) edges.numeric("from").value(edge) - 1;
            int to = (int) edges.numeric("to").value(edge) - 1;
            assertThat(from).isLessThan(to);
            friends[from]++;
            friends[to]++;
            treated[from] += users.factor("arm").code(to);
            treated[to] += users.factor("arm").code(from);
        }
        assertThat(Arrays.stream(friends).filter(count -> count == 0).count()).isPositive();
        for (int user = 0; user < 50; user++) {
            assertThat(users.numeric("friends").value(user)).isEqualTo(friends[user]);
            assertThat(users.column("treated_share").missing().get(user)).isEqualTo(friends[user] == 0);
            if (friends[user] > 0) {
                assertThat(users.numeric("treated_share").value(user))
                        .isCloseTo((double) treated[user] / friends[user], within(1e-6));
            }
        }
    }

    /// Nothing spills over to users without friends, and the file says how many they are.
    @Test
    void usersWithoutFriendsLowerTheTotalEffect() {
        Simulated small = SMALL.simulate(Seed.of(3));
        int isolated = small.frame().column("treated_share").missing().count();
        assertThat(totalEffect(small)).isCloseTo(0.2 + 0.1 * (50 - isolated) / 50, within(1e-12));
        assertThat(totalEffect(SILENT.simulate(Seed.of(3)))).isCloseTo(0.3, within(1e-12));
        assertThat(small.notes()).anyMatch(note -> note.startsWith(isolated + " of 50 users have no friends"));
    }

    private static double totalEffect(Simulated simulated) {
        return simulated.truth().averages().getFirst().value();
    }

    @Test
    void halfOfTheUsersAreTreatedAndTheSpareOneIsRandom() {
        SocialNetwork odd = SILENT.withGraph(GraphModel.parse("erdos_renyi(nodes: 5, p: 0.5)"));
        int more = 0;
        for (int seed = 0; seed < 200; seed++) {
            Frame users = odd.simulate(Seed.of(seed)).frame();
            int treated = 0;
            for (int user = 0; user < 5; user++) {
                treated += users.factor("arm").code(user);
            }
            assertThat(treated).isBetween(2, 3);
            more += treated - 2;
        }
        // 100 expected, standard deviation 7
        assertThat(more).isBetween(70, 130);
    }

    /// Same users and chance, other arms: only what the arms do to them and to their friends differs.
    @Test
    void armsHandedOutElsewhereMeetTheSameUsers() {
        SocialNetwork noisy = SMALL.withResidualSd(0.5);
        Frame own = noisy.simulate(Seed.of(4)).frame();
        Frame same = noisy.simulate(Seed.of(4), own).frame();
        assertThat(same).isEqualTo(own);
        Frame renamed = own.select("user", "arm");
        assertThat(noisy.simulate(Seed.of(4), renamed.rename("user", "node")).frame())
                .isEqualTo(own);
        assertThat(noisy.simulate(Seed.of(4), renamed.rename("user", "id")).frame())
                .isEqualTo(own);
        Frame none = noisy.simulate(Seed.of(4), arms(50, "control")).frame();
        Frame all = noisy.simulate(Seed.of(4), arms(50, "treatment")).frame();
        for (int user = 0; user < 50; user++) {
            double share = own.numeric("friends").value(user) > 0 ? 1 : 0;
            assertThat(all.numeric("outcome").value(user)
                            - none.numeric("outcome").value(user))
                    .isCloseTo(0.2 + 0.1 * share, within(2e-6));
        }
    }

    private static Frame arms(int users, String arm) {
        double[] ids = new double[users];
        String[] labels = new String[users];
        for (int i = 0; i < users; i++) {
            ids[i] = users - i;
            labels[i] = arm;
        }
        return Frame.of("user", NumericColumn.of(ids), "arm", FactorColumn.of(labels));
    }

    @Test
    void armsOfOthersAreRefused() {
        assertThatThrownBy(() -> SMALL.simulate(Seed.of(1), arms(49, "control")))
                .hasMessageContaining("S107")
                .hasMessageContaining("user 50 has no row in the table of arms");
        assertThatThrownBy(() -> SMALL.simulate(Seed.of(1), arms(50, "B"))).hasMessageContaining("user 1 has arm `B`");
    }

    @Test
    void contagionHasNoCircles() {
        assertThatThrownBy(() -> SMALL.withCircleSd(0.1).withModel(SocialNetwork.Model.CONTAGION))
                .hasMessageContaining("S105")
                .hasMessageContaining("leave `--circle-sd` out");
        assertThatThrownBy(() -> ScenarioType.SOCIAL_NETWORK.with(Map.of("model", "contagion", "effect", "0.96")))
                .hasMessageContaining("`effect` cannot be 0.96");
        assertThat(SMALL.withModel(SocialNetwork.Model.CONTAGION)
                        .simulate(Seed.of(1))
                        .truth()
                        .outcome()
                        .scale())
                .isEqualTo(Truth.Scale.SPREAD);
    }

    @Test
    void networkHasTheUsersAsNodes() {
        Network network = SMALL.network(Seed.of(3));
        Graph graph = network.graph();
        Column friends = network.nodes().column("friends");
        for (int node = 0; node < graph.nodes(); node++) {
            assertThat(((NumericColumn) friends).value(node)).isEqualTo(graph.degree(node));
        }
        assertThat(network.id()).isEqualTo("user");
    }
}
