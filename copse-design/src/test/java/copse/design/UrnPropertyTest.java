package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws of groups with whole and spare units, over sizes, shares and policies.
class UrnPropertyTest {
    static Allocation.Shares shares(double... ratio) {
        List<String> arms =
                IntStream.range(0, ratio.length).mapToObj(k -> "arm" + k).toList();
        return new Allocation.Shares(arms, DoubleStream.of(ratio).boxed().toList());
    }

    /// Positions of the groups are mixed, so that position and place differ.
    private static Urn urn(List<Integer> sizes, Allocation.Shares shares, Spare spare) {
        List<Integer> codes = new ArrayList<>();
        for (int g = 0; g < sizes.size(); g++) {
            codes.addAll(Collections.nCopies(sizes.get(g), g));
        }
        Collections.shuffle(codes, new java.util.Random(5));
        return Urn.of(codes.stream().mapToInt(Integer::intValue).toArray(), sizes.size(), shares, spare);
    }

    static Stream<Arguments> small() {
        List<Arguments> cases = new ArrayList<>();
        for (Spare spare : Spare.values()) {
            cases.add(Arguments.of(List.of(5), shares(1, 1), spare));
            cases.add(Arguments.of(List.of(3, 5), shares(1, 1), spare));
            cases.add(Arguments.of(List.of(1, 3, 1, 2), shares(1, 1), spare));
            cases.add(Arguments.of(List.of(7), shares(1, 1, 1), spare));
            cases.add(Arguments.of(List.of(2, 2, 1), shares(1, 1, 1), spare));
            cases.add(Arguments.of(List.of(1, 1, 4), shares(1, 1, 1), spare));
            cases.add(Arguments.of(List.of(3, 2), shares(2, 1), spare));
            cases.add(Arguments.of(List.of(1, 2, 4), shares(2, 1), spare));
            cases.add(Arguments.of(List.of(1, 1, 2, 2), shares(2, 1), spare));
            cases.add(Arguments.of(List.of(3, 3), shares(2, 1, 1), spare));
            cases.add(Arguments.of(List.of(2, 3, 1), shares(2, 1, 1), spare));
            cases.add(Arguments.of(List.of(2, 2, 2), shares(1, 1, 1, 1), spare));
            cases.add(Arguments.of(List.of(2, 3), shares(1, 1, 1, 1), spare));
            cases.add(Arguments.of(List.of(4), shares(0.45, 0.35, 0.2), spare));
            cases.add(Arguments.of(List.of(3, 1), shares(0.5, 0, 0.3, 0.2), spare));
            cases.add(Arguments.of(List.of(2, 1), shares(5, 3, 2), spare));
            cases.add(Arguments.of(List.of(2, 2), shares(4, 3, 2, 1), spare));
            cases.add(Arguments.of(List.of(2, 2, 2), shares(1, 0), spare));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("small")
    void enumerationAgrees(List<Integer> sizes, Allocation.Shares shares, Spare spare) {
        MechanismLaws.enumerationAgrees(urn(sizes, shares, spare));
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("small")
    void redrawsAgree(List<Integer> sizes, Allocation.Shares shares, Spare spare) {
        MechanismLaws.redrawsAgree(urn(sizes, shares, spare), 1_000_000, 20260101);
    }

    static LongStream seeds() {
        return LongStream.range(20260201, 20260261);
    }

    /// Sizes above and below a word, so that both ways of drawing are met.
    private static Urn random(SplittableRandom random) {
        int arms = 2 + random.nextInt(4);
        double[] ratio = random.doubles(arms, 0, 1)
                .map(r -> random.nextBoolean() ? 1 : Math.round(r * 10))
                .toArray();
        ratio[random.nextInt(arms)] = 2;
        List<Integer> sizes = random.ints(1 + random.nextInt(8), 1, random.nextBoolean() ? 9 : 150)
                .boxed()
                .toList();
        return urn(sizes, shares(ratio), random.nextBoolean() ? Spare.BALANCED : Spare.INDEPENDENT);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void drawsAreReproducible(long seed) {
        MechanismLaws.drawsAreReproducible(random(new SplittableRandom(seed)), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void jointSumsToMarginals(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Urn urn = random(random);
        JointProbabilities joint = urn.joint();
        Probabilities marginal = urn.probabilities();
        for (int repeat = 0; repeat < 20; repeat++) {
            int i = random.nextInt(urn.size());
            int j = random.nextInt(urn.size());
            for (int k = 0; k < urn.arms(); k++) {
                double sum = 0;
                for (int l = 0; l < urn.arms(); l++) {
                    assertThat(joint.of(i, k, j, l)).isBetween(-1e-12, 1.0);
                    assertThat(joint.of(j, l, i, k)).isCloseTo(joint.of(i, k, j, l), within(1e-12));
                    sum += joint.of(i, k, j, l);
                }
                assertThat(sum).isCloseTo(marginal.of(i, k), within(1e-11));
            }
        }
    }

    /// Balanced: every arm has its total share, rounded up or down; each group the same.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void totalsAreRoundedShares(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int arms = 2 + random.nextInt(4);
        double[] ratio = random.doubles(arms, 1, 7).map(Math::rint).toArray();
        double sum = Arrays.stream(ratio).sum();
        List<Integer> sizes = random.ints(2 + random.nextInt(30), 1, 12).boxed().toList();
        Urn urn = urn(sizes, shares(ratio), Spare.BALANCED);
        byte[] drawn = new byte[urn.size()];
        RandomStream stream = Seed.of(seed).stream();
        for (int repeat = 0; repeat < 200; repeat++) {
            urn.draw(stream, drawn);
            for (int k = 0; k < arms; k++) {
                int arm = k;
                long total = IntStream.range(0, drawn.length)
                        .filter(i -> drawn[i] == arm)
                        .count();
                assertThat(total - drawn.length * ratio[k] / sum)
                        .as("arm %d in a draw of %s in %s", k, sizes, Arrays.toString(ratio))
                        .isBetween(-1 + 1e-9, 1 - 1e-9);
            }
        }
    }
}
