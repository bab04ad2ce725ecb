package copse.interference;

import copse.design.AdmissibleCount;
import copse.design.Basis;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.error.Diagnostic;
import copse.frame.Words;
import copse.math.Seed;
import copse.network.Graph;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Randomisation test that the treatment does nothing to anybody, neither to those who have it nor to their
/// neighbours.
///
/// - Hypothesis: Fisher's sharp one. Every outcome is what it would have been under any other arms, so that no
///   interference needs to be ruled out, and no model of it is needed.
/// - Assignments: as the design draws them, pairs, strata, clusters, saturations and screens included; all of
///   them if there are at most [#draws()], and the p-value is then exact.
/// - Statistic: a rejection says that there is some effect. Which statistic finds it is a question of power:
///   own arm, neighbours, or both.
///
/// Cost: nodes and edges per assignment.
///
/// Source: Fisher (1935), The Design of Experiments, chapter II; Rosenbaum (2007), Interference between units
/// in randomized experiments, J. Am. Stat. Assoc. 102(477), 191-200. doi:10.1198/016214506000001112
///
/// @param statistic what is compared
/// @param draws most assignments compared
/// @param seed of the draws
/// @param threads number of threads; the result does not depend on it
public record NoEffectTest(NetworkStatistic statistic, int draws, Seed seed, int threads) {
    /// Draws unless said otherwise: the p-value 0.05 has a standard error of 0.002.
    public static final int DRAWS = 9_999;

    /// @throws copse.error.PlanException `G226` if there are no draws
    public NoEffectTest {
        requireDraws(draws);
    }

    /// @param statistic what is compared
    /// @return a test of up to 9,999 assignments, on all processors
    public static NoEffectTest of(NetworkStatistic statistic) {
        return new NoEffectTest(
                statistic, DRAWS, Seed.of(1), Runtime.getRuntime().availableProcessors());
    }

    /// @param most assignments compared
    /// @return this test with so many
    public NoEffectTest withDraws(int most) {
        return new NoEffectTest(statistic, most, seed, threads);
    }

    /// @param other seed of the draws
    /// @return this test with that
    public NoEffectTest withSeed(Seed other) {
        return new NoEffectTest(statistic, draws, other, threads);
    }

    /// @param number of threads
    /// @return this test on so many
    public NoEffectTest withThreads(int number) {
        return new NoEffectTest(statistic, draws, seed, number);
    }

    static void requireDraws(int draws) {
        if (draws < 1) {
            throw InterferenceTestCode.DRAWS.planError(
                    draws + " draws",
                    "a randomisation test compares the arms as they are with at least one other assignment",
                    "take 9999 draws, or more for p-values below 0.001");
        }
    }

    /// @param setting network, design, question
    /// @param data arms and outcomes
    /// @return the test
    /// @throws copse.error.InputException `G228` if the arms as they are have no such statistic
    /// @throws copse.error.DesignException `G227` if the design could draw nothing else, `G229` if it cannot
    ///     have drawn the arms of the data
    public NetworkTest test(NetworkSetting setting, NetworkData data) {
        Graph graph = setting.network().graph();
        boolean[] drawn = new boolean[data.nodes()];
        for (int node = 0; node < drawn.length; node++) {
            drawn[node] = data.arm()[node] >= 0;
        }
        boolean all = statistic == NetworkStatistic.OWN_ARM;
        return new NetworkComparison(setting, data, statistic, threads)
                .run(
                        "That the treatment does nothing to anybody",
                        "randomisation test over the design",
                        assignments(setting.randomisation(), data.arm()),
                        node -> all || graph.degree(node) > 0,
                        drawn,
                        all ? List.of() : isolated(graph));
    }

    static List<Diagnostic> isolated(Graph graph) {
        int isolated = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            isolated += graph.degree(node) == 0 ? 1 : 0;
        }
        return isolated == 0
                ? List.of()
                : List.of(InterferenceCode.ISOLATED.of(
                        "neighbours", isolated, 0, Words.count(isolated, "node") + " without neighbours left out."));
    }

    private Rearrangements assignments(Randomisation randomisation, byte[] arm) {
        Randomisation level = randomisation;
        int[] position = new int[arm.length];
        Arrays.setAll(position, node -> node);
        while (!level.design().isTwoStage() && level.clusters().isPresent()) {
            int[] cluster = Pieces.clusters(level).orElseThrow().of();
            Arrays.setAll(position, node -> cluster[position[node]]);
            level = level.clusters().get();
        }
        if (!isFew(level.count(), draws)) {
            return new DrawnArms(level, position, arm, draws, seed.stream());
        }
        ListedArms listed = listed(level, position, arm);
        requireAdmissible(listed, arm);
        return listed;
    }

    /// @param count of assignments
    /// @param most that are listed
    /// @return whether all of them are to be listed
    static boolean isFew(AdmissibleCount count, int most) {
        return count.basis() instanceof Basis.Exact && count.value().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static ListedArms listed(Randomisation level, int[] position, byte[] arm) {
        List<byte[]> codes = new ArrayList<>();
        List<Double> probability = new ArrayList<>();
        for (Iterator<Possibility> all = level.enumerate().iterator(); all.hasNext(); ) {
            Possibility one = all.next();
            codes.add(one.arms());
            probability.add(one.probability());
        }
        return new ListedArms(
                codes, probability.stream().mapToDouble(Double::doubleValue).toArray(), position, arm);
    }

    static void requireAdmissible(ListedArms listed, byte[] arm) {
        for (byte[] codes : listed.codes()) {
            boolean same = true;
            for (int node = 0; node < arm.length && same; node++) {
                same = listed.position()[node] < 0 || codes[listed.position()[node]] == arm[node];
            }
            if (same) {
                return;
            }
        }
        throw InterferenceTestCode.NOT_ADMISSIBLE.error(
                "the arms of the data are none of the " + Words.count(listed.size(), "assignment")
                        + " that the design can draw",
                "arms were changed after the draw, or the record belongs to other data",
                "replay the record (`copse assign … --replay RECORD`), and analyse nodes in the arm that they were given");
    }
}
