package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.estimate.BootstrapOptions.Limits;
import copse.estimate.BootstrapOptions.Scheme;
import copse.estimate.Hypothesis.Direction;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import copse.lmm.Lmm;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.test.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {
    private static final Question QUESTION = Question.of("y", "t", "c");

    /// Clusters of 3 to 8 rows, half of them treated, of pairs (0,1), (2,3) …
    private static Frame rows(int clusters, RandomStream random) {
        int[] size =
                IntStream.range(0, clusters).map(_ -> 3 + random.nextInt(6)).toArray();
        int n = Arrays.stream(size).sum();
        double[] y = new double[n];
        double[] x = new double[n];
        String[] cluster = new String[n];
        String[] pair = new String[n];
        String[] arm = new String[n];
        int row = 0;
        for (int g = 0; g < clusters; g++) {
            double u = random.nextGaussian();
            for (int i = 0; i < size[g]; i++) {
                x[row] = 100 + u + random.nextGaussian();
                y[row] = 50 + u + 0.5 * (g % 2) + 0.3 * x[row] + random.nextGaussian();
                cluster[row] = "g" + (100 + g);
                pair[row] = "p" + (10 + g / 2);
                arm[row++] = g % 2 == 1 ? "t" : "c";
            }
        }
        return Frame.of(
                "y",
                NumericColumn.of(y),
                "x",
                NumericColumn.of(x),
                "cluster",
                FactorColumn.of(cluster),
                "pair",
                FactorColumn.of(pair),
                "arm",
                FactorColumn.of(arm));
    }

    private static Experiment clusters(Frame rows) {
        return Experiment.observed(rows, Roles.of("arm").withUnit("cluster"));
    }

    private static ClusterBootstrap bootstrap(Limits limits, Scheme scheme, int replicates) {
        return new ClusterBootstrap(
                Counting.ROWS,
                BootstrapOptions.defaults()
                        .withLimits(limits)
                        .withScheme(scheme)
                        .withReplicates(replicates));
    }

    /// Means of units vary by `(n − 1)/n` of what Neyman's variance says when drawn with replacement.
    @Test
    void drawsVaryAsMeansOfUnitsDo() {
        Frame rows = rows(20, Seed.of(4).stream());
        EffectEstimate got = new ClusterBootstrap(
                        Counting.UNITS,
                        BootstrapOptions.defaults().withReplicates(9999).withLimits(Limits.PERCENTILE))
                .estimate(clusters(rows), QUESTION);
        UnitTotals totals = clusters(rows).totals(QUESTION);
        double variance = 0;
        double difference = 0;
        for (int arm = 0; arm < 2; arm++) {
            double[] means =
                    Arrays.stream(totals.unitsIn(arm)).mapToDouble(totals::mean).toArray();
            double mean = Arrays.stream(means).average().orElseThrow();
            double squares =
                    Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum();
            variance += squares / (means.length * (double) means.length);
            difference += arm == 1 ? mean : -mean;
        }
        assertThat(got.value()).isCloseTo(difference, within(1e-12));
        // the standard deviation of 9,999 draws is known to about 0.7 %
        assertThat(got.se().orElseThrow()).isCloseTo(Math.sqrt(variance), within(0.03 * Math.sqrt(variance)));
        assertThat(got.clusters()).isEqualTo(20);
        assertThat(got.method()).contains("20 units", "percentile", "9,999 draws", "type 6", "Monte Carlo error");
    }

    /// With covariates: the coefficient is that of least squares on rows, the error that of the wild
    /// bootstrap's CR1.
    @Test
    void covariatesGiveTheRegressionOfRows() {
        Cases.of(11, 10).check(one -> {
            Frame rows = rows(8, Seed.of(one.nextLong()).stream());
            Question adjusted = QUESTION.withCovariates(List.of("x"));
            UnitTotals totals = clusters(rows).totals(adjusted);
            ResampledEffect effect = ResampledUnits.of(totals, adjusted, Scheme.AS_RANDOMISED, Counting.ROWS)
                    .effect();
            double[] once = new double[8];
            Arrays.fill(once, 1);
            ResampledEffect.Value got = effect.of(once);
            double[] beta = Lmm.of("y ~ arm + x").fit(rows).beta();
            assertThat(got.value()).isCloseTo(beta[1], within(1e-9));
            EffectEstimate wild = WildClusterBootstrap.defaults().estimate(totals, adjusted);
            assertThat(wild.value()).isCloseTo(beta[1], within(1e-9));
            assertThat(got.se()).isCloseTo(wild.se().orElseThrow(), within(1e-9));
        });
    }

    /// Drawing a cluster twice is having it twice under another name.
    @Test
    void drawnTwiceIsTwoClusters() {
        Frame rows = rows(6, Seed.of(8).stream());
        Frame again = rows.where(copse.frame.Mask.of(
                        rows.rows(), r -> rows.column("cluster").text(r).equals("g102")))
                .with("cluster", FactorColumn.of(rows.rows(), _ -> "g999").slice(0, rowsOf(rows, "g102")));
        Frame both = rows.append(again);
        Question adjusted = QUESTION.withCovariates(List.of("x"));
        for (Question question : List.of(QUESTION, adjusted)) {
            ResampledEffect drawn = ResampledUnits.of(
                            clusters(rows).totals(question), question, Scheme.AS_RANDOMISED, Counting.ROWS)
                    .effect();
            ResampledEffect real = ResampledUnits.of(
                            clusters(both).totals(question), question, Scheme.AS_RANDOMISED, Counting.ROWS)
                    .effect();
            ResampledEffect.Value twice = drawn.of(new double[] {1, 1, 2, 1, 1, 1});
            ResampledEffect.Value listed = real.of(new double[] {1, 1, 1, 1, 1, 1, 1});
            assertThat(twice.value()).isCloseTo(listed.value(), within(1e-10));
            assertThat(twice.se()).isCloseTo(listed.se(), within(1e-10));
        }
    }

    private static int rowsOf(Frame rows, String cluster) {
        return (int) IntStream.range(0, rows.rows())
                .filter(r -> rows.column("cluster").text(r).equals(cluster))
                .count();
    }

    /// Pairs are drawn as wholes; values of reference case an.pairs5.
    @Test
    void pairsAreDrawnAsWholes() {
        double[] treated = {5.2, 6.1, 5.9, 4.9, 6.6};
        double[] control = {4.6, 5, 5.8, 4.1, 5.7};
        double[] difference = new double[5];
        double[] sizes = {210, 165, 220, 185, 130};
        Arrays.setAll(difference, i -> treated[i] - control[i]);
        double[] once = {1, 1, 1, 1, 1};
        ResampledEffect.Value equal = new BlocksEffect(difference, once).of(once);
        assertThat(equal.value()).isCloseTo(0.7, within(1e-12));
        assertThat(equal.se()).isCloseTo(0.170293863659264, within(1e-12));
        ResampledEffect.Value weighted = new BlocksEffect(difference, sizes).of(once);
        assertThat(weighted.value()).isCloseTo(0.653296703296704, within(1e-12));
        assertThat(weighted.se()).isCloseTo(0.146453052403788, within(1e-12));

        Frame rows = rows(12, Seed.of(2).stream());
        Experiment experiment =
                Experiment.observed(rows, Roles.of("arm").withUnit("cluster").withBlock("pair"));
        EffectEstimate got = ClusterBootstrap.defaults().estimate(experiment, QUESTION);
        assertThat(got.method()).contains("6 pairs");
        assertThat(got.clusters()).isEqualTo(12);
        assertThatThrownBy(
                        () -> bootstrap(Limits.BASIC, Scheme.WITHIN_ARMS, 199).estimate(experiment, QUESTION))
                .hasMessageContaining("E302")
                .hasMessageContaining("arm `c` has one unit in block `p10`")
                .hasMessageContaining("draw whole blocks");
    }

    /// Of a mean of n numbers the acceleration is a sixth of the skewness over √n.
    @Test
    void accelerationOfAMeanIsItsSkewness() {
        double[] d = {0.2, 0.9, 1.1, 4.5, 0.1, 2.2, 0.4};
        double[] once = new double[d.length];
        Arrays.fill(once, 1);
        double mean = Arrays.stream(d).average().orElseThrow();
        double second = Arrays.stream(d).map(v -> Math.pow(v - mean, 2)).sum();
        double third = Arrays.stream(d).map(v -> Math.pow(v - mean, 3)).sum();
        int[][] members = {IntStream.range(0, d.length).toArray()};
        assertThat(ClusterBootstrap.acceleration(new BlocksEffect(d, once), members, once))
                .isCloseTo(third / (6 * Math.pow(second, 1.5)), within(1e-12));
    }

    /// Without bias and acceleration BCa is the percentile interval; basic limits are its mirror.
    @Test
    void kindsOfLimitsAgreeWhereTheyMust() {
        double[] draws = IntStream.rangeClosed(-500, 500)
                .mapToDouble(i -> 10 + i / 100.0)
                .toArray();
        BootstrapOptions options = BootstrapOptions.defaults();
        BootstrapConfidence percentile =
                new BootstrapConfidence(options.withLimits(Limits.PERCENTILE), 10, 1, draws, 0);
        BootstrapConfidence bca = new BootstrapConfidence(options.withLimits(Limits.BCA), 10, 1, draws, 0);
        BootstrapConfidence basic = new BootstrapConfidence(options.withLimits(Limits.BASIC), 10, 1, draws, 0);
        for (double tail : new double[] {0.01, 0.025, 0.3}) {
            assertThat(bca.lower(tail)).isCloseTo(percentile.lower(tail), within(1e-9));
            assertThat(basic.lower(tail)).isCloseTo(20 - percentile.upper(tail), within(1e-9));
            assertThat(basic.upper(tail)).isCloseTo(percentile.upper(tail), within(1e-9));
        }
        for (BootstrapConfidence kind : List.of(percentile, bca, basic)) {
            assertThat(kind.above(kind.lower(0.05))).isCloseTo(0.05, within(0.002));
            assertThat(kind.below(kind.upper(0.05))).isCloseTo(0.05, within(0.002));
        }
    }

    /// Monte Carlo error of a limit: the spread of the limits of many seeds.
    @Test
    void errorOfLimitsIsTheirSpreadOverSeeds() {
        BootstrapOptions options = BootstrapOptions.defaults().withLimits(Limits.PERCENTILE);
        RandomStream random = Seed.of(5).stream();
        double[] limits = new double[400];
        double errors = 0;
        for (int k = 0; k < limits.length; k++) {
            double[] draws = new double[399];
            random.fillGaussian(draws, 0, draws.length);
            BootstrapConfidence one = new BootstrapConfidence(options, 0, 1, draws, 0);
            limits[k] = one.lower(0.05);
            errors += one.limitError(0.05) / limits.length;
        }
        double mean = Arrays.stream(limits).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(limits)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        // both are known to about 4 %
        assertThat(errors).isCloseTo(sd, within(0.15 * sd));
    }

    @Test
    void hypothesesGetTheirLimits() {
        Experiment experiment = clusters(rows(30, Seed.of(6).stream()));
        for (Limits limits : Limits.values()) {
            ClusterBootstrap bootstrap = bootstrap(limits, Scheme.AS_RANDOMISED, 1999);
            EffectEstimate two = bootstrap.estimate(experiment, QUESTION.withLevel(0.9));
            EffectEstimate one = bootstrap.estimate(
                    experiment,
                    QUESTION.withHypothesis(new Hypothesis.Superiority(0, Direction.HIGHER))
                            .withLevel(0.95));
            assertThat(one.interval().upper()).isInstanceOf(Limit.Open.class);
            assertThat(one.interval().lower().value())
                    .isCloseTo(two.interval().lower().value(), within(1e-12));
            assertThat(two.interval().contains(two.value())).isTrue();
            // a limit and its p-value say the same, but for one draw more or less
            double edge = two.interval().lower().value();
            assertThat(bootstrap
                            .estimate(
                                    experiment,
                                    QUESTION.withHypothesis(new Hypothesis.Equality(edge))
                                            .withLevel(0.9))
                            .p())
                    .isCloseTo(0.1, within(0.003));
        }
    }

    @Test
    void threadsDoNotMatter() throws Exception {
        Experiment experiment = clusters(rows(12, Seed.of(7).stream()));
        for (Scheme scheme : List.of(Scheme.AS_RANDOMISED, Scheme.CASES, Scheme.TWO_STAGE)) {
            ClusterBootstrap bootstrap = bootstrap(Limits.BCA, scheme, 399);
            EffectEstimate many = bootstrap.estimate(experiment, QUESTION);
            try (ForkJoinPool alone = new ForkJoinPool(1)) {
                assertThat(alone.submit(() -> bootstrap.estimate(experiment, QUESTION))
                                .get())
                        .isEqualTo(many);
            }
        }
    }

    /// Rows drawn within units add their variance a second time.
    @Test
    void twoStagesVaryMoreThanOne() {
        Experiment experiment = clusters(rows(20, Seed.of(9).stream()));
        double one = bootstrap(Limits.PERCENTILE, Scheme.AS_RANDOMISED, 3999)
                .estimate(experiment, QUESTION)
                .se()
                .orElseThrow();
        double two = bootstrap(Limits.PERCENTILE, Scheme.TWO_STAGE, 3999)
                .estimate(experiment, QUESTION)
                .se()
                .orElseThrow();
        assertThat(two).isGreaterThan(1.02 * one).isLessThan(2 * one);
    }

    /// Draws of so few pairs that coefficients fit them whole have no error but rounding: they are failures,
    /// not t statistics of 1e12.
    @Test
    void drawsWithoutErrorAreFailures() {
        Frame rows = rows(10, Seed.of(2).stream());
        Experiment experiment =
                Experiment.observed(rows, Roles.of("arm").withUnit("cluster").withBlock("pair"));
        // of 5 pairs a draw holds two or fewer with probability 305/3125
        assertThatThrownBy(
                        () -> ClusterBootstrap.defaults().estimate(experiment, QUESTION.withCovariates(List.of("x"))))
                .hasMessageContaining("E303")
                .hasMessageContaining("of 1999 replicates have no result")
                .hasMessageContaining("with 5 pairs");
        EffectEstimate plain = ClusterBootstrap.defaults().estimate(experiment, QUESTION);
        assertThat(plain.interval().width()).isLessThan(100);
        assertThat(plain.diagnostics()).extracting(Diagnostic::code).contains("bootstrap-left-out");
    }

    @Test
    void whatAReaderMustKnow() {
        Experiment few = clusters(rows(8, Seed.of(1).stream()));
        EffectEstimate got =
                bootstrap(Limits.PERCENTILE, Scheme.AS_RANDOMISED, 39).estimate(few, QUESTION);
        assertThat(got.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("bootstrap-few-units", "bootstrap-monte-carlo");
        assertThat(got.diagnostics().getFirst().meaning()).startsWith("There are 8 units to draw from.");
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        Frame rows = rows(8, Seed.of(1).stream());
        Experiment experiment = clusters(rows);
        assertThatThrownBy(() ->
                        bootstrap(Limits.PERCENTILE, Scheme.AS_RANDOMISED, 19).estimate(experiment, QUESTION))
                .hasMessageContaining("E301")
                .hasMessageContaining("19 draws are too few for limits at 95.0 %")
                .hasMessageContaining("39 draws just reach it")
                .hasMessageContaining("draw 1999");
        assertThatThrownBy(() -> BootstrapOptions.defaults().withReplicates(10))
                .hasMessageContaining("10 draws are too few for limits");
        assertThatThrownBy(
                        () -> bootstrap(Limits.PERCENTILE, Scheme.BLOCKS, 199).estimate(experiment, QUESTION))
                .hasMessageContaining("E302")
                .hasMessageContaining("whole blocks are to be drawn, and there is one");
        assertThatThrownBy(() -> bootstrap(Limits.BASIC, Scheme.TWO_STAGE, 199)
                        .estimate(experiment, QUESTION.withCovariates(List.of("x"))))
                .hasMessageContaining("E305")
                .hasMessageContaining("two-stage bootstrap with covariates");
        Frame copy = rows.with(
                "z",
                NumericColumn.of(IntStream.range(0, rows.rows())
                        .mapToDouble(r -> rows.column("arm").text(r).equals("t") ? 3 : 1)
                        .toArray()));
        assertThatThrownBy(() ->
                        ClusterBootstrap.defaults().estimate(clusters(copy), QUESTION.withCovariates(List.of("z"))))
                .hasMessageContaining("cannot be told apart from the covariates");
        assertThatThrownBy(() -> new BootstrapConfidence(
                        BootstrapOptions.defaults().withLimits(Limits.BCA), 9, 1, new double[] {1, 2, 3}, 0))
                .hasMessageContaining("E304")
                .hasMessageContaining("all 3 draws lie on one side of the estimate 9");
        Experiment two = clusters(rows(4, Seed.of(1).stream()));
        assertThatThrownBy(
                        () -> bootstrap(Limits.STUDENTISED, Scheme.CASES, 199).estimate(two, QUESTION))
                .hasMessageContaining("E303")
                .hasMessageContaining("of 199 replicates have no result")
                .hasMessageContaining("4 units");
    }
}
