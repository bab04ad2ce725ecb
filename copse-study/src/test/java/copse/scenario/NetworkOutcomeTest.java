package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the models of outcomes in a network promise: exact where it is exact, within four standard errors where
/// it is chance.
class NetworkOutcomeTest {
    /// A path 0-1-2-3, and node 4 alone.
    private static final Graph PATH = Graph.of(5, new int[] {0, 1, 2}, new int[] {1, 2, 3});

    private static final RandomStream STREAM = Seed.of(5).stream();

    /// Many stars of one middle and two ends.
    private static final int STARS = 20_000;

    private static Graph stars() {
        return Graph.of(
                3 * STARS,
                IntStream.range(0, 2 * STARS).map(edge -> 3 * (edge / 2)).toArray(),
                IntStream.range(0, 2 * STARS)
                        .map(edge -> 3 * (edge / 2) + 1 + edge % 2)
                        .toArray());
    }

    private static TreatedNodes treated(Graph graph, int... arm) {
        return TreatedNodes.of(graph, node -> arm[node] == 1);
    }

    private static double[] outcomes(NetworkOutcome model, TreatedNodes treated) {
        double[] outcome = new double[treated.nodes()];
        model.draw(treated.graph(), STREAM).under(treated, outcome);
        return outcome;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void sharesAndTheirGap() {
        TreatedNodes treated = treated(PATH, 1, 1, 0, 0, 1);
        assertThat(IntStream.range(0, 5).mapToDouble(treated::share)).containsExactly(1.0, 0.5, 0.5, 0.0, 0.0);
        // treated 0 and 1: mean 0.75; others 2 and 3: mean 0.25; node 4 has no neighbours
        assertThat(treated.gap()).isEqualTo(0.5);
        assertThat(TreatedNodes.everyone(PATH).gap()).isZero();
        assertThat(IntStream.range(0, 5).mapToDouble(TreatedNodes.everyone(PATH)::share))
                .containsExactly(1.0, 1.0, 1.0, 1.0, 0.0);
    }

    @Test
    void weightsOfEdgesCount() {
        Graph weighted = Graph.of(3, new int[] {0, 0}, new int[] {1, 2}, new double[] {1, 3});
        assertThat(treated(weighted, 0, 0, 1).share(0)).isEqualTo(0.75);
    }

    @Test
    void linearOutcomesAreSums() {
        NetworkOutcome model = new NetworkOutcome.Linear(1, 2, 4, 0, 0);
        TreatedNodes treated = treated(PATH, 1, 1, 0, 0, 1);
        assertThat(outcomes(model, treated)).containsExactly(7, 5, 3, 1, 3);
        PotentialOutcomes potential = model.draw(PATH, STREAM);
        assertThat(potential.totalEffect()).isEqualTo(2 + 4 * 0.8);
        assertThat(potential.directEffect(treated)).hasValue(2);
        assertThat(potential.spilloverEffect()).hasValue(4);
        Graph alone = Graph.of(2, new int[0], new int[0]);
        assertThat(model.draw(alone, STREAM).spilloverEffect()).isEmpty();
        assertThat(model.draw(alone, STREAM).totalEffect()).isEqualTo(2);
    }

    /// The difference of everyone and no one is the total effect also where noise is drawn: the noise is the
    /// same.
    @Test
    void noiseDoesNotDependOnTreatment() {
        NetworkOutcome model = new NetworkOutcome.Linear(0, 0.2, 0.1, 1, 1);
        double gain =
                mean(outcomes(model, TreatedNodes.everyone(PATH))) - mean(outcomes(model, TreatedNodes.none(PATH)));
        assertThat(gain).isCloseTo(model.draw(PATH, STREAM).totalEffect(), within(1e-12));
    }

    /// Ends of a star have two draws in common with one another out of four, and all of theirs with the middle.
    @Test
    void circlesHaveTheDeclaredSpreadAndCorrelation() {
        double[] part = outcomes(new NetworkOutcome.Linear(0, 0, 0, 2, 0), TreatedNodes.none(stars()));
        double middle = 0;
        double end = 0;
        double ends = 0;
        double across = 0;
        for (int star = 0; star < STARS; star++) {
            double m = part[3 * star];
            double a = part[3 * star + 1];
            double b = part[3 * star + 2];
            middle += m * m / STARS;
            end += a * a / STARS;
            ends += a * b / STARS;
            across += m * a / STARS;
        }
        double error = 4 * 4 * Math.sqrt(2.0 / STARS); // four standard errors of a variance of 4
        assertThat(middle).isCloseTo(4, within(error));
        assertThat(end).isCloseTo(4, within(error));
        // they share the middle's draw: 4 · 1/(√2 √2)
        assertThat(ends).isCloseTo(2, within(error));
        // both draws of the end stand in the middle's sum: 4 · 2/(√3 √2)
        assertThat(across).isCloseTo(8 / Math.sqrt(6), within(error));
    }

    @Test
    void logisticOutcomesHaveTheirProbabilities() {
        NetworkOutcome model = new NetworkOutcome.Logistic(-1, 0.5, 1, 0);
        Graph graph = stars();
        byte[] arm = new byte[3 * STARS];
        for (int star = 0; star < STARS; star++) {
            arm[3 * star + 1] = 1;
        }
        TreatedNodes treated = TreatedNodes.of(graph, node -> arm[node] == 1);
        double[] outcome = outcomes(model, treated);
        double[] probability = {logistic(-1 + 0.5), logistic(-0.5), logistic(-1)};
        for (int place = 0; place < 3; place++) {
            int at = place;
            double share = IntStream.range(0, STARS)
                            .mapToDouble(star -> outcome[3 * star + at])
                            .sum()
                    / STARS;
            assertThat(share).isCloseTo(probability[place], within(4 * 0.5 / Math.sqrt(STARS)));
        }
        PotentialOutcomes potential = model.draw(graph, STREAM);
        assertThat(potential.totalEffect()).isCloseTo(logistic(0.5) - logistic(-1), within(1e-12));
        assertThat(potential.spilloverEffect().orElseThrow()).isCloseTo(logistic(0) - logistic(-1), within(1e-12));
        assertThat(potential.directEffect(treated).orElseThrow())
                .isCloseTo((logistic(0) - logistic(-0.5) + 2 * (logistic(-0.5) - logistic(-1))) / 3, within(1e-12));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// One round from a treated middle that adopts for sure: each end follows with the probability of
    /// spillover.
    @Test
    void contagionFollowsNeighbours() {
        Graph graph = stars();
        byte[] arm = new byte[3 * STARS];
        for (int star = 0; star < STARS; star++) {
            arm[3 * star] = 1;
        }
        TreatedNodes middles = TreatedNodes.of(graph, node -> arm[node] == 1);
        double[] once = outcomes(new NetworkOutcome.Contagion(0, 1, 0.3, 1), middles);
        double[] thrice = outcomes(new NetworkOutcome.Contagion(0, 1, 0.3, 3), middles);
        assertThat(adopted(once, 0)).isEqualTo(1);
        double error = 4 * 0.5 / Math.sqrt(STARS);
        assertThat(adopted(once, 1)).isCloseTo(0.3, within(error));
        assertThat(adopted(thrice, 2)).isCloseTo(1 - Math.pow(0.7, 3), within(error));
        // nobody starts, nobody follows
        assertThat(mean(outcomes(new NetworkOutcome.Contagion(0, 1, 1, 3), TreatedNodes.none(graph))))
                .isZero();
    }

    private static double adopted(double[] outcome, int place) {
        return IntStream.range(0, STARS)
                        .mapToDouble(star -> outcome[3 * star + place])
                        .sum()
                / STARS;
    }

    /// From the end of a path it reaches one node more with each round, and never the node alone.
    @Test
    void contagionReachesAsFarAsItHasRounds() {
        TreatedNodes end = treated(PATH, 1, 0, 0, 0, 0);
        // every share of 1/2 or 1 that is met here is followed in one of many rounds
        double[] far = outcomes(new NetworkOutcome.Contagion(0, 1, 1, 200), end);
        assertThat(far).containsExactly(1, 1, 1, 1, 0);
        double[] near = outcomes(new NetworkOutcome.Contagion(0, 1, 1, 2), end);
        assertThat(near[0]).isEqualTo(1);
        assertThat(near[3]).isZero();
    }

    @Test
    void contagionsTotalEffectComparesTheSameChance() {
        NetworkOutcome model = new NetworkOutcome.Contagion(0.05, 0.2, 0.1, 3);
        Graph graph = stars();
        PotentialOutcomes potential = model.draw(graph, STREAM);
        double[] all = new double[graph.nodes()];
        double[] none = new double[graph.nodes()];
        potential.under(TreatedNodes.everyone(graph), all);
        potential.under(TreatedNodes.none(graph), none);
        assertThat(potential.totalEffect()).isEqualTo(mean(all) - mean(none)).isPositive();
        // more treated nodes never take an adoption away
        for (int node = 0; node < all.length; node++) {
            assertThat(all[node]).isGreaterThanOrEqualTo(none[node]);
        }
        assertThat(potential.directEffect(TreatedNodes.none(graph))).isEmpty();
        assertThat(potential.spilloverEffect()).isEmpty();
    }

    @Test
    void modelsTellThemselvesInALine() {
        assertThat(new NetworkOutcome.Linear(0.05, 0.2, 0.1, 0, 0.01).describe())
                .isEqualTo("0.05 + 0.2 [treated] + 0.1 · share of treated neighbours + N(0, 0.01²)");
        assertThat(new NetworkOutcome.Logistic(-1, 0.5, 0.25, 1).describe())
                .isEqualTo("log odds -1 + 0.5 [treated] + 0.25 · share of treated neighbours + circle of sd 1");
        assertThat(new NetworkOutcome.Contagion(0.05, 0.2, 0.1, 1).describe())
                .isEqualTo("adopts with probability 0.05 + 0.2 [treated]; then follows with 0.1 · share of neighbours"
                        + " who have, in 1 round");
    }
}
