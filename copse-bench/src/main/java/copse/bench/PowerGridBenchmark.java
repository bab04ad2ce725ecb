package copse.bench;

import copse.estimate.Hypothesis.Direction;
import copse.power.Outcome;
import copse.power.ParallelTrial;
import copse.power.PeriodCorrelation;
import copse.power.PeriodDiagram;
import copse.power.PeriodTrial;
import copse.power.Power;
import copse.power.TestRule;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// 100,000 powers in closed form on one thread: every combination of 50 numbers of clusters, 40 sizes and 50
/// effects; the same for stepped wedges; and 1,000 smallest effects.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PowerGridBenchmark {
    private static final Outcome SD = new Outcome.Mean(1);
    private static final TestRule RULE = TestRule.twoSided(0.05);

    /// @return the sum of all powers
    @Benchmark
    public double parallel() {
        double sum = 0;
        for (int clusters = 2; clusters < 52; clusters++) {
            for (int size = 1; size <= 40; size++) {
                Power power = Power.of(ParallelTrial.of(clusters, clusters, size, 0.05), SD, RULE);
                for (int effect = 1; effect <= 50; effect++) {
                    sum += power.power(0.02 * effect);
                }
            }
        }
        return sum;
    }

    /// @return the sum of all powers
    @Benchmark
    public double wedges() {
        double sum = 0;
        for (int clusters = 1; clusters <= 50; clusters++) {
            PeriodDiagram diagram = PeriodDiagram.steppedWedge(4, clusters);
            for (int size = 1; size <= 40; size++) {
                Power power = Power.of(new PeriodTrial(diagram, size, PeriodCorrelation.decaying(0.05, 0.9)), SD, RULE);
                for (int effect = 1; effect <= 50; effect++) {
                    sum += power.power(0.02 * effect);
                }
            }
        }
        return sum;
    }

    /// @return the last effect
    @Benchmark
    public double smallestEffects() {
        double last = 0;
        for (int clusters = 2; clusters < 52; clusters++) {
            for (int size = 1; size <= 20; size++) {
                Power power = Power.of(ParallelTrial.of(clusters, clusters, size, 0.05), SD, RULE);
                last = power.smallestEffect(0.8, Direction.HIGHER).hashCode();
            }
        }
        return last;
    }
}
