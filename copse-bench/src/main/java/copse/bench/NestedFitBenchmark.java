package copse.bench;

import copse.frame.Column;
import copse.frame.Frame;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.Map;
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

/// 695,205 calls in 190 representatives in 10 centres, the frame in memory: the fit, and what no fit can undercut,
/// reading each column of the model once and adding it up with as many threads.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
public class NestedFitBenchmark {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private Frame calls = Frame.of(Map.of());
    private Column[] columns = {};

    /// Looks the columns up, so that only their rows are timed.
    @Setup
    public void columns() {
        calls = BenchData.callFrame();
        columns = calls.names().stream()
                .map(name -> calls.find(name).orElseThrow())
                .toArray(Column[]::new);
    }

    /// From frame to verified optimum.
    ///
    /// @return the fit
    @Benchmark
    public LmmFit fit() {
        return Lmm.of(BenchData.NESTED)
                .estimator(Estimator.REML)
                .threads(THREADS)
                .fit(calls);
    }

    /// Each column of the model read once, rows shared among the threads.
    ///
    /// @return the sum of all
    @Benchmark
    public double sums() {
        int rows = calls.rows();
        return IntStream.range(0, THREADS)
                .parallel()
                .mapToDouble(part -> {
                    int from = (int) ((long) rows * part / THREADS);
                    int to = (int) ((long) rows * (part + 1) / THREADS);
                    double sum = 0;
                    for (Column column : columns) {
                        sum += BenchData.sum(column, from, to);
                    }
                    return sum;
                })
                .sum();
    }
}
