package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// What must hold between the answers of a mechanism that is small enough to be enumerated.
final class MechanismLaws {
    /// Sums of some thousand probabilities, each a product of a few factors.
    private static final double ROUNDING = 1e-11;

    /// With a fixed seed a right mechanism passes or fails for good; few seeds are tried, so that one in a
    /// thousand is no accident.
    private static final double SMALLEST_P = 1e-3;

    private MechanismLaws() {}

    /// Enumeration against counts, probabilities and joint probabilities.
    static void enumerationAgrees(Mechanism mechanism) {
        List<Possibility> all = mechanism.enumerate().toList();
        assertThat(all.stream().map(p -> ByteBuffer.wrap(p.arms())).distinct())
                .as("distinct assignments")
                .hasSize(all.size());
        assertThat(all.stream().mapToDouble(Possibility::probability).sum())
                .as("sum of probabilities")
                .isCloseTo(1, within(ROUNDING));
        AdmissibleCount count = mechanism.count();
        assertThat(count.basis()).isEqualTo(Basis.exact());
        assertThat(count.value().intValueExact()).as("count").isEqualTo(all.size());
        marginalsAgree(mechanism, all);
        jointAgrees(mechanism, all);
        mechanism.law().ifPresent(law -> lawAgrees(law, all));
        SmallestP expected = SmallestPs.of(mechanism);
        SmallestP smallest = mechanism.smallestP();
        assertThat(smallest.oneSided()).as("smallest one-sided p").isCloseTo(expected.oneSided(), within(ROUNDING));
        assertThat(smallest.twoSided()).as("smallest two-sided p").isCloseTo(expected.twoSided(), within(ROUNDING));
    }

    private static void marginalsAgree(Mechanism mechanism, List<Possibility> all) {
        Probabilities stated = mechanism.probabilities();
        assertThat(stated.basis()).isEqualTo(Basis.exact());
        for (int unit = 0; unit < mechanism.size(); unit++) {
            for (int arm = 0; arm < mechanism.arms(); arm++) {
                int u = unit;
                int k = arm;
                assertThat(stated.of(unit, arm))
                        .as("P(%d in %d)", unit, arm)
                        .isCloseTo(
                                all.stream()
                                        .filter(p -> p.arms()[u] == k)
                                        .mapToDouble(Possibility::probability)
                                        .sum(),
                                within(ROUNDING));
            }
        }
    }

    private static void jointAgrees(Mechanism mechanism, List<Possibility> all) {
        int n = mechanism.size();
        int arms = mechanism.arms();
        double[] sums = new double[n * n * arms * arms];
        for (Possibility p : all) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (p.arms()[i] >= 0 && p.arms()[j] >= 0) {
                        sums[((i * n + j) * arms + p.arms()[i]) * arms + p.arms()[j]] += p.probability();
                    }
                }
            }
        }
        JointProbabilities stated = mechanism.joint();
        assertThat(stated.basis()).isEqualTo(Basis.exact());
        for (int at = 0; at < sums.length; at++) {
            int k = at / arms % arms;
            int l = at % arms;
            int i = at / arms / arms / n;
            int j = at / arms / arms % n;
            assertThat(stated.of(i, k, j, l))
                    .as("P(%d in %d, %d in %d)", i, k, j, l)
                    .isCloseTo(sums[at], within(ROUNDING));
        }
    }

    /// The probability that one, two or three units all have an arm.
    private static void lawAgrees(ClusterLaw law, List<Possibility> all) {
        int n = law.units();
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                int[] units = {i, j, (i + 2 * j + 1) % n};
                for (int arm = 0; arm < law.arms(); arm++) {
                    OptionalDouble stated = allInArm(law, units, arm);
                    if (stated.isPresent()) {
                        byte k = (byte) arm;
                        assertThat(stated.getAsDouble())
                                .as("P(%s all in %d)", Arrays.toString(units), arm)
                                .isCloseTo(
                                        all.stream()
                                                .filter(p ->
                                                        Arrays.stream(units).allMatch(u -> p.arms()[u] == k))
                                                .mapToDouble(Possibility::probability)
                                                .sum(),
                                        within(ROUNDING));
                    }
                }
            }
        }
    }

    /// @return empty where blocks depend on each other
    private static OptionalDouble allInArm(ClusterLaw law, int[] units, int arm) {
        return switch (law) {
            case ClusterLaw.Independent coins ->
                OptionalDouble.of(Math.pow(
                        coins.share(arm),
                        Arrays.stream(units).map(coins::cluster).distinct().count()));
            case ClusterLaw.Blocked blocked -> {
                int[] clusters =
                        Arrays.stream(units).map(blocked::cluster).distinct().toArray();
                int[] blocks =
                        Arrays.stream(clusters).map(blocked::block).distinct().toArray();
                if (Arrays.stream(blocks).anyMatch(b -> b < 0)) {
                    yield OptionalDouble.of(0);
                }
                long random = Arrays.stream(blocks)
                        .filter(b -> blocked.outcomes(b).size() > 1)
                        .count();
                if (random > 1 && !blocked.independent()) {
                    yield OptionalDouble.empty();
                }
                double product = 1;
                for (int b : blocks) {
                    long touched = Arrays.stream(clusters)
                            .filter(c -> blocked.block(c) == b)
                            .count();
                    double sum = 0;
                    for (ClusterLaw.Outcome outcome : blocked.outcomes(b)) {
                        double chance = outcome.probability();
                        for (int t = 0; t < touched; t++) {
                            chance *= Math.max(0, outcome.counts()[arm] - t) / (double) (blocked.size(b) - t);
                        }
                        sum += chance;
                    }
                    product *= sum;
                }
                yield OptionalDouble.of(product);
            }
            case ClusterLaw.Redrawn redrawn -> {
                double[] mean = {0, 0};
                redrawn.all().orElseThrow().forEach(given -> {
                    mean[0] += given.probability()
                            * allInArm(given.law(), units, arm).orElseThrow();
                    mean[1] += given.probability();
                });
                assertThat(mean[1]).as("sum over clusterings").isCloseTo(1, within(ROUNDING));
                yield OptionalDouble.of(mean[0]);
            }
        };
    }

    /// Redraws against the enumerated probabilities, by Pearson's chi-square.
    ///
    /// @param draws so many that each assignment is expected five times at least
    static void redrawsAgree(Mechanism mechanism, int draws, long seed) {
        Map<ByteBuffer, Integer> index = new HashMap<>();
        List<Double> probability = new ArrayList<>();
        mechanism.enumerate().forEach(p -> {
            index.put(ByteBuffer.wrap(p.arms()), index.size());
            probability.add(p.probability());
        });
        int[] seen = new int[probability.size()];
        byte[] fixed = new byte[mechanism.size()];
        mechanism.draw(Seed.of(seed).stream(), fixed);
        Draws redrawn = mechanism.redraw(Seed.of(seed).stream(), draws, 2);
        byte[] arms = new byte[mechanism.size()];
        for (int d = 0; d < draws; d++) {
            for (int unit = 0; unit < arms.length; unit++) {
                arms[unit] = fixed[unit] < 0 ? -1 : (byte) redrawn.arm(d, unit);
            }
            Integer at = index.get(ByteBuffer.wrap(arms));
            assertThat(at).as("draw %d is one of those enumerated", d).isNotNull();
            seen[at]++;
        }
        double statistic = 0;
        for (int i = 0; i < seen.length; i++) {
            double expected = draws * probability.get(i);
            assertThat(expected).as("expected number").isGreaterThan(5);
            statistic += (seen[i] - expected) * (seen[i] - expected) / expected;
        }
        if (seen.length > 1) {
            assertThat(ChiSquaredDistribution.of(seen.length - 1.0).survivalProbability(statistic))
                    .as("chi-square %s on %d degrees of freedom", statistic, seen.length - 1)
                    .isGreaterThan(SMALLEST_P);
        }
    }

    /// Draws do not depend on the number of threads, and are those of the plain draw from the batch's stream.
    static void drawsAreReproducible(Mechanism mechanism, long seed) {
        int draws = 2 * Draws.BATCH + 100;
        Draws one = mechanism.redraw(Seed.of(seed).stream(), draws, 1);
        Draws three = mechanism.redraw(Seed.of(seed).stream(), draws, 3);
        byte[] arms = new byte[mechanism.size()];
        for (int batch = 0; batch < 3; batch++) {
            RandomStream stream = Seed.of(seed).stream().split(batch);
            for (int d = batch * Draws.BATCH; d < Math.min(draws, (batch + 1) * Draws.BATCH); d++) {
                mechanism.draw(stream, arms);
                for (int unit = 0; unit < arms.length; unit++) {
                    assertThat(one.arm(d, unit)).isEqualTo(Math.max(0, arms[unit]));
                    assertThat(three.arm(d, unit)).isEqualTo(Math.max(0, arms[unit]));
                }
            }
        }
    }
}
