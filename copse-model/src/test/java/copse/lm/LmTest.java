package copse.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.Schema;
import copse.infer.Estimate;
import copse.infer.StudentT;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Least squares and its covariances on data small enough to be worked out by other means.
class LmTest {
    /// Rounding of sums of a few dozen numbers.
    private static final double ROUNDING = 1e-11;

    // 8 schools of 5 pupils, 4 schools per arm.
    private static final int SCHOOLS = 8;
    private static final int SIZE = 5;
    private static final Frame BALANCED = balanced();

    private static Frame balanced() {
        int n = SCHOOLS * SIZE;
        double[] score = new double[n];
        double[] arm = new double[n];
        String[] school = new String[n];
        for (int i = 0; i < n; i++) {
            int s = i / SIZE;
            school[i] = "s" + s;
            arm[i] = s % 2;
            score[i] = 50 + 3 * arm[i] + 2 * Math.sin(1.7 * s) + Math.cos(2.3 * i);
        }
        return Frame.of(
                "score",
                NumericColumn.of(score),
                "arm",
                NumericColumn.of(arm),
                "school",
                FactorColumn.of(Levels.of(Arrays.stream(school).distinct().toArray(String[]::new)), school));
    }

    /// Two arms of equal clusters: CR2 is the t test of cluster means.
    @Test
    void balancedTwoArmsAreTheTTestOfClusterMeans() {
        double[] means = new double[SCHOOLS];
        for (int i = 0; i < SCHOOLS * SIZE; i++) {
            means[i / SIZE] += BALANCED.numeric("score").value(i) / SIZE;
        }
        double[] mean = new double[2];
        for (int s = 0; s < SCHOOLS; s++) {
            mean[s % 2] += means[s] / 4;
        }
        double squares = 0;
        for (int s = 0; s < SCHOOLS; s++) {
            squares += (means[s] - mean[s % 2]) * (means[s] - mean[s % 2]);
        }
        double se = Math.sqrt(squares / 6 * (1.0 / 4 + 1.0 / 4));
        Estimate effect = Lm.of("score ~ arm")
                .clusters("school")
                .fit(BALANCED)
                .robust(Robust.cr2("school"))
                .effect("arm", 0.95);
        assertThat(effect.value()).isCloseTo(mean[1] - mean[0], within(ROUNDING));
        assertThat(effect.se()).isCloseTo(se, within(ROUNDING));
        assertThat(effect.df()).isCloseTo(6, within(ROUNDING));
        assertThat(effect.p()).isCloseTo(StudentT.twoSidedP((mean[1] - mean[0]) / se, 6), within(ROUNDING));
        assertThat(effect.method()).isEqualTo("CR2 by school, Satterthwaite");
    }

    /// A larger sample: unequal schools, a factor, weights; rows in no order.
    private static Frame pupils(int n) {
        SplittableRandom random = new SplittableRandom(17);
        double[] score = new double[n];
        double[] pre = new double[n];
        double[] w = new double[n];
        double[] school = new double[n];
        String[] kind = new String[n];
        for (int i = 0; i < n; i++) {
            int s = (int) (40 * Math.pow(random.nextDouble(), 1.5));
            school[i] = s;
            kind[i] = s % 3 == 0 ? "a" : s % 3 == 1 ? "b" : "c";
            pre[i] = random.nextGaussian() + Math.sin(s);
            w[i] = 1 + random.nextInt(3);
            score[i] = 2 * pre[i] + s % 3 + Math.cos(3 * s) + random.nextGaussian();
        }
        return Frame.of(
                "score",
                NumericColumn.of(score),
                "pre",
                NumericColumn.of(pre),
                "w",
                NumericColumn.of(w),
                "school",
                NumericColumn.of(school),
                "kind",
                FactorColumn.of(Levels.of("a", "b", "c"), kind));
    }

    private static final Frame PUPILS = pupils(30_000);

    private static List<Estimate> estimates(Lm model, RowSource data, Robust kind) {
        return model.fit(data).robust(kind).coefficients(0.95);
    }

    @Test
    void numberOfThreadsMakesNoDifference() {
        Lm model = Lm.of("score ~ kind + pre").weights("w").clusters("school");
        for (Robust kind : List.of(Robust.cr2("school"), Robust.hc3(), Robust.twoWay("school", "kind"))) {
            List<Estimate> one = estimates(model.threads(1), PUPILS, kind);
            assertThat(estimates(model.threads(2), PUPILS, kind)).isEqualTo(one);
            assertThat(estimates(model.threads(5), PUPILS, kind)).isEqualTo(one);
        }
    }

    @Test
    void orderOfRowsMakesNoDifference() {
        Lm model = Lm.of("score ~ kind + pre").clusters("school");
        List<Estimate> expected = estimates(model, PUPILS, Robust.cr2("school"));
        List<Estimate> sorted = estimates(model, PUPILS.sortBy("school"), Robust.cr2("school"));
        assertClose(sorted, expected, 1);
    }

    private static void assertClose(List<Estimate> got, List<Estimate> expected, double scale) {
        for (int j = 0; j < expected.size(); j++) {
            Estimate one = expected.get(j);
            assertThat(got.get(j).value()).isCloseTo(scale * one.value(), within(1e-9 * scale * one.se()));
            assertThat(got.get(j).se()).isCloseTo(scale * one.se(), within(1e-9 * scale * one.se()));
            assertThat(got.get(j).df()).isCloseTo(one.df(), within(1e-8 * one.df()));
        }
    }

    /// Units of the response are units of the coefficients; its origin is the intercept's.
    @Test
    void unitsAndOriginOfTheResponse() {
        Lm model = Lm.of("score ~ kind + pre").weights("w").clusters("school");
        List<Estimate> expected = estimates(model, PUPILS, Robust.cr2("school"));
        Frame moved = PUPILS.with("score", "score", y -> 1e6 * y);
        assertClose(estimates(model, moved, Robust.cr2("school")), expected, 1e6);
        Frame shifted = PUPILS.with("score", "score", y -> y + 1e3);
        List<Estimate> got = estimates(model, shifted, Robust.cr2("school"));
        assertClose(got.subList(1, 4), expected.subList(1, 4), 1);
        assertThat(got.getFirst().value()).isCloseTo(expected.getFirst().value() + 1e3, within(1e-9));
    }

    /// A column at 1e9 with a spread of 1 gives the slope of the same column at 0; 1e-7 of it is rounded away
    /// in the data.
    @Test
    void columnsFarFromZero() {
        Lm model = Lm.of("score ~ kind + pre").clusters("school");
        List<Estimate> expected = estimates(model, PUPILS, Robust.cr2("school"));
        List<Estimate> far = estimates(model, PUPILS.with("pre", "pre", x -> x + 1e9), Robust.cr2("school"));
        for (int j = 1; j < 4; j++) {
            assertThat(far.get(j).value()).isCloseTo(expected.get(j).value(), within(1e-6));
            assertThat(far.get(j).se()).isCloseTo(expected.get(j).se(), within(1e-6));
            assertThat(far.get(j).df()).isCloseTo(expected.get(j).df(), within(1e-5));
        }
        Lm absorbed = Lm.of("score ~ pre").absorb("kind").clusters("school");
        Frame farther = PUPILS.with("pre", "pre", x -> x + 1e9);
        assertThat(absorbed.fit(farther).beta("pre"))
                .isCloseTo(absorbed.fit(PUPILS).beta("pre"), within(1e-6));
    }

    /// Chunks of a file that is larger than memory.
    @Test
    void chunksOfRows() {
        RowSource chunks = new RowSource() {
            @Override
            public Schema schema() {
                return PUPILS.schema();
            }

            @Override
            public Chunks open() {
                return new Chunks() {
                    private int at;

                    @Override
                    public @Nullable Frame next() {
                        int from = at;
                        at = Math.min(PUPILS.rows(), at + 777);
                        return from == at ? null : PUPILS.slice(from, at);
                    }

                    @Override
                    public void close() {}
                };
            }
        };
        Lm model = Lm.of("score ~ kind + pre").clusters("school");
        assertClose(estimates(model, chunks, Robust.cr2("school")), estimates(model, PUPILS, Robust.cr2("school")), 1);
    }

    /// Without random terms a mixed model is the same linear model.
    @Test
    void classicalIsTheLinearModel() {
        LmmFit expected =
                Lmm.of("score ~ kind + pre + offset(pre)").weights("w").fit(PUPILS);
        LmFit fit = Lm.of("score ~ kind + pre + offset(pre)").weights("w").fit(PUPILS);
        assertThat(fit.names()).isEqualTo(expected.fixedNames());
        assertThat(fit.sigma()).isCloseTo(expected.sigma(), within(1e-9));
        RobustFit classical = fit.robust(Robust.classical());
        for (int j = 0; j < 4; j++) {
            assertThat(fit.beta()[j]).isCloseTo(expected.beta()[j], within(1e-9));
            assertThat(classical.standardErrors()[j]).isCloseTo(expected.standardErrors()[j], within(1e-10));
        }
        assertThat(classical.effect("pre", 0.95).df()).isEqualTo(30_000 - 4);
        assertThat(classical.effect("pre", 0.95).method()).isEqualTo("classical, residual");
        assertThat(classical.wald("kind").denominatorDf()).isEqualTo(30_000 - 4);
    }

    /// What was not read at first is read when asked for.
    @Test
    void clustersNamedLaterCostAPassAndNothingElse() {
        Lm model = Lm.of("score ~ kind + pre");
        List<Estimate> first = estimates(model.clusters("school"), PUPILS, Robust.cr2("school"));
        List<Estimate> later = estimates(model, PUPILS, Robust.cr2("school"));
        assertClose(later, first, 1);
        assertThat(model.fit(PUPILS).robust(Robust.cr2("school:kind")).clusters())
                .isEqualTo(40);
    }

    /// The door for sums: rows, arrays and sums give the same fit.
    @Test
    void rowsArraysAndSums() {
        Frame data = PUPILS.head(500);
        LmFit rows = Lm.of("score ~ pre").clusters("school").fit(data);
        double[] y = data.numeric("score").present();
        double[] x = data.numeric("pre").present();
        int[] school = Arrays.stream(data.numeric("school").present())
                .mapToInt(s -> (int) s)
                .toArray();
        LmFit arrays = LmArrays.of(y)
                .intercept()
                .column("pre", x)
                .clusters("school", school)
                .fit();
        long[] counts = new long[40];
        double[] sums = new double[40 * 9];
        for (int i = 0; i < y.length; i++) {
            double[] row = {1, x[i], y[i]};
            counts[school[i]]++;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    sums[school[i] * 9 + a + 3 * b] += row[a] * row[b];
                }
            }
        }
        int[] used = IntStream.range(0, 40).filter(s -> counts[s] > 0).toArray();
        LmFit summed = Lm.fit(ClusterProducts.of(
                        List.of("(Intercept)", "pre"),
                        IntStream.range(0, 40).mapToObj(Integer::toString).toList(),
                        counts,
                        sums)
                .choose(used));
        List<Estimate> expected = rows.robust(Robust.cr2("school")).coefficients(0.9);
        assertClose(arrays.robust(Robust.cr2("school")).coefficients(0.9), expected, 1);
        assertClose(summed.robust(Robust.cr2("school")).coefficients(0.9), expected, 1);
        assertThat(summed.rows()).isEqualTo(500);
        assertThat(summed.rSquared()).isCloseTo(rows.rSquared(), within(1e-9));
        assertThat(summed.products().rows(0)).isEqualTo(rows.products().rows(0));
    }

    /// A bootstrap of clusters takes some twice: as if their rows were there twice, as clusters of their own.
    @Test
    void clustersChosenTwice() {
        LmFit fit = Lm.of("score ~ arm").clusters("school").fit(BALANCED);
        LmFit twice = Lm.fit(fit.products().choose(0, 0, 1, 1, 2, 3, 4, 5));
        int[] rows = IntStream.concat(
                        IntStream.concat(IntStream.range(0, 5), IntStream.range(0, 30)), IntStream.range(5, 10))
                .toArray();
        LmFit again = Lm.of("score ~ arm").fit(BALANCED.rows(rows));
        assertThat(twice.rows()).isEqualTo(40);
        assertThat(twice.beta()[1]).isCloseTo(again.beta()[1], within(ROUNDING));
        assertThat(twice.robust(Robust.cr0("school")).clusters()).isEqualTo(8);
    }

    @Test
    void whatAFitKnows() {
        LmFit fit = Lm.of("score ~ kind + pre").clusters("school").fit(PUPILS);
        assertThat(fit.cluster()).isEqualTo("school");
        assertThat(fit.aliased()).isEmpty();
        assertThat(fit.missing()).isZero();
        assertThat(fit.rSquared()).isBetween(0.5, 1.0);
        assertThat(fit.diagnostics()).isEmpty();
        LmFit absorbed = Lm.of("score ~ kind + pre").absorb("school").fit(PUPILS);
        // kinds of schools are sums of schools
        assertThat(absorbed.names()).containsExactly("pre");
        assertThat(absorbed.aliased()).containsExactly("kind[b]", "kind[c]");
        assertThat(absorbed.residualDegrees()).isEqualTo(30_000 - 41);
    }

    @Test
    void normalStatistics() {
        Robust.Clusters kind = Robust.cr0("school").degrees(Robust.Degrees.NORMAL);
        Estimate effect = Lm.of("score ~ arm")
                .clusters("school")
                .fit(BALANCED)
                .robust(kind)
                .effect("arm", 0.95);
        assertThat(effect.df()).isInfinite();
        assertThat(effect.upper() - effect.value()).isCloseTo(1.959963984540054 * effect.se(), within(ROUNDING));
        assertThat(effect.method()).isEqualTo("CR0 by school, z");
    }

    /// `.` stands for the other columns, not for clusters and absorbed factors, nor for clusters named later.
    @Test
    void dotLeavesClustersOut() {
        Lm dot = Lm.of("score ~ . + offset(w)").clusters("school");
        LmFit fit = dot.fit(PUPILS);
        assertThat(fit.names()).containsExactly("(Intercept)", "pre", "w", "kind[b]", "kind[c]");
        List<Estimate> written =
                estimates(Lm.of("score ~ pre + w + kind + offset(w)").clusters("school"), PUPILS, Robust.cr2("school"));
        assertClose(fit.robust(Robust.cr2("school")).coefficients(0.95), written, 1);
        assertThat(fit.robust(Robust.cr0("kind")).names()).isEqualTo(fit.names());
        assertThat(Lm.of("score ~ .").absorb("kind").fit(PUPILS).names()).containsExactly("pre", "w", "school");
    }
}
