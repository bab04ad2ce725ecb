package copse.bench;

import copse.frame.Frame;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/// 73,421 evaluations of 1,128 lecturers in 14 departments by 2,972 students: factors crossed, the frame in memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class CrossedFitBenchmark {
    private Frame evaluations = Frame.of(Map.of());

    /// Reads the file.
    @Setup
    public void read() {
        evaluations = BenchData.evaluationFrame();
    }

    /// From frame to verified optimum.
    ///
    /// @return the fit
    @Benchmark
    public LmmFit fit() {
        return Lmm.of(BenchData.CROSSED).estimator(Estimator.REML).fit(evaluations);
    }
}
