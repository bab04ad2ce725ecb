package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.Schema;
import copse.math.Matrix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossProductsTest {
    private static final String NESTED = "y ~ x + f + (x | a/b)";
    private static final String CROSSED = "y ~ x + (1 | a) + (0 + x | c)";
    private static final String WITHOUT_CONSTANT = "y ~ 0 + x + (0 + x | a) + (1 | c)";

    @ParameterizedTest
    @ValueSource(strings = {NESTED, CROSSED, WITHOUT_CONSTANT})
    void productsAreThoseOfTheModelMatrix(String formula) {
        Frame frame = frame(3000, 1, 0);
        ModelSpec spec = spec(formula, frame).withWeights("w");
        assertProducts(spec, frame, CrossProducts.of(spec, frame));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16})
    void threadsMakeNoDifferenceToTheLastBit(int threads) {
        Frame frame = frame(300_000, 2, 0);
        ModelSpec spec = spec("y ~ x + f + (x | a/b) + (1 | c)", frame);
        assertSame(CrossProducts.of(spec, frame, threads), CrossProducts.of(spec, frame, 1));
    }

    // chunks of the reader's own length are the same units of work as slices of the frame
    @Test
    void chunksMakeNoDifferenceToTheLastBit() {
        Frame frame = frame(200_000, 3, 0);
        ModelSpec spec = spec(NESTED, frame);
        assertSame(CrossProducts.of(spec, chunks(frame, 32_768)), CrossProducts.of(spec, frame));
    }

    @Test
    void chunksOfOtherLengthsDifferByRoundingOnly() {
        Frame frame = frame(20_000, 3, 0);
        ModelSpec spec = spec(NESTED, frame);
        assertClose(CrossProducts.of(spec, chunks(frame, 777)), CrossProducts.of(spec, frame));
    }

    @Test
    void totalsOfLevelsAreProductsOfRows() {
        Frame frame = frame(3000, 5, 0);
        ModelSpec spec = spec("y ~ x + (1 | a)", frame);
        CrossProducts rows = CrossProducts.of(spec, frame);
        CrossProducts.Products levels = rows.groupings().getFirst();
        CrossProducts totals =
                CrossProducts.ofTotals(spec, levels.keys(), levels.counts(), rows.shift(), levels.ztx(), rows.gram());
        assertSame(totals, rows);
        assertThat(totals.shift()).isEqualTo(rows.shift());
        assertThat(totals.dropped()).isEqualTo(rows.dropped());
        assertThatThrownBy(() -> CrossProducts.ofTotals(
                        spec(NESTED, frame), levels.keys(), levels.counts(), rows.shift(), levels.ztx(), rows.gram()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsMergeIntoTheWhole() {
        // levels of `b` and `c` that only one part has, and means that differ between the parts
        Frame frame = frame(9_000, 4, 50);
        ModelSpec spec = spec("y ~ x + f + (x | a/b) + (1 | c)", frame);
        CrossProducts first = CrossProducts.of(spec, frame.slice(0, 2_500));
        CrossProducts second = CrossProducts.of(spec, frame.slice(2_500, 9_000));
        CrossProducts whole = CrossProducts.of(spec, frame);
        assertClose(first.merge(second), whole);
        assertThat(first.merge(second).dropped()).isEqualTo(whole.dropped());
        assertClose(second.merge(first), second.merge(first).merge(empty(spec, frame)));
    }

    private static CrossProducts empty(ModelSpec spec, Frame frame) {
        return CrossProducts.of(spec, frame.slice(0, 0));
    }

    @Test
    void productsOfTwoModelsDoNotMerge() {
        Frame frame = frame(100, 4, 0);
        CrossProducts a = CrossProducts.of(spec("y ~ x + (1 | a)", frame), frame);
        CrossProducts b = CrossProducts.of(spec("y ~ x + (1 | c)", frame), frame);
        assertThatThrownBy(() -> a.merge(b)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void largeMeansLoseNothing() {
        Frame frame = frame(5_000, 5, 0);
        Frame far = frame.with("x", shifted(frame, "x", 1e9)).with("y", shifted(frame, "y", 1e8));
        CrossProducts near = CrossProducts.of(spec(NESTED, frame), frame);
        CrossProducts shifted = CrossProducts.of(spec(NESTED, far), far);
        // the columns themselves are rounded to 1e-7 (ulp of 1e9), their 5,000 products to about as much each
        assertThat(shifted.gram().at(1, 1)).isCloseTo(near.gram().at(1, 1), within(1e-3));
        assertThat(shifted.shift()[1] - near.shift()[1]).isCloseTo(1e9, within(1e-6));
    }

    @Test
    void rowsLeftOutAreCountedByReason() {
        double[] x = {1, 2, 3, 4, 5, 6};
        Mask missing = Mask.of(6, row -> row == 1);
        Frame frame = Frame.of(
                "y", NumericColumn.of(1, 2, 3, 4, 5, 7),
                "x", NumericColumn.of(x, missing),
                "a", FactorColumn.of("p", "p", null, "q", "q", "p"),
                "w", NumericColumn.of(1, 1, 1, 0, 2, 1));
        ModelSpec spec = spec("y ~ x + (1 | a)", frame).withWeights("w");
        CrossProducts products = CrossProducts.of(spec, frame);
        assertThat(products.rows()).isEqualTo(3);
        assertThat(products.dropped().seen()).isEqualTo(6);
        assertThat(products.dropped().missing()).isEqualTo(2);
        assertThat(products.dropped().zeroWeight()).isEqualTo(1);
        assertThat(products.logWeights()).isCloseTo(Math.log(2), within(1e-15));
    }

    @Test
    void groupingsComeWithMostLevelsFirstAndLevelsByKey() {
        Frame frame = frame(2_000, 6, 0);
        CrossProducts products = CrossProducts.of(spec("y ~ x + (1 | a/b)", frame), frame);
        assertThat(products.groupings().stream().map(g -> g.grouping().name())).containsExactly("b:a", "a");
        assertThat(products.groupings().getFirst().keys()).isSorted();
        assertThat(IntStream.range(0, products.groupings().get(1).levels())
                        .mapToObj(products.groupings().get(1)::label))
                .containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void errorsOfTheSourceReachTheCaller() {
        Frame frame = frame(200_000, 7, 0);
        RowSource broken = new RowSource() {
            @Override
            public Schema schema() {
                return frame.schema();
            }

            @Override
            public Chunks open() {
                Chunks good = chunks(frame, 32_768).open();
                return new Chunks() {
                    private int left = 3;

                    @Override
                    public @Nullable Frame next() {
                        if (left-- == 0) {
                            throw new IllegalStateException("disk gone");
                        }
                        return good.next();
                    }

                    @Override
                    public void close() {
                        good.close();
                    }
                };
            }
        };
        ModelSpec spec = spec(NESTED, frame);
        assertThatThrownBy(() -> CrossProducts.of(spec, broken, 4)).hasMessage("disk gone");
    }

    private static ModelSpec spec(String formula, Frame frame) {
        return ModelSpec.of(Formula.parse(formula), frame);
    }

    private static NumericColumn shifted(Frame frame, String name, double by) {
        NumericColumn column = frame.numeric(name);
        return NumericColumn.of(IntStream.range(0, frame.rows())
                .mapToDouble(row -> column.value(row) + by)
                .toArray());
    }

    /// `a` 5 levels, `b` nested in it (4 each), `c` crossed with both; `drift` moves x and the levels of c
    /// along the rows.
    private static Frame frame(int rows, long seed, double drift) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[rows];
        double[] y = new double[rows];
        double[] w = new double[rows];
        int[] a = new int[rows];
        int[] b = new int[rows];
        int[] c = new int[rows];
        int[] f = new int[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.nextDouble() * 4 - 2 + drift * i / rows;
            y[i] = 3 + x[i] + random.nextDouble();
            w[i] = 0.5 + random.nextDouble();
            a[i] = random.nextInt(5);
            b[i] = 4 * a[i] + random.nextInt(4);
            c[i] = drift > 0 ? Math.min(6, 7 * i / rows) : random.nextInt(7);
            f[i] = random.nextInt(3);
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("y", NumericColumn.of(y));
        columns.put("x", NumericColumn.of(x));
        columns.put("w", NumericColumn.of(w));
        columns.put("a", FactorColumn.wrap(a, numbered(5)));
        columns.put("b", FactorColumn.wrap(b, numbered(20)));
        columns.put("c", FactorColumn.wrap(c, numbered(7)));
        columns.put("f", FactorColumn.wrap(f, numbered(3)));
        return Frame.of(columns);
    }

    private static Levels numbered(int levels) {
        return Levels.of(IntStream.range(0, levels).mapToObj(Integer::toString).toList());
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

    /// Compares with sums over rows of the model matrix, made the slow way.
    private static void assertProducts(ModelSpec spec, Frame frame, CrossProducts products) {
        ModelRows rows = spec.rows(frame);
        int p = products.p();
        int n = rows.source().length;
        double[][] wide = new double[p + 1][];
        double[] shift = products.shift();
        for (int j = 0; j <= p; j++) {
            double[] column = (j < p ? rows.x()[j] : Objects.requireNonNull(rows.response())).clone();
            for (int i = 0; i < n; i++) {
                column[i] -= shift[j];
            }
            wide[j] = column;
        }
        double[] w = Objects.requireNonNull(rows.weights());
        Matrix gram = products.gram();
        for (int j = 0; j <= p; j++) {
            for (int k = 0; k <= p; k++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += w[i] * wide[j][i] * wide[k][i];
                }
                assertThat(gram.at(j, k)).isCloseTo(sum, within(1e-9)); // 3,000 products of order 1
            }
        }
        for (CrossProducts.Products own : products.groupings()) {
            int g = spec.groupings().indexOf(own.grouping());
            int q = own.q();
            double[] ztz = new double[own.ztz().length];
            double[] ztx = new double[own.ztx().length];
            for (int i = 0; i < n; i++) {
                int level = Arrays.binarySearch(own.keys(), rows.keys()[g][i]);
                for (int c = 0; c < q; c++) {
                    double zc = rows.z()[g][c][i] - own.shift()[c];
                    for (int d = 0; d < q; d++) {
                        ztz[(level * q + d) * q + c] += w[i] * zc * (rows.z()[g][d][i] - own.shift()[d]);
                    }
                    for (int j = 0; j <= p; j++) {
                        ztx[(level * q + c) * (p + 1) + j] += w[i] * zc * wide[j][i];
                    }
                }
            }
            assertThat(own.ztz()).containsExactly(ztz, within(1e-9));
            assertThat(own.ztx()).containsExactly(ztx, within(1e-9));
        }
    }

    private static void assertSame(CrossProducts a, CrossProducts b) {
        assertThat(a.gram()).isEqualTo(b.gram());
        assertThat(a.shift()).isEqualTo(b.shift());
        compare(a, b, 0);
    }

    private static void assertClose(CrossProducts a, CrossProducts b) {
        // bring both to columns without shift
        compare(a.transformed(unshift(a), identities(a)), b.transformed(unshift(b), identities(b)), 1e-10);
    }

    private static Matrix unshift(CrossProducts products) {
        int size = products.p() + 1;
        double[] m = Matrix.identity(size).toArray();
        for (int j = 1; j < size; j++) {
            m[j * size] = products.shift()[j];
        }
        return Matrix.wrap(size, size, m);
    }

    private static List<Matrix> identities(CrossProducts products) {
        return products.groupings().stream()
                .map(grouping -> {
                    int q = grouping.q();
                    double[] n = Matrix.identity(q).toArray();
                    for (int c = 1; c < q; c++) {
                        n[c * q] = grouping.shift()[c];
                    }
                    return Matrix.wrap(q, q, n);
                })
                .toList();
    }

    private static void compare(CrossProducts a, CrossProducts b, double relative) {
        assertThat(a.rows()).isEqualTo(b.rows());
        assertThat(a.logWeights()).isCloseTo(b.logWeights(), within(relative * Math.abs(b.logWeights())));
        compare(a.gram().toArray(), b.gram().toArray(), relative);
        assertThat(a.groupings()).hasSameSizeAs(b.groupings());
        for (int g = 0; g < a.groupings().size(); g++) {
            CrossProducts.Products own = a.groupings().get(g);
            CrossProducts.Products other = b.groupings().get(g);
            assertThat(own.keys()).isEqualTo(other.keys());
            assertThat(own.counts()).isEqualTo(other.counts());
            compare(own.ztz(), other.ztz(), relative);
            compare(own.ztx(), other.ztx(), relative);
            for (int h = g + 1; h < a.groupings().size(); h++) {
                assertThat(a.pair(g, h).start()).isEqualTo(b.pair(g, h).start());
                assertThat(a.pair(g, h).level()).isEqualTo(b.pair(g, h).level());
                compare(a.pair(g, h).blocks(), b.pair(g, h).blocks(), relative);
            }
        }
    }

    private static void compare(double[] a, double[] b, double relative) {
        if (relative == 0) {
            assertThat(a).isEqualTo(b);
            return;
        }
        double largest = Arrays.stream(b).map(Math::abs).max().orElse(0);
        assertThat(a).containsExactly(b, within(relative * Math.max(1, largest)));
    }
}
