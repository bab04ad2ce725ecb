package copse.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The sampler on densities whose moments are known.
class NutsTest {
    static List<String> names(int d) {
        return IntStream.range(0, d).mapToObj(i -> "x" + i).toList();
    }

    /// Independent normal coordinates with mean i and the sd given.
    static LogDensity normal(double... sd) {
        return new LogDensity() {
            @Override
            public int dimension() {
                return sd.length;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                double sum = 0;
                for (int i = 0; i < sd.length; i++) {
                    double z = (x[i] - i) / sd[i];
                    gradient[i] = -z / sd[i];
                    sum -= 0.5 * z * z;
                }
                return sum;
            }
        };
    }

    @Test
    void independentNormalsHaveTheirMoments() {
        double[] sd = {1e-3, 1, 1, 50, 1000};
        Sampling run = Nuts.defaults().withSeed(Seed.of(1)).sample(Target.of(normal(sd), names(5)));
        for (int i = 0; i < sd.length; i++) {
            double[] x = run.draws().column("x" + i);
            double mean = 0;
            for (double v : x) {
                mean += v / x.length;
            }
            double square = 0;
            for (double v : x) {
                square += (v - mean) * (v - mean) / x.length;
            }
            // 4000 draws, effective size above 1000: five standard errors of mean and sd
            assertThat(mean).isCloseTo(i, within(5 * sd[i] / Math.sqrt(1000)));
            assertThat(Math.sqrt(square)).isCloseTo(sd[i], within(5 * sd[i] / Math.sqrt(2 * 1000)));
        }
        assertThat(run.divergences()).isZero();
        assertThat(run.complete()).isTrue();
        double[] acceptance = run.traces().getFirst().acceptance();
        double mean = 0;
        for (double a : acceptance) {
            mean += a / acceptance.length;
        }
        assertThat(mean).isBetween(0.7, 0.95);
        assertThat(run.traces().getFirst().energyFraction()).isGreaterThan(0.3);
    }

    @Test
    void drawsDoNotDependOnThreads() {
        Target target = Target.of(normal(1, 2, 3), names(3));
        Nuts nuts = Nuts.defaults().withSeed(Seed.of(5)).withWarmup(200).withDraws(150);
        Sampling one = nuts.withThreads(1).sample(target);
        for (int threads : new int[] {2, 4}) {
            Sampling many = nuts.withThreads(threads).sample(target);
            assertThat(many.draws().column("x1")).isEqualTo(one.draws().column("x1"));
        }
        assertThat(nuts.withSeed(Seed.of(6)).sample(target).draws().column("x1"))
                .isNotEqualTo(one.draws().column("x1"));
    }
}
