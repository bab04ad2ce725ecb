package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Estimate;
import copse.lm.Adjustment;
import copse.lm.DenseSandwich;
import copse.lm.Lm;
import copse.lm.LmFit;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.model.Roles;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Errors by clusters of generalised linear models: against matrices of the size of the rows, against least
/// squares, and against themselves with rows told otherwise.
class RobustGlmPropertyTest {
    /// Both sides lose a few digits to eigenvalues of matrices with condition numbers up to 1e4.
    private static final double CLOSE = 1e-8;

    /// A small experiment.
    private record Rows(double[] y, double[] arm, double[] x, double[] z, int[] cluster) {
        static Rows draw(SplittableRandom random, Family family, int clusters) {
            int n = clusters * 4 + random.nextInt(12 * clusters);
            double[] y = new double[n];
            double[] arm = new double[n];
            double[] x = new double[n];
            double[] z = new double[n];
            int[] cluster = new int[n];
            for (int i = 0; i < n; i++) {
                // every cluster has rows, the first about a third of all
                cluster[i] = i < clusters ? i : random.nextInt(3) == 0 ? 0 : random.nextInt(clusters);
                arm[i] = cluster[i] % 2;
                x[i] = 0.3 * random.nextGaussian();
                z[i] = random.nextInt(2);
                double eta = -0.9 + 0.3 * arm[i] + x[i] + 0.2 * z[i] + 0.3 * Math.cos(cluster[i]);
                y[i] = switch (family.outcome()) {
                    case SHARE -> random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
                    case COUNT -> poisson(random, Math.exp(eta));
                    case POSITIVE -> Math.exp(eta + 0.5 * random.nextGaussian());
                    case NUMBER -> eta + random.nextGaussian();
                };
            }
            return new Rows(y, arm, x, z, cluster);
        }

        private static int poisson(SplittableRandom random, double mean) {
            int count = 0;
            for (double product = random.nextDouble(); product > Math.exp(-mean); product *= random.nextDouble()) {
                count++;
            }
            return count;
        }

        Frame frame() {
            return Frame.of(
                    "y", NumericColumn.of(y),
                    "arm", NumericColumn.of(arm),
                    "x", NumericColumn.of(x),
                    "z", NumericColumn.of(z),
                    "g", FactorColumn.of(labels(cluster)));
        }
    }

    private static String[] labels(int[] cluster) {
        return Arrays.stream(cluster).mapToObj(g -> String.format("g%03d", g)).toArray(String[]::new);
    }

    private static double[][] columns(double[]... columns) {
        double[][] rows = new double[columns[0].length][columns.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Families and links, canonical and not, with variances that differ within clusters.
    private enum Kind {
        LOGIT(Family.binomial()),
        CLOGLOG(Family.of("binomial", Link.CLOGLOG)),
        POISSON(Family.poisson()),
        GAMMA(Family.gamma()),
        PROBIT(Family.of("binomial", Link.PROBIT));

        private final Family family;

        Kind(Family family) {
            this.family = family;
        }
    }

    static Stream<Arguments> kindsAndSeeds() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> LongStream.rangeClosed(1, 6).mapToObj(seed -> Arguments.of(kind, seed)));
    }

    @ParameterizedTest
    @MethodSource("kindsAndSeeds")
    void sumsOverCellsAreTheMatricesOfThePapers(Kind kind, long seed) {
        Rows rows = Rows.draw(new SplittableRandom(seed), kind.family, 8);
        PopulationAveragedFit fit =
                PopulationAveraged.of("y ~ arm + x + z", kind.family, "g").fit(rows.frame());
        DenseSandwich dense = dense(rows, fit, columns(ones(rows.y.length), rows.arm, rows.x, rows.z));
        assertSame(fit, dense, SandwichCorrection.CR0, Adjustment.CR0);
        assertSame(fit, dense, SandwichCorrection.CR2, Adjustment.CR2);
        assertSame(fit, dense, SandwichCorrection.CR3, Adjustment.CR3);
    }

    /// A cluster with a constant of its own leaves a direction without residuals, and CR2 a root that is a
    /// pseudo-inverse.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void clusterWithAConstantOfItsOwn(long seed) {
        Rows rows = Rows.draw(new SplittableRandom(seed), Family.binomial(), 8);
        double[] own =
                Arrays.stream(rows.cluster).mapToDouble(g -> g == 3 ? 1 : 0).toArray();
        PopulationAveragedFit fit = PopulationAveraged.of("y ~ arm + x + own", Family.binomial(), "g")
                .fit(rows.frame().with("own", NumericColumn.of(own)));
        DenseSandwich dense = dense(rows, fit, columns(ones(rows.y.length), rows.arm, rows.x, own));
        assertSame(fit, dense, SandwichCorrection.CR2, Adjustment.CR2);
    }

    /// @param x all columns
    private static DenseSandwich dense(Rows rows, PopulationAveragedFit fit, double[][] x) {
        QuasiModel model = QuasiModel.of(fit.model().family(), OptionalDouble.empty());
        int n = rows.y.length;
        double[][] d = new double[n][];
        double[] variance = new double[n];
        double[] working = new double[n];
        double[] beta = fit.beta();
        for (int i = 0; i < n; i++) {
            double eta = 0;
            for (int j = 0; j < beta.length; j++) {
                eta += x[i][j] * beta[j];
            }
            double slope = model.slope(eta);
            d[i] = Arrays.stream(x[i]).map(value -> slope * value).toArray();
            variance[i] = model.variance(eta);
            // what least squares with D leaves of it is y - mu
            working[i] = rows.y[i] - model.mean(eta) + slope * eta;
        }
        double[] inverse = Arrays.stream(variance).map(v -> 1 / v).toArray();
        return new DenseSandwich(
                d, working, DenseSandwich.diagonal(inverse), DenseSandwich.diagonal(variance), rows.cluster);
    }

    private static void assertSame(
            PopulationAveragedFit fit, DenseSandwich dense, SandwichCorrection correction, Adjustment kind) {
        RobustFit ours = fit.robust(correction, Robust.Degrees.SATTERTHWAITE).coefficients();
        double[][] v = dense.covariance(kind);
        int p = ours.names().size();
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                assertThat(ours.vcov().at(i, j))
                        .as("%s %d,%d", kind, i, j)
                        .isCloseTo(v[i][j], within(CLOSE * Math.sqrt(v[i][i] * v[j][j])));
            }
            double[] c = new double[p];
            c[i] = 1;
            double df = dense.degrees(kind, c);
            assertThat(ours.degrees(c)).as("%s df %d", kind, i).isCloseTo(df, within(CLOSE * df));
        }
    }

    /// A gaussian family with the identity is least squares, whatever the correction.
    @Test
    void gaussianIsLeastSquares() {
        Rows rows = Rows.draw(new SplittableRandom(3), Family.gaussian(), 9);
        PopulationAveragedFit fit =
                PopulationAveraged.of("y ~ arm + x + z", Family.gaussian(), "g").fit(rows.frame());
        LmFit lm = Lm.of("y ~ arm + x + z").clusters("g").fit(rows.frame());
        for (Adjustment kind : Adjustment.values()) {
            RobustFit ours = fit.robust(SandwichCorrection.of(kind.label()), Robust.Degrees.SATTERTHWAITE)
                    .coefficients();
            RobustFit theirs = lm.robust(new Robust.Clusters(kind, "g", Robust.Degrees.SATTERTHWAITE));
            assertSame(ours.coefficients(0.95), theirs.coefficients(0.95));
            assertThat(ours.wald("arm", "x").p())
                    .isCloseTo(theirs.wald("arm", "x").p(), within(1e-9));
        }
        // with equal variances the two roots are one
        assertSame(
                fit.robust(SandwichCorrection.KC).coefficients().coefficients(0.95),
                fit.robust(SandwichCorrection.CR2).coefficients().coefficients(0.95));
    }

    private static void assertSame(List<Estimate> ours, List<Estimate> theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        for (int j = 0; j < ours.size(); j++) {
            Estimate one = ours.get(j);
            Estimate other = theirs.get(j);
            assertThat(one.value()).isCloseTo(other.value(), within(CLOSE * (1 + Math.abs(other.value()))));
            assertThat(one.se()).isCloseTo(other.se(), within(CLOSE * other.se()));
            assertThat(one.df()).isCloseTo(other.df(), within(CLOSE * other.df()));
        }
    }

    /// With the arm alone every link says the same of the two risks, and their difference is the slope of a
    /// line.
    @ParameterizedTest
    @ValueSource(strings = {"logit", "probit", "cloglog", "log"})
    void differenceBetweenTwoArmsIsThatOfLeastSquares(String link) {
        Family family = Family.of("binomial", Link.of(link));
        Rows rows = Rows.draw(new SplittableRandom(5), family, 10);
        PopulationAveragedFit fit =
                PopulationAveraged.of("y ~ arm", family, "g").fit(rows.frame());
        LmFit lm = Lm.of("y ~ arm").clusters("g").fit(rows.frame());
        for (Adjustment kind : Adjustment.values()) {
            OutcomeEffect ours = fit.robust(SandwichCorrection.of(kind.label()))
                    .effects()
                    .effect(Change.values("arm", 0, 1), EffectOptions.defaults());
            Estimate theirs = lm.robust(new Robust.Clusters(kind, "g", Robust.Degrees.CLUSTERS))
                    .effect("arm", 0.95);
            assertThat(ours.value()).isCloseTo(theirs.value(), within(1e-10));
            assertThat(ours.se()).as(kind.label()).isCloseTo(theirs.se(), within(1e-9));
        }
    }

    /// Rows of one cell may be told one by one, as successes out of trials, or as a share with its weight.
    @ParameterizedTest
    @EnumSource(WorkingCorrelation.class)
    void rowsAreTrials(WorkingCorrelation correlation) {
        SplittableRandom random = new SplittableRandom(7);
        int cells = 40;
        double[] trials = new double[cells];
        double[] successes = new double[cells];
        double[] z = new double[cells];
        int[] cluster = new int[cells];
        List<double[]> single = new java.util.ArrayList<>();
        for (int i = 0; i < cells; i++) {
            cluster[i] = i / 4;
            z[i] = random.nextInt(3);
            trials[i] = 1 + random.nextInt(6);
            for (int t = 0; t < trials[i]; t++) {
                double y = random.nextDouble() < 0.3 + 0.1 * (cluster[i] % 2) ? 1 : 0;
                successes[i] += y;
                single.add(new double[] {y, z[i], cluster[i]});
            }
        }
        Frame counted = Frame.of(
                "s", NumericColumn.of(successes),
                "n", NumericColumn.of(trials),
                "share", NumericColumn.of(quotient(successes, trials)),
                "z", NumericColumn.of(z),
                "g", FactorColumn.of(labels(cluster)));
        Frame rows = Frame.of(
                "y",
                NumericColumn.of(single.stream().mapToDouble(row -> row[0]).toArray()),
                "z",
                NumericColumn.of(single.stream().mapToDouble(row -> row[1]).toArray()),
                "g",
                FactorColumn.of(
                        labels(single.stream().mapToInt(row -> (int) row[2]).toArray())));
        PopulationAveragedFit whole = PopulationAveraged.of("y ~ z", Family.binomial(), "g")
                .correlation(correlation)
                .fit(rows);
        PopulationAveragedFit byTrials = PopulationAveraged.of("s | trials(n) ~ z", Family.binomial(), "g")
                .correlation(correlation)
                .fit(counted);
        PopulationAveragedFit byShares = PopulationAveraged.of("share ~ z", Family.binomial(), "g")
                .roles(Roles.defaults().withWeights("n"))
                .correlation(correlation)
                .fit(counted);
        for (PopulationAveragedFit other : List.of(byTrials, byShares)) {
            assertThat(other.correlation()).isCloseTo(whole.correlation(), within(1e-12));
            assertThat(other.dispersion()).isCloseTo(whole.dispersion(), within(1e-12));
            for (SandwichCorrection correction : SandwichCorrection.values()) {
                if (correction == SandwichCorrection.CR2 && correlation == WorkingCorrelation.EXCHANGEABLE) {
                    continue;
                }
                assertSame(
                        other.robust(correction).coefficients().coefficients(0.95),
                        whole.robust(correction).coefficients().coefficients(0.95));
            }
        }
    }

    private static double[] quotient(double[] a, double[] b) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> a[i] / b[i]);
        return out;
    }

    /// A predictor far from 0 and in another unit changes nothing but its coefficient.
    @ParameterizedTest
    @EnumSource(WorkingCorrelation.class)
    void unitsOfPredictorsMakeNoDifference(WorkingCorrelation correlation) {
        Rows rows = Rows.draw(new SplittableRandom(11), Family.binomial(), 12);
        Frame frame = rows.frame();
        double[] moved = Arrays.stream(rows.x).map(x -> 1e6 * (x + 1000)).toArray();
        Frame far = frame.with("x", NumericColumn.of(moved));
        RobustFit near = kc(frame, correlation);
        RobustFit other = kc(far, correlation);
        for (String name : List.of("arm", "z")) {
            assertThat(other.effect(name, 0.95).se())
                    .isCloseTo(near.effect(name, 0.95).se(), within(1e-9));
            assertThat(other.effect(name, 0.95).df())
                    .isCloseTo(near.effect(name, 0.95).df(), within(1e-7));
        }
        assertThat(1e6 * other.effect("x", 0.95).se())
                .isCloseTo(near.effect("x", 0.95).se(), within(1e-9));
    }

    private static RobustFit kc(Frame frame, WorkingCorrelation correlation) {
        return PopulationAveraged.of("y ~ arm + x + z", Family.binomial(), "g")
                .correlation(correlation)
                .fit(frame)
                .robust(SandwichCorrection.KC)
                .coefficients();
    }
}
