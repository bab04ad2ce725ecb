package copse.bench;

import copse.frame.Aggregate;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.Sort;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The verbs that touch every row: 695,205 calls into 190 groups, 10^6 rows joined to 10^3 clusters.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
    private static final int CALLS = 695_205;
    private static final int PUPILS = 1_000_000;

    private Frame calls = Frame.of(Map.of());
    private Frame pupils = Frame.of(Map.of());
    private Frame schools = Frame.of(Map.of());

    /// Draws the rows.
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        calls = Frame.of(
                        "rep",
                                NumericColumn.of(random.ints(CALLS, 0, 190)
                                        .asDoubleStream()
                                        .toArray()),
                        "csat", NumericColumn.of(random.doubles(CALLS).toArray()))
                .asFactor("rep");
        pupils = Frame.of(
                "school",
                        NumericColumn.of(
                                random.ints(PUPILS, 0, 1000).asDoubleStream().toArray()),
                "score", NumericColumn.of(random.doubles(PUPILS).toArray()));
        schools = Frame.of(
                "school",
                        NumericColumn.of(
                                IntStream.range(0, 1000).asDoubleStream().toArray()),
                "arm", FactorColumn.of(1000, row -> row % 2 == 0 ? "control" : "treatment"));
    }

    /// @return number, mean and standard deviation by representative
    @Benchmark
    public Frame aggregate() {
        return calls.groupBy("rep")
                .summarise("n", Aggregate.count(), "mean", Aggregate.mean("csat"), "sd", Aggregate.sd("csat"));
    }

    /// @return the arm of each pupil's school
    @Benchmark
    public Frame join() {
        return pupils.join(schools, "school");
    }

    /// @return calls by representative, the best first
    @Benchmark
    public Frame sort() {
        return calls.sortBy(Sort.ascending("rep"), Sort.descending("csat"));
    }
}
