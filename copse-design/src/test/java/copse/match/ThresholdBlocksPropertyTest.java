package copse.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThresholdBlocksPropertyTest {
    /// Every unit in one group of at least K, no group so large that it could be divided, and the bound on the
    /// largest distance kept; many units coincide.
    @Test
    void blocksAreSmallAndNarrow() {
        for (long seed = 1; seed <= 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 2 + random.nextInt(4);
            Points points = points(random, size + random.nextInt(400), 1 + random.nextInt(4));
            Found found = ThresholdBlocks.of(points, size);
            int[] members = found.groups().stream()
                    .flatMapToInt(Arrays::stream)
                    .sorted()
                    .toArray();
            assertThat(members)
                    .as("seed %d", seed)
                    .containsExactly(IntStream.range(0, points.size).toArray());
            assertThat(found.groups()).allMatch(group -> group.length >= size && group.length < 2 * size);
            double bound = ((Optimality.Bottleneck) found.optimality()).bound();
            assertThat(found.groups()).allMatch(group -> points.diameter(group) <= 4 * bound * (1 + 1e-12));
        }
    }

    @Test
    void neighboursAreTheNearest() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Points points = points(random, 8 + random.nextInt(300), 1 + random.nextInt(5));
            int count = 1 + random.nextInt(7);
            KdTree.Neighbours found = new KdTree(points).nearest(count, Integer.MAX_VALUE);
            assertThat(found.exact()).isTrue();
            for (int i = 0; i < points.size; i++) {
                int unit = i;
                double[] all = IntStream.range(0, points.size)
                        .filter(j -> j != unit)
                        .mapToDouble(j -> points.squared(unit, j))
                        .sorted()
                        .limit(count)
                        .toArray();
                double[] got = IntStream.range(0, count)
                        .mapToDouble(t -> points.squared(unit, found.index()[unit * count + t]))
                        .toArray();
                assertThat(got).as("seed %d, unit %d", seed, i).containsExactly(all);
                assertThat(Arrays.stream(found.index(), i * count, (i + 1) * count)
                                .distinct()
                                .count())
                        .isEqualTo(count);
            }
        }
    }

    /// A search that is cut short says so, and still finds neighbours that are units other than the one itself.
    @Test
    void searchCutShortSaysSo() {
        Points points = Samples.points(Samples.normal(3_000, 12, 5));
        KdTree.Neighbours few = new KdTree(points).nearest(3, 2);
        assertThat(few.exact()).isFalse();
        for (int i = 0; i < points.size; i++) {
            assertThat(few.index()[3 * i]).isNotEqualTo(i).isBetween(0, points.size - 1);
        }
    }

    @Test
    void threadsDoNotMatter() throws Exception {
        Points points = Samples.points(Samples.normal(50_000, 3, 3));
        Found here = ThresholdBlocks.of(points, 2);
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            Found there = one.submit(() -> ThresholdBlocks.of(points, 2)).get();
            assertThat(there.groups().toArray(int[][]::new))
                    .isDeepEqualTo(here.groups().toArray(int[][]::new));
        }
    }

    /// A thousand units at one point make small groups, not one.
    @Test
    void unitsThatCoincideAreSpread() {
        Found found = ThresholdBlocks.of(new Points(1_000, 2, new double[2_000]), 2);
        assertThat(found.groups()).hasSizeGreaterThan(400).allMatch(group -> group.length <= 3);
    }

    private static Points points(SplittableRandom random, int units, int dimensions) {
        boolean grid = random.nextBoolean();
        double[] at = new double[units * dimensions];
        for (int k = 0; k < at.length; k++) {
            at[k] = grid ? random.nextInt(4) : random.nextGaussian();
        }
        return new Points(units, dimensions, at);
    }
}
