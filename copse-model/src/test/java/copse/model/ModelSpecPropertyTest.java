package copse.model;

import static org.assertj.core.api.Assertions.assertThat;

import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws of filling blocks, over random data with missing values, weights of zero and levels without rows.
class ModelSpecPropertyTest {
    private static final List<String> FORMULAS = List.of(
            "y ~ f*x + (x | g) + (1 | g:f)",
            "log(abs(y) + 1) ~ poly(x, 2):f + offset(y) + (f || g)",
            "y ~ 0 + f + scale(x) + factor(g) + (1 | f/g)",
            "y ~ f:h + (0 + x | h)");

    static LongStream seeds() {
        return LongStream.range(20260201, 20260301);
    }

    private static Frame rows(SplittableRandom random) {
        int n = 20 + random.nextInt(60);
        double[] y = random.doubles(n, -1, 1).toArray();
        double[] x = random.doubles(n, 5, 9).toArray();
        double[] g = random.ints(n, 0, 4).asDoubleStream().toArray();
        double[] w = random.doubles(n).map(v -> v < 0.1 ? 0 : v).toArray();
        int[] f = random.ints(n, -1, 3).toArray();
        int[] h = random.ints(n, 0, 2).toArray();
        for (int i = 0; i < 4; i++) { // every level that is used at all has rows that stay
            f[i] = i % 3;
            h[i] = i % 2;
            g[i] = i;
            w[i] = 1;
        }
        long gaps = random.nextLong();
        return Frame.of(
                "y", NumericColumn.of(y),
                "x", NumericColumn.of(x, Mask.of(n, i -> i > 3 && i < 60 && (gaps >>> i & 5) == 5)),
                "g", NumericColumn.of(g),
                "w", NumericColumn.of(w),
                "f", FactorColumn.wrap(f, Levels.of("a", "b", "c", "unused")),
                "h", FactorColumn.wrap(h, Levels.of("p", "q")));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void blocksOfAnySizeMakeTheSameRows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frame frame = rows(random);
        Formula formula = Formula.parse(FORMULAS.get(random.nextInt(FORMULAS.size())));
        ModelSpec spec = ModelSpec.of(formula, frame, Roles.defaults().withWeights("w"));
        ModelRows whole = spec.rows(frame);
        Block block = spec.newBlock(1 + random.nextInt(10));
        int at = 0;
        for (int from = 0; from < frame.rows(); from += block.capacity) {
            spec.fill(frame, from, Math.min(frame.rows(), from + block.capacity), block);
            for (int k = 0; k < whole.keys().length; k++) {
                assertThat(block.runs.keys(k)).isEqualTo(Arrays.copyOfRange(whole.keys()[k], at, at + block.rows));
            }
            double[][] x = new double[block.x.length][block.rows];
            for (int j = 0; j < x.length; j++) {
                block.x[j].read(block.rows, 1, x[j]);
            }
            for (int i = 0; i < block.rows; i++, at++) {
                assertThat(block.row(i)).isEqualTo(whole.source()[at]);
                assertThat(block.weight[i]).isEqualTo(whole.weights()[at]);
                for (int j = 0; j < block.x.length; j++) {
                    assertThat(x[j][i]).isEqualTo(whole.x()[j][at] - 1);
                }
            }
        }
        assertThat(at).isEqualTo(whole.count());
        assertThat(block.seenRows).isEqualTo(frame.rows());
        assertThat(block.seenRows - block.droppedRows - block.zeroWeightRows).isEqualTo(at);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rowsThatStayAreTheCompleteOnes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frame frame = rows(random);
        Formula formula = Formula.parse(FORMULAS.get(random.nextInt(FORMULAS.size())));
        ModelSpec spec = ModelSpec.of(formula, frame);
        int[] complete = IntStream.range(0, frame.rows())
                .filter(row -> spec.variables().stream()
                        .noneMatch(name -> frame.find(name).orElseThrow().isMissing(row)))
                .toArray();
        assertThat(spec.rows(frame).source()).containsExactly(complete);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyColumnHasAValueThatIsNotZero(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frame frame = rows(random);
        ModelSpec spec = ModelSpec.of(Formula.parse("y ~ f + h + x + (1 | g)"), frame);
        for (double[] column : spec.rows(frame).x()) {
            assertThat(Arrays.stream(column).anyMatch(value -> value != 0)).isTrue();
        }
    }
}
