package copse.interference;

import copse.design.Possibility;
import copse.design.Randomisation;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Randomisation test that neighbours' treatment does nothing, whatever one's own does.
///
/// - Hypothesis: an outcome depends on one's own arm alone. It says nothing of what own arm does, so that
///   outcomes are known only where own arm stays as it is.
/// - Focal units therefore keep their arms, all others are drawn anew *given these*, and the outcomes of the
///   focal units, which the hypothesis leaves unchanged, are compared with the arms around them. The p-value is
///   exact for any number of units.
/// - Given the focal units, the others exchange their arms: among units or clusters within blocks under coins
///   and fixed numbers; within the regimes of a mixed design. Under a two-stage design as many of the untreated
///   of each cluster are focal as any saturation leaves untreated, clusters exchange their saturations, and
///   other units are treated accordingly. Other designs, such as rerandomised ones, are served if they have at
///   most [#draws()] assignments: those that leave focal units as they are, are listed.
///
/// Another seed chooses other focal units and gives another p-value, just as valid: fix it before looking.
///
/// Cost: focal nodes and their edges per assignment, and the nodes that are drawn.
///
/// Source: Athey, Eckles and Imbens (2018), Exact p-values for network interference, J. Am. Stat. Assoc.
/// 113(521), 230-240, doi:10.1080/01621459.2016.1241178; Basse, Feller and Toulis (2019), Randomization tests
/// of causal effects under interference, Biometrika 106(2), 487-494, doi:10.1093/biomet/asy072.
///
/// @param statistic what is compared, one of neighbours alone
/// @param focal who keeps the arm; not asked under a two-stage design
/// @param draws most assignments compared
/// @param seed of the choice and of the draws
/// @param threads number of threads; the result does not depend on it
public record NoSpilloverTest(NetworkStatistic statistic, FocalUnits focal, int draws, Seed seed, int threads) {
    private static final String HYPOTHESIS = "That neighbours' treatment does nothing";

    /// @throws copse.error.PlanException `G226` if there are no draws, `G230` if the statistic asks for own arm
    public NoSpilloverTest {
        NoEffectTest.requireDraws(draws);
        if (!statistic.ofNeighbours()) {
            throw InterferenceTestCode.OWN_STATISTIC.planError(
                    "a test of spillover by the " + statistic.label(),
                    "it changes with one's own arm, which the hypothesis leaves free to have an effect",
                    "take a statistic of neighbours, such as `SHARE`, or test for no effect at all");
        }
    }

    /// @return by the share of treated neighbours of half of the units, up to 9,999 assignments, on all
    ///     processors
    public static NoSpilloverTest standard() {
        return new NoSpilloverTest(
                NetworkStatistic.SHARE,
                FocalUnits.share(0.5),
                NoEffectTest.DRAWS,
                Seed.of(1),
                Runtime.getRuntime().availableProcessors());
    }

    /// @param other what is compared
    /// @return this test with that
    public NoSpilloverTest withStatistic(NetworkStatistic other) {
        return new NoSpilloverTest(other, focal, draws, seed, threads);
    }

    /// @param other who keeps the arm
    /// @return this test with those
    public NoSpilloverTest withFocal(FocalUnits other) {
        return new NoSpilloverTest(statistic, other, draws, seed, threads);
    }

    /// @param most assignments compared
    /// @return this test with so many
    public NoSpilloverTest withDraws(int most) {
        return new NoSpilloverTest(statistic, focal, most, seed, threads);
    }

    /// @param other seed of the choice and of the draws
    /// @return this test with that
    public NoSpilloverTest withSeed(Seed other) {
        return new NoSpilloverTest(statistic, focal, draws, other, threads);
    }

    /// @param number of threads
    /// @return this test on so many
    public NoSpilloverTest withThreads(int number) {
        return new NoSpilloverTest(statistic, focal, draws, seed, number);
    }

    /// Who is looked at, and what could have been around them.
    ///
    /// @param focal whether the arm of each node is held and its outcome compared
    /// @param drawn whether the arm of each node may change
    /// @param arms that could have been
    /// @param words how the units were chosen
    private record Given(boolean[] focal, boolean[] drawn, Rearrangements arms, String words) {}

    /// @param setting network, design, question
    /// @param data arms and outcomes
    /// @return the test
    /// @throws copse.error.InputException `G228` if the arms as they are have no such statistic
    /// @throws copse.error.DesignException `G227` if given the focal units nothing else could be drawn, `G229`
    ///     if the design cannot have drawn the arms of the data, `G231` if it does not say what could be drawn
    ///     given some arms
    public NetworkTest test(NetworkSetting setting, NetworkData data) {
        Graph graph = setting.network().graph();
        Given given = given(setting, data.arm());
        return new NetworkComparison(setting, data, statistic, threads)
                .run(
                        HYPOTHESIS,
                        "conditional randomisation test, focal units " + given.words,
                        given.arms,
                        node -> given.focal[node] && isReached(graph, node, given.drawn),
                        given.drawn,
                        NoEffectTest.isolated(graph));
    }

    /// Nodes whose neighbours all keep their arms say nothing.
    private static boolean isReached(Graph graph, int node, boolean[] drawn) {
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            if (drawn[graph.neighbour(at)]) {
                return true;
            }
        }
        return false;
    }

    private Given given(NetworkSetting setting, byte[] arm) {
        Randomisation randomisation = setting.randomisation();
        RandomStream choice = seed.stream().split(0);
        RandomStream drawing = seed.stream().split(1);
        Optional<SaturatedArms> saturated = SaturatedArms.of(randomisation, arm);
        if (saturated.isPresent()) {
            boolean[] untreated = saturated.get().choose(choice);
            boolean few = NoEffectTest.isFew(randomisation.count(), draws);
            return new Given(
                    untreated,
                    saturated.get().drawn(),
                    few
                            ? admissible(saturated.get().listed(randomisation.enumerate()), arm)
                            : saturated.get().random(draws, drawing),
                    "untreated ones of each cluster");
        }
        Optional<Exchange> exchange = Exchange.of(randomisation, arm);
        Pieces pieces = exchange.map(Exchange::pieces).orElseGet(() -> whole(randomisation, arm));
        boolean[] chosen = new FocalChoice(setting.network().graph(), pieces).choose(focal, choice);
        boolean[] held = new boolean[arm.length];
        for (int node = 0; node < held.length; node++) {
            held[node] = chosen[pieces.of()[node]];
        }
        if (exchange.isPresent()) {
            Exchange others = exchange.get().holding(chosen);
            return new Given(held, others.drawn(), others.of(arm, draws, drawing), focal.text());
        }
        boolean[] drawn = new boolean[arm.length];
        for (int node = 0; node < drawn.length; node++) {
            drawn[node] = !held[node] && arm[node] >= 0;
        }
        return new Given(held, drawn, listed(setting, arm, held), focal.text());
    }

    private static Pieces whole(Randomisation randomisation, byte[] arm) {
        return randomisation.design().isTwoStage()
                ? Pieces.single(arm.length)
                : Pieces.clusters(randomisation).orElseGet(() -> Pieces.single(arm.length));
    }

    private static ListedArms admissible(ListedArms listed, byte[] arm) {
        NoEffectTest.requireAdmissible(listed, arm);
        return listed;
    }

    /// Every assignment that leaves own arms of the focal nodes as they are.
    private ListedArms listed(NetworkSetting setting, byte[] arm, boolean[] held) {
        Randomisation randomisation = setting.randomisation();
        if (!NoEffectTest.isFew(randomisation.count(), draws)) {
            throw InterferenceTestCode.NO_CONDITIONING.error(
                    "a test of spillover under the design `"
                            + randomisation.design().print() + "`",
                    "what it could have drawn for the others, given the arms of some units, can only be found by listing"
                            + " all its assignments, which are more than " + draws,
                    "test for no effect at all, or randomise by a design of coins, fixed numbers, clusters, strata, pairs"
                            + " or saturations");
        }
        OwnArms own = OwnArms.of(
                randomisation.design().arms(),
                setting.question().treatment(),
                setting.question().control());
        int[] focals =
                IntStream.range(0, held.length).filter(node -> held[node]).toArray();
        List<byte[]> codes = new ArrayList<>();
        List<Double> mass = new ArrayList<>();
        double total = 0;
        for (Iterator<Possibility> all = randomisation.enumerate().iterator(); all.hasNext(); ) {
            Possibility one = all.next();
            boolean same = true;
            for (int k = 0; k < focals.length && same; k++) {
                same = own.of(one.arms()[focals[k]]) == own.of(arm[focals[k]]);
            }
            if (same) {
                codes.add(one.arms());
                mass.add(one.probability());
                total += one.probability();
            }
        }
        double sum = total;
        return admissible(
                new ListedArms(
                        codes,
                        mass.stream().mapToDouble(one -> one / sum).toArray(),
                        Pieces.single(arm.length).of(),
                        arm),
                arm);
    }
}
