package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.family.Derivatives;
import copse.family.Family;
import copse.family.Outcomes;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Laws of cells, over random data with missing values, weights and rows without trials.
class CellsPropertyTest {
    private static final List<String> RIGHT = List.of(
            "f * x + (1 | g)",
            "poly(x, 2) + offset(log(x)) + (x | g) + (1 | h:f)",
            "0 + f + (f || g) + (1 | h)",
            "log(x)",
            "x + c + (1 | g)");

    /// A family with a left side and weights that it can explain.
    private record Answer(
            String left, Family family, @Nullable String weights) {}

    private static final List<Answer> ANSWERS = List.of(
            new Answer("yes", Family.binomial(), null),
            new Answer("word", Family.binomial(), null),
            new Answer("yes", Family.binomial(), "w"),
            new Answer("k | trials(n)", Family.binomial(), null),
            new Answer("cbind(k, n - k)", Family.binomial(), "w"),
            new Answer("count", Family.poisson(), null),
            new Answer("count", Family.poisson(), "w"),
            new Answer("count", Family.of("nbinom2"), "w"),
            new Answer("count", Family.poisson().zeroInflated(), null),
            new Answer("k | trials(n)", Family.of("betabinomial"), null),
            new Answer("x", Family.of("Gamma"), "w"),
            new Answer("c", Family.gaussian(), "w"));

    static LongStream seeds() {
        return LongStream.range(20260501, 20260561);
    }

    private static Frame rows(SplittableRandom random, int n) {
        int[] f = random.ints(n, 0, 3).toArray();
        double[] x = random.ints(n, 1, 4).asDoubleStream().toArray();
        int[] tried = random.ints(n, 0, 4).toArray();
        double[] k = IntStream.range(0, n)
                .mapToDouble(i -> random.nextInt(tried[i] + 1))
                .toArray();
        int[] yes = random.ints(n, 0, 2).toArray();
        for (int i = 0; i < 4; i++) { // every level and value occurs
            f[i] = i % 3;
            x[i] = 1 + i % 3;
            yes[i] = i % 2;
        }
        long gaps = random.nextLong();
        return Frame.of(
                "yes", NumericColumn.of(Arrays.stream(yes).asDoubleStream().toArray()),
                "word", FactorColumn.wrap(yes, Levels.of("no", "yes")),
                "k", NumericColumn.of(k),
                "n", NumericColumn.of(Arrays.stream(tried).asDoubleStream().toArray()),
                "count", NumericColumn.of(random.ints(n, 0, 5).asDoubleStream().toArray()),
                "w",
                        NumericColumn.of(
                                random.ints(n, 0, 6).mapToDouble(v -> v / 4.0).toArray()),
                "x", NumericColumn.of(x, Mask.of(n, i -> i > 3 && (gaps >>> i % 61 & 7) == 7)),
                "c", NumericColumn.of(random.doubles(n).toArray()),
                "f", FactorColumn.wrap(f, Levels.of("a", "b", "c")),
                "g", NumericColumn.of(random.ints(n, 0, 9).asDoubleStream().toArray()),
                "h", FactorColumn.wrap(random.ints(n, 0, 4).toArray(), Levels.of("p", "q", "r", "s")));
    }

    private static ModelSpec spec(Answer answer, String right, Frame rows) {
        Roles roles = Roles.defaults().withOutcome(answer.family().outcome()).withWeights(answer.weights());
        if (answer.family().isInflated()) {
            roles = roles.withPart(Roles.ZERO_INFLATION, Formula.parse("~ f"));
        }
        return ModelSpec.of(Formula.parse(answer.left() + " ~ " + right), rows, roles);
    }

    /// A log likelihood at linear predictors made of the columns of X and zero inflation, and of the levels.
    private static double logLikelihood(
            Family family, double[][] x, double[][] zero, double[] shift, Outcomes outcomes) {
        int n = outcomes.count();
        double[] eta = shift.clone();
        double[] zeta = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < x.length; j++) {
                eta[i] += (0.3 - 0.17 * j) * x[j][i];
            }
            for (int j = 0; j < zero.length; j++) {
                zeta[i] += (-1 + 0.4 * j) * zero[j][i];
            }
            eta[i] = family.link().isValid(eta[i], family.outcome()) ? eta[i] : 0.5;
        }
        Derivatives into = new Derivatives(n);
        family.likelihood(0.4).evaluate(outcomes, eta, zeta, 0, n, Derivatives.Order.VALUE, into);
        return Arrays.stream(into.value()).sum();
    }

    private static double ofCells(Cells cells, Family family) {
        double[] shift = cells.offset().clone();
        for (Cells.Factor factor : cells.factors()) {
            for (int i = 0; i < shift.length; i++) {
                for (int c = 0; c < factor.z().length; c++) {
                    String label = factor.grouping().label(factor.keys()[factor.level()[i]]);
                    shift[i] += effect(label, c) * factor.z()[c][i];
                }
            }
        }
        return cells.constant()
                + logLikelihood(family, cells.x(), cells.part(Roles.ZERO_INFLATION), shift, cells.outcomes());
    }

    private static double effect(String label, int column) {
        return (Math.floorMod(label.hashCode(), 7) - 3) / 10.0 + 0.05 * column;
    }

    private static double ofRows(ModelSpec spec, Frame frame, Family family) {
        ModelRows rows = spec.rows(frame);
        double[] shift = rows.offset().clone();
        for (int g = 0; g < rows.z().length; g++) {
            Grouping grouping = spec.groupings().get(g);
            for (int i = 0; i < shift.length; i++) {
                for (int c = 0; c < rows.z()[g].length; c++) {
                    shift[i] += effect(grouping.label(rows.keys()[g][i]), c) * rows.z()[g][c][i];
                }
            }
        }
        Outcomes outcomes = rows.outcomes();
        double constant = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            constant += outcomes.multiplicity()[i] * family.constant(outcomes.y()[i], outcomes.size()[i]);
        }
        double[][] zero = rows.parts().getOrDefault(Roles.ZERO_INFLATION, new double[0][]);
        return constant + logLikelihood(family, rows.x(), zero, shift, outcomes);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cellsHaveTheLikelihoodOfTheirRows(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Frame frame = rows(random, 20 + random.nextInt(300));
        for (Answer answer : ANSWERS) {
            String right = RIGHT.get(random.nextInt(RIGHT.size()));
            ModelSpec spec = spec(answer, right, frame);
            Cells cells = Cells.of(spec, frame, answer.family());
            double expected = ofRows(spec, frame, answer.family());
            // sums of at most 320 terms, each right to the last bits
            assertThat(ofCells(cells, answer.family()))
                    .as("%s ~ %s", answer, right)
                    .isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
            assertThat(Arrays.stream(cells.rowsOf()).sum()).isEqualTo(cells.rows());
            assertThat(bytes(Cells.read(new DataInputStream(new ByteArrayInputStream(bytes(cells))))))
                    .isEqualTo(bytes(cells));
            // halves put together; tiny halves are put into cells where the whole is left as it is
            int half = frame.rows() / 2;
            Cells merged = Cells.of(spec, frame.slice(0, half), answer.family())
                    .merge(Cells.of(spec, frame.slice(half, frame.rows()), answer.family()));
            assertThat(ofCells(merged, answer.family())).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
            assertThat(merged.rows()).isEqualTo(cells.rows());
            assertThat(merged.dropped()).isEqualTo(cells.dropped());
            assertThat(Arrays.stream(merged.squares()).sum())
                    .isCloseTo(Arrays.stream(cells.squares()).sum(), within(1e-10 * frame.rows()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rowsTwiceAreRowsOfWeightTwo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frame once = rows(random, 50)
                .with(
                        "two",
                        NumericColumn.of(
                                IntStream.range(0, 50).mapToDouble(i -> 2).toArray()));
        int[] twice = IntStream.range(0, 100).map(i -> i / 2).toArray();
        Frame rows = once.rows(twice);
        for (Answer answer : ANSWERS) {
            if (answer.weights() != null) {
                continue;
            }
            Answer weighted = new Answer(answer.left(), answer.family(), "two");
            Cells a = Cells.of(spec(weighted, "f + (1 | g)", once), once, answer.family());
            Cells b = Cells.of(spec(answer, "f + (1 | g)", rows), rows, answer.family());
            assertThat(ofCells(a, answer.family())).isCloseTo(ofCells(b, answer.family()), within(1e-10));
        }
    }

    private static byte[] bytes(Cells cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cells.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16})
    void threadsMakeNoDifferenceToTheLastBit(int threads) throws IOException {
        Frame frame = rows(new SplittableRandom(7), 300_000);
        for (Answer answer : ANSWERS) {
            for (String right : List.of("f + x + (1 | g)", "c + (1 | g)")) {
                ModelSpec spec = spec(answer, right, frame);
                assertThat(bytes(Cells.of(spec, frame, answer.family(), threads)))
                        .as("%s ~ %s", answer, right)
                        .isEqualTo(bytes(Cells.of(spec, frame, answer.family(), 1)));
            }
        }
    }

    @Test
    void chunksMakeNoDifferenceToTheLastBit() throws IOException {
        Frame frame = rows(new SplittableRandom(8), 100_000);
        RowSource chunks = chunks(frame, ChunkPass.CHUNK);
        for (Answer answer : ANSWERS) {
            ModelSpec spec = spec(answer, "f + x + (1 | g)", frame);
            assertThat(bytes(Cells.of(spec, chunks, answer.family())))
                    .as("%s", answer)
                    .isEqualTo(bytes(Cells.of(spec, frame, answer.family())));
        }
    }

    // the first chunks say little: nothing is there in most of their rows
    @Test
    void rowsAreJudgedByThoseThatAreThere() {
        int n = 200_000;
        Frame frame = rows(new SplittableRandom(12), n);
        frame = frame.with(
                "count",
                NumericColumn.of(
                        IntStream.range(0, n).mapToDouble(i -> i % 3).toArray(), Mask.of(n, i -> i < 100_000)));
        Family family = Family.poisson();
        for (String right : List.of("f + h", "c")) {
            ModelSpec spec = spec(new Answer("count", family, null), right, frame);
            Cells whole = Cells.of(spec, frame, family);
            Cells chunks = Cells.of(spec, chunks(frame, 1_000), family);
            assertThat(whole.rows()).isEqualTo(100_000).isEqualTo(chunks.rows());
            assertThat(whole.count())
                    .isEqualTo(right.equals("c") ? 100_000 : 12)
                    .isEqualTo(chunks.count());
        }
    }

    @Test
    void messagesCountRowsThroughAllChunks() {
        double[] count = new double[100_000];
        count[70_000] = -1;
        Frame frame = Frame.of("count", NumericColumn.of(count));
        RowSource chunks = chunks(frame, 10_000);
        ModelSpec spec = ModelSpec.of(
                Formula.parse("count ~ 1"),
                chunks,
                Roles.defaults().withOutcome(Family.poisson().outcome()));
        assertThatThrownBy(() -> Cells.of(spec, chunks, Family.poisson()))
                .hasMessageContaining("row 70001: `count` is -1");
    }

    @Test
    void rowsStandLevelByLevelAndOnceWhereTheyDoNotRepeat() {
        Frame frame = rows(new SplittableRandom(9), 200_000);
        for (String right : List.of("f + x + (1 | g)", "c + (1 | g)")) {
            Cells cells = Cells.of(spec(ANSWERS.getFirst(), right, frame), frame, Family.binomial());
            int[] level = cells.factors().getFirst().level();
            assertThat(IntStream.range(1, level.length).allMatch(i -> level[i - 1] <= level[i]))
                    .isTrue();
            if (right.startsWith("c")) {
                assertThat((long) cells.count()).isEqualTo(cells.rows());
            } else {
                Map<List<Double>, Integer> seen = new HashMap<>();
                for (int i = 0; i < cells.count(); i++) {
                    seen.merge(
                            List.of(cells.x()[1][i], cells.x()[2][i], cells.x()[3][i], (double) level[i]),
                            1,
                            Integer::sum);
                }
                assertThat(seen).hasSize(cells.count());
            }
        }
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        Frame frame = rows(new SplittableRandom(10), 100);
        byte[] good = bytes(Cells.of(spec(ANSWERS.getFirst(), "f + (1 | g)", frame), frame, Family.binomial()));
        byte[] cut = Arrays.copyOf(good, good.length - 9);
        assertThatThrownBy(() -> Cells.read(new DataInputStream(new ByteArrayInputStream(cut))))
                .isInstanceOf(IOException.class);
        byte[] other = good.clone();
        other[3] = 77;
        assertThatThrownBy(() -> Cells.read(new DataInputStream(new ByteArrayInputStream(other))))
                .hasMessage("version 77 of the format of cells is not known");
    }

    @Test
    void cellsOfOtherModelsAreNotMerged() {
        Frame frame = rows(new SplittableRandom(11), 50);
        Cells one = Cells.of(spec(ANSWERS.getFirst(), "f", frame), frame, Family.binomial());
        Cells other = Cells.of(spec(ANSWERS.getFirst(), "x", frame), frame, Family.binomial());
        assertThatThrownBy(() -> one.merge(other)).hasMessage("cells of two models cannot be merged");
    }

    private static RowSource chunks(Frame frame, int length) {
        return new RowSource() {
            @Override
            public Schema schema() {
                return frame.schema();
            }

            @Override
            public Chunks open() {
                return new Chunks() {
                    private int at;

                    @Override
                    public @Nullable Frame next() {
                        int from = at;
                        at = Math.min(frame.rows(), at + length);
                        return from < at ? frame.slice(from, at) : null;
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
