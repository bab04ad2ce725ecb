package copse.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.error.NumericException;
import copse.math.Matrix;
import copse.math.Seed;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/// The sampler on densities whose moments are known.
class NutsTest {
    private static final Nuts NUTS = Nuts.defaults().withThreads(2);
    // Six standard errors: about 100 comparisons of fixed seeds, each beyond with a chance of 2e-9.
    private static final double ERRORS = 6;

    private static void checkMean(Sampling run, int parameter, double mean) {
        Chains chains = Chains.of(run.draws().chains(parameter));
        assertThat(chains.mean())
                .as("mean of %s", run.draws().names().get(parameter))
                .isCloseTo(mean, within(ERRORS * chains.mcseMean().orElseThrow()));
    }

    private static void checkMoments(Sampling run, int parameter, double mean, double sd) {
        checkMean(run, parameter, mean);
        Chains chains = Chains.of(run.draws().chains(parameter));
        assertThat(chains.sd())
                .as("sd of %s", run.draws().names().get(parameter))
                .isCloseTo(sd, within(ERRORS * chains.mcseSd().orElseThrow()));
    }

    private static double gradientsPerDraw(Sampling run) {
        return run.traces().stream()
                .flatMapToInt(trace -> Arrays.stream(trace.gradients()))
                .average()
                .orElseThrow();
    }

    @Test
    void scalesThatDifferAMillionfoldAreFound() {
        double[] sd = {1e-3, 1, 1, 50, 1000};
        Sampling run = NUTS.sample(Densities.target(Densities.independent(sd)));
        for (int i = 0; i < sd.length; i++) {
            checkMoments(run, i, i, sd[i]);
        }
        assertThat(run.divergences()).isZero();
        assertThat(run.complete()).isTrue();
        // with the right scales half a period is some 4 steps
        assertThat(gradientsPerDraw(run)).isLessThan(8);
        for (Trace trace : run.traces()) {
            assertThat(Arrays.stream(trace.acceptance()).average().orElseThrow())
                    .isBetween(0.7, 0.95);
            assertThat(trace.energyFraction()).isGreaterThan(0.3);
        }
    }

    @Test
    void correlationsOfNineHundredNinetyNineInAThousandAreFound() {
        Matrix covariance = Densities.equicorrelated(10, 0.999);
        Sampling run = NUTS.sample(Densities.target(Densities.normal(Densities.inverse(covariance))));
        for (int i = 0; i < 10; i++) {
            checkMoments(run, i, 0, 1);
        }
        // a condition number of 10,000 would take hundreds with a diagonal metric
        assertThat(gradientsPerDraw(run)).isLessThan(10);
    }

    @Test
    void metricGivenAtTheStartIsUsedFromTheFirstTransition() {
        Matrix covariance = Densities.equicorrelated(60, 0.99);
        LogDensity density = Densities.normal(Densities.inverse(covariance));
        Sampling run = NUTS.withWarmup(40)
                .withDraws(300)
                .sample(Densities.target(density, new Start(new double[60], new Metric.Dense(covariance))));
        assertThat(gradientsPerDraw(run)).isLessThan(10);
        checkMoments(run, 3, 0, 1);
    }

    @Test
    void arrowIsTheMetricOfItsPrecision() {
        int h = 2;
        int t = 80;
        double[] side = new double[t * h];
        double[] tail = new double[t];
        for (int i = 0; i < t; i++) {
            tail[i] = 1 + i % 7;
            side[i] = 0.9;
            side[i + t] = i % 2 == 0 ? 0.5 : -0.5;
        }
        Matrix head = Matrix.of(2, 2, 40, 3, 3, 30);
        Metric.Arrow arrow = new Metric.Arrow(head, Matrix.of(t, h, side), tail);
        double[] whole = new double[(h + t) * (h + t)];
        for (int i = 0; i < t; i++) {
            whole[(h + i) * (h + t + 1)] = tail[i];
            for (int j = 0; j < h; j++) {
                whole[h + i + j * (h + t)] = side[i + j * t];
                whole[j + (h + i) * (h + t)] = side[i + j * t];
                whole[j] = head.at(j, 0);
                whole[j + h + t] = head.at(j, 1);
            }
        }
        Matrix precision = Matrix.wrap(h + t, h + t, whole);
        Matrix covariance = Densities.inverse(precision);
        Sampling run = NUTS.withWarmup(60)
                .withDraws(500)
                .sample(Densities.target(Densities.normal(precision), new Start(new double[h + t], arrow)));
        assertThat(gradientsPerDraw(run)).isLessThan(16);
        for (int i : new int[] {0, 1, 2, 3, 40, 81}) {
            checkMoments(run, i, 0, Math.sqrt(covariance.at(i, i)));
        }
    }

    @Test
    void bananaHasItsDistribution() {
        // many draws: a choice of the next draw that is wrong by a percent would show
        Sampling run = NUTS.withTargetAcceptance(0.95).withDraws(20_000).sample(Densities.target(Densities.banana()));
        checkMoments(run, 0, 0, 1);
        checkMoments(run, 1, 1, 1.5);
        Chains x = Chains.of(run.draws().chains(0));
        // quantiles of the standard normal distribution
        assertThat(x.quantile(0.05))
                .isCloseTo(-1.6448536, within(ERRORS * x.mcseQuantile(0.05).orElseThrow()));
        assertThat(x.quantile(0.9))
                .isCloseTo(1.2815516, within(ERRORS * x.mcseQuantile(0.9).orElseThrow()));
    }

    @Test
    void shortAndLongTrajectoriesLeaveTheDensityAsItIs() {
        // few levels, many levels, and steps near the border of what the integrator can do
        for (int depth : new int[] {1, 2, 10}) {
            for (double acceptance : new double[] {0.4, 0.99}) {
                Sampling run = NUTS.withMaxDepth(depth)
                        .withTargetAcceptance(acceptance)
                        .withDraws(5_000)
                        .sample(Densities.target(Densities.independent(1, 2, 3)));
                checkMoments(run, 0, 0, 1);
                checkMoments(run, 2, 2, 3);
            }
        }
    }

    @Test
    void funnelIsNotSampledInSilence() {
        Sampling run = NUTS.sample(Densities.target(Densities.funnel(10)));
        double ess = Chains.of(run.draws().chains(0)).essBulk().orElseThrow();
        assertThat(run.divergences() > 0 || ess < 400).isTrue();
    }

    @Test
    void trajectoriesTurnBackWhereTheDensityIsZeroOrNotANumber() {
        Sampling run = NUTS.withSeed(Seed.of(3)).sample(Densities.target(Densities.exponential(), at(1, 1)));
        checkMean(run, 0, 1);
        assertThat(Arrays.stream(run.draws().column("x0")).min().orElseThrow()).isNotNegative();
        assertThat(run.divergences()).isPositive();
    }

    private static Start at(double position, double variance) {
        return new Start(new double[] {position}, new Metric.Diagonal(new double[] {variance}));
    }

    @Test
    void startFallsBackTowardsTheCentre() {
        // away from 1 by more than 1e-6 there is nothing: the first tries, a million times as far, all fail
        LogDensity needle = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                double z = (x[0] - 1) * 1e7;
                gradient[0] = -z * 1e7;
                return Math.abs(x[0] - 1) > 1e-6 ? Double.NaN : -0.5 * z * z;
            }
        };
        Sampling run = NUTS.sample(Densities.target(needle, at(1, 1)));
        checkMoments(run, 0, 1, 1e-7);
    }

    @Test
    void densityWithoutAFiniteValueIsRefused() {
        LogDensity nothing = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                gradient[0] = Double.POSITIVE_INFINITY;
                return 0;
            }
        };
        assertThatThrownBy(() -> NUTS.sample(Densities.target(nothing)))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("chain");
    }

    @Test
    void secondTryIsMoreCareful() {
        Sampling funnel = NUTS.sample(Densities.target(Densities.funnel(10)));
        Nuts second = NUTS.secondTry(funnel).orElseThrow();
        assertThat(second.warmup()).isEqualTo(2000);
        assertThat(second.targetAcceptance()).isEqualTo(funnel.divergences() > 0 ? 0.95 : 0.8, within(1e-12));
        assertThat(NUTS.secondTry(NUTS.sample(Densities.target(Densities.independent(1, 1)))))
                .isEmpty();
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> NUTS.withTargetAcceptance(1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> NUTS.withChains(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> NUTS.withMaxDepth(40)).isInstanceOf(InputException.class);
    }

    @Test
    void drawsDoNotDependOnThreads() {
        Target target = Densities.target(Densities.independent(1, 2, 3));
        Nuts nuts = NUTS.withWarmup(200).withDraws(150);
        Sampling one = nuts.withThreads(1).sample(target);
        for (int threads : new int[] {2, 4}) {
            Sampling many = nuts.withThreads(threads).sample(target);
            assertThat(many.draws().column("x1")).isEqualTo(one.draws().column("x1"));
        }
        assertThat(nuts.withSeed(Seed.of(6)).sample(target).draws().column("x1"))
                .isNotEqualTo(one.draws().column("x1"));
    }

    @Test
    void drawsGoOnUntilSizesSuffice() {
        Nuts nuts = NUTS.withDraws(100_000).withEffective(3000);
        Sampling run = nuts.sample(Densities.target(Densities.independent(1, 1, 1)));
        assertThat(DrawSummary.smallestEss(run.draws(), 2).orElseThrow()).isGreaterThanOrEqualTo(3000);
        assertThat(run.draws().perChain()).isLessThan(4000);
        assertThat(nuts.withDraws(300)
                        .sample(Densities.target(Densities.independent(1, 1, 1)))
                        .draws()
                        .perChain())
                .isEqualTo(300);
    }

    @Test
    void gradientsAllocateNothing() throws JMException {
        int d = 400;
        double[] sd = new double[d];
        Arrays.fill(sd, 1);
        Target target = Densities.target(Densities.independent(sd), new Start(new double[d], diagonal(d)));
        Nuts nuts = Nuts.defaults().withChains(1).withThreads(1).withWarmup(0);
        long[] bytes = new long[2];
        for (int run = 0; run < 2; run++) {
            // twice as many draws: what both runs allocate once drops out
            long before = allocated();
            nuts.withDraws(1000 * (run + 1)).sample(target);
            bytes[run] = allocated() - before;
        }
        double perDraw = (bytes[1] - bytes[0]) / 1000.0;
        // the values of the draw, its row of the trace, two streams and the report to the monitor; no other vector
        assertThat(perDraw).isLessThan(2 * 8 * d);
    }

    private static long allocated() throws JMException {
        Object bytes = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                        "getThreadAllocatedBytes",
                        new Object[] {Thread.currentThread().threadId()},
                        new String[] {"long"});
        return (Long) bytes;
    }

    private static Metric diagonal(int d) {
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return new Metric.Diagonal(ones);
    }
}
