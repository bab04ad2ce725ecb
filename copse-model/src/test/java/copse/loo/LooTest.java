package copse.loo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Leave-one-out of models whose answers are known. Values of other programs are in the reference cases.
class LooTest {
    private static final int CHAINS = 4;
    private static final int DRAWS = 1000;

    /// Log likelihoods by row.
    private record Table(double[][] logs, int[] of, long fingerprint) implements PointwiseLogLikelihood {
        @Override
        public int chains() {
            return CHAINS;
        }

        @Override
        public int perChain() {
            return logs[0].length / CHAINS;
        }

        @Override
        public int columns() {
            return logs.length;
        }

        @Override
        public double multiplicity(int column) {
            return IntStream.of(of).filter(c -> c == column).count();
        }

        @Override
        public void fill(int column, double[] into) {
            System.arraycopy(logs[column], 0, into, 0, into.length);
        }

        @Override
        public int rows() {
            return of.length;
        }

        @Override
        public int column(int row) {
            return of[row];
        }
    }

    private static double logNormal(double y, double mean, double sd) {
        double z = (y - mean) / sd;
        return -0.5 * z * z - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
    }

    private static Table of(double[][] columns, long fingerprint) {
        return new Table(columns, IntStream.range(0, columns.length).toArray(), fingerprint);
    }

    // Normal outcomes of known variance 1 around a mean with a flat prior: posterior N(ȳ, 1/n).
    private static double[][] normalModel(double[] y, long seed) {
        RandomStream stream = Seed.of(seed).stream();
        double mean = Arrays.stream(y).average().orElseThrow();
        double[][] logs = new double[y.length][CHAINS * DRAWS];
        for (int s = 0; s < CHAINS * DRAWS; s++) {
            double mu = mean + stream.nextGaussian() / Math.sqrt(y.length);
            for (int i = 0; i < y.length; i++) {
                logs[i][s] = logNormal(y[i], mu, 1);
            }
        }
        return logs;
    }

    private static double[] normals(int n, long seed) {
        RandomStream stream = Seed.of(seed).stream();
        return IntStream.range(0, n).mapToDouble(_ -> stream.nextGaussian()).toArray();
    }

    private static double exact(double[] y, int i) {
        double others = (Arrays.stream(y).sum() - y[i]) / (y.length - 1);
        return logNormal(y[i], others, Math.sqrt(1 + 1.0 / (y.length - 1)));
    }

    /// Without yᵢ the next outcome is N(mean of the others, 1 + 1/(n − 1)). The difference is Monte Carlo
    /// error, whose size is part of the answer: z over 30 rows.
    @Test
    void densitiesOfANormalMeanAreKnown() {
        double[] y = normals(30, 3);
        Loo loo = Loo.of(of(normalModel(y, 4), 0), 2);
        double chiSquare = 0;
        for (int i = 0; i < y.length; i++) {
            double z = (loo.elpd(i) - exact(y, i)) / loo.of(i).mcse();
            chiSquare += z * z;
            assertThat(Math.abs(z)).isLessThan(5);
            assertThat(loo.of(i).k()).isLessThan(0.5);
        }
        // errors of rows are correlated through the draws that they share: only the order of size is asserted
        assertThat(chiSquare / y.length).isBetween(0.05, 5.0);
        double total =
                IntStream.range(0, y.length).mapToDouble(i -> exact(y, i)).sum();
        assertThat(loo.elpd()).isCloseTo(total, within(0.05));
        assertThat(loo.diagnostics()).isEmpty();
        assertThat(loo.mcse()).isPresent();
        assertThat(loo.waic().elpd()).isCloseTo(total, within(0.1));
    }

    /// Columns shared by rows give what rows of their own give.
    @Test
    void rowsAlikeMayShareAColumn() {
        for (long seed = 11; seed < 31; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] distinct = normalModel(normals(5, random.nextLong()), random.nextLong());
            int[] of = IntStream.range(0, 5 + random.nextInt(20))
                    .map(i -> i < 5 ? i : random.nextInt(5))
                    .toArray();
            double[][] all = IntStream.of(of).mapToObj(c -> distinct[c]).toArray(double[][]::new);
            Loo shared = Loo.of(new Table(distinct, of, 0), 2);
            Loo own = Loo.of(of(all, 0), 1);
            assertThat(shared.elpd()).as("seed %d", seed).isCloseTo(own.elpd(), within(1e-10));
            assertThat(shared.se()).isCloseTo(own.se(), within(1e-10));
            assertThat(shared.p()).isCloseTo(own.p(), within(1e-10));
            assertThat(shared.seP()).isCloseTo(own.seP(), within(1e-10));
            assertThat(shared.waic().se()).isCloseTo(own.waic().se(), within(1e-10));
            assertThat(shared.elpd(of.length - 1)).isEqualTo(own.elpd(of.length - 1));
        }
    }

    @Test
    void anOutlierIsSaidAndRefitted() {
        double[] y = normals(20, 8);
        y[7] = 14;
        Loo loo = Loo.of(of(normalModel(y, 9), 0), 2);
        assertThat(loo.unreliable()).isEqualTo(1);
        assertThat(loo.mcse()).isEmpty();
        assertThat(loo.diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.meaning()).contains("1 of 20 observations"))
                .extracting(Diagnostic::code)
                .isEqualTo("pareto-k");
        double[] others = IntStream.range(0, 20)
                .filter(i -> i != 7)
                .mapToDouble(i -> y[i])
                .toArray();
        double mean = Arrays.stream(others).average().orElseThrow();
        RandomStream stream = Seed.of(5).stream();
        Loo refitted = loo.refitted(
                of(normalModel(y, 9), 0),
                column -> {
                    assertThat(column).isEqualTo(7);
                    double[][] logs = new double[CHAINS][DRAWS];
                    for (double[] chain : logs) {
                        Arrays.setAll(chain, _ -> logNormal(14, mean + stream.nextGaussian() / Math.sqrt(19), 1));
                    }
                    return logs;
                },
                1);
        assertThat(refitted.elpd(7))
                .isCloseTo(exact(y, 7), within(5 * refitted.of(7).mcse()));
        assertThat(refitted.unreliable()).isZero();
        assertThat(refitted.diagnostics()).isEmpty();
        assertThat(refitted.elpd(0)).isEqualTo(loo.elpd(0));
    }

    @Test
    void aLikelihoodThatNeverChangesIsKnownExactly() {
        double[][] logs = new double[3][CHAINS * DRAWS];
        Arrays.fill(logs[1], -2);
        Arrays.setAll(logs[2], s -> s % 2 == 0 ? -1 : -1.5);
        Loo loo = Loo.of(of(logs, 0), 1);
        assertThat(loo.elpd(1)).isCloseTo(-2, within(1e-13));
        assertThat(loo.of(1).mcse()).isZero();
        assertThat(loo.of(1).k()).isEqualTo(Double.NEGATIVE_INFINITY);
        // half the weight 1 at e⁻¹, half e^½ at e^-3/2: harmonic mean of the densities
        assertThat(loo.elpd(2)).isCloseTo(-Math.log(0.5 * (Math.E + Math.exp(1.5))), within(1e-12));
        assertThat(loo.unreliable()).isZero();
    }

    /// Log likelihoods below −745 underflow; differences between draws are what counts.
    @Test
    void densitiesMayBeTiny() {
        double[] y = normals(10, 21);
        double[][] logs = normalModel(y, 22);
        double[][] lower = Arrays.stream(logs)
                .map(column -> Arrays.stream(column).map(v -> v - 5000).toArray())
                .toArray(double[][]::new);
        Loo plain = Loo.of(of(logs, 0), 2);
        Loo tiny = Loo.of(of(lower, 0), 2);
        assertThat(tiny.elpd()).isCloseTo(plain.elpd() - 50_000, within(1e-7));
        assertThat(tiny.mcse().getAsDouble()).isCloseTo(plain.mcse().getAsDouble(), within(1e-8));
    }

    @Test
    void foldsPartitionRowsAndGroups() {
        RandomStream stream = Seed.of(1).stream();
        Folds rows = Folds.ofRows(23, 5, stream);
        assertThat(IntStream.range(0, 5)
                        .flatMap(f -> IntStream.of(rows.heldOut(f)))
                        .sorted())
                .containsExactly(IntStream.range(0, 23).boxed().toArray(Integer[]::new));
        assertThat(rows.heldOut(0).length).isBetween(4, 5);
        assertThat(rows.kept(2)).hasSize(23 - rows.heldOut(2).length);
        int[] group = IntStream.range(0, 40).map(i -> i % 7).toArray();
        Folds groups = Folds.ofGroups(group, 7, 7, stream);
        for (int f = 0; f < 7; f++) {
            assertThat(IntStream.of(groups.heldOut(f))
                            .map(i -> group[i])
                            .distinct()
                            .count())
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> Folds.ofRows(3, 4, stream))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 folds of 3 observations");
    }

    @Test
    void foldsOfOneRowAreLeaveOneOut() {
        double[] y = normals(12, 31);
        Folds each = new Folds(IntStream.range(0, 12).toArray(), 12);
        CrossValidation folds = CrossValidation.of(
                each,
                (kept, heldOut) -> {
                    assertThat(kept).hasSize(11);
                    RandomStream stream = Seed.of(heldOut[0]).stream();
                    double mean =
                            IntStream.of(kept).mapToDouble(i -> y[i]).average().orElseThrow();
                    double[] logs = new double[20_000];
                    Arrays.setAll(logs, _ -> logNormal(y[heldOut[0]], mean + stream.nextGaussian() / Math.sqrt(11), 1));
                    return new double[][] {logs};
                },
                1,
                2);
        for (int i = 0; i < 12; i++) {
            assertThat(folds.elpd(i)).isCloseTo(exact(y, i), within(0.02));
        }
        assertThat(folds.method()).isEqualTo("12-fold cross-validation");
    }

    /// What was kept compares as what it was made from.
    @Test
    void densitiesMayBeKept() {
        Loo loo = Loo.of(of(normalModel(normals(10, 1), 2), 5), 1);
        KeptElpd kept = KeptElpd.of(loo.method(), loo.kind(), loo.pointwise(), loo.fingerprint());
        assertThat(kept.elpd()).isCloseTo(loo.elpd(), within(1e-12));
        assertThat(kept.se()).isCloseTo(loo.se(), within(1e-12));
        SequencedMap<String, Elpd> models = new LinkedHashMap<>();
        models.put("now", loo);
        models.put("before", kept);
        ModelComparison comparison = ModelComparison.of(models, Seed.of(1));
        assertThat(comparison.rows().getLast().difference()).isCloseTo(0, within(1e-12));
        assertThat(comparison.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("close-models", "few-rows-to-compare");
    }

    @Test
    void modelsAreRankedByDifferencesOfRows() {
        double[] y = normals(40, 13);
        double[][] good = normalModel(y, 14);
        double[][] bad = new double[40][CHAINS * DRAWS];
        for (int i = 0; i < 40; i++) {
            Arrays.fill(bad[i], logNormal(y[i], 2, 1));
        }
        SequencedMap<String, Loo> models = new LinkedHashMap<>();
        models.put("bad", Loo.of(of(bad, 77), 2));
        models.put("good", Loo.of(of(good, 77), 2));
        ModelComparison comparison = ModelComparison.of(models, Seed.of(1));
        assertThat(comparison.rows()).extracting(ComparedModel::name).containsExactly("good", "bad");
        assertThat(comparison.rows().getFirst().difference()).isZero();
        ComparedModel last = comparison.rows().getLast();
        double[] differences = IntStream.range(0, 40)
                .mapToDouble(i -> models.get("bad").elpd(i) - models.get("good").elpd(i))
                .toArray();
        assertThat(last.difference()).isCloseTo(Arrays.stream(differences).sum(), within(1e-10));
        assertThat(last.seDifference()).isCloseTo(RowTotals.of(differences).se(), within(1e-10));
        assertThat(last.stacking()).isLessThan(0.01);
        assertThat(comparison.diagnostics()).extracting(Diagnostic::code).containsExactly("few-rows-to-compare");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        double[][] logs = normalModel(normals(10, 1), 2);
        Loo one = Loo.of(of(logs, 5), 1);
        SequencedMap<String, Elpd> models = new LinkedHashMap<>();
        models.put("first", one);
        assertThatThrownBy(() -> ModelComparison.of(models, Seed.of(1))).hasMessageContaining("1 model");
        models.put("second", Loo.of(of(logs, 6), 1));
        assertThatThrownBy(() -> ModelComparison.of(models, Seed.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("`first` and `second` have other outcomes");
        models.put("second", Loo.of(of(Arrays.copyOf(logs, 9), 5), 1));
        assertThatThrownBy(() -> ModelComparison.of(models, Seed.of(1))).hasMessageContaining("`second` has 9");
        RandomStream stream = Seed.of(1).stream();
        CrossValidation.Refit none = (_, heldOut) -> new double[heldOut.length][1];
        SequencedMap<String, Elpd> folds = new LinkedHashMap<>();
        folds.put("first", CrossValidation.of(Folds.ofRows(10, 5, stream), none, 0, 1));
        folds.put("second", CrossValidation.of(Folds.ofRows(10, 5, stream), none, 0, 1));
        assertThatThrownBy(() -> ModelComparison.of(folds, Seed.of(1))).hasMessageContaining("5-fold");
        models.put("second", one.waic());
        assertThatThrownBy(() -> ModelComparison.of(models, Seed.of(1))).hasMessageContaining("WAIC");
    }
}
