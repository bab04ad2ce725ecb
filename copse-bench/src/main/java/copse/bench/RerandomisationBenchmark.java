package copse.bench;

import copse.design.Allocation;
import copse.design.Complete;
import copse.design.Criterion;
import copse.design.Design;
import copse.design.Draws;
import copse.design.GramSchmidtWalk;
import copse.design.Randomisation;
import copse.design.Rerandomised;
import copse.design.Spare;
import copse.design.Stratified;
import copse.design.Stratifier;
import copse.design.Units;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.LinkedHashMap;
import java.util.List;
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

/// A million assignments of 1,000 units screened on 20 covariates, one in a thousand accepted, on all
/// processors.
///
/// The heap is bounded: what is kept is tables of 640 kB and the accepted assignments.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx64m")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class RerandomisationBenchmark {
    private static final int UNITS = 1_000;
    private static final int COVARIATES = 20;
    private static final double ACCEPTANCE = 0.001;

    /// A million draws are expected to give as many accepted ones.
    private static final int ACCEPTED = 1_000;

    private static final int WALKS = 100;

    private static final List<String> NAMES =
            IntStream.range(0, COVARIATES).mapToObj(j -> "x" + j).toList();

    private final int threads = Runtime.getRuntime().availableProcessors();
    private Units units = Units.of(Frame.of("id", NumericColumn.of(1)), "id");

    /// Makes the units; covariates are correlated, and one cuts ten strata.
    @Setup
    public void make() {
        RandomStream stream = Seed.of(1).stream();
        double[][] x = new double[COVARIATES][UNITS];
        for (int i = 0; i < UNITS; i++) {
            double common = stream.nextGaussian();
            for (double[] column : x) {
                column[i] = common + stream.nextGaussian();
            }
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                "id",
                NumericColumn.of(IntStream.range(0, UNITS).asDoubleStream().toArray()));
        for (int j = 0; j < COVARIATES; j++) {
            columns.put(NAMES.get(j), NumericColumn.of(x[j]));
        }
        units = Units.of(Frame.of(columns), "id");
    }

    private Draws redraw(Design base) {
        Criterion criterion = new Criterion.Mahalanobis(NAMES, new Criterion.Threshold.Acceptance(ACCEPTANCE));
        Randomisation randomisation = new Rerandomised(base, criterion, Rerandomised.CAP).over(units);
        return randomisation.redraw(ACCEPTED, Seed.of(2).stream(), threads);
    }

    /// Covariance and threshold included.
    ///
    /// @return the accepted assignments
    @Benchmark
    public Draws complete() {
        return redraw(new Complete(Allocation.halves()));
    }

    /// Ten strata; the threshold is found among 130,000 assignments more.
    ///
    /// @return the accepted assignments
    @Benchmark
    public Draws stratified() {
        return redraw(new Stratified(List.of(new Stratifier.Quantiles("x0", 10)), Allocation.halves(), Spare.BALANCED));
    }

    /// One hundred Gram-Schmidt walks.
    ///
    /// @return the assignments
    @Benchmark
    public Draws walks() {
        return new GramSchmidtWalk(NAMES, GramSchmidtWalk.ROBUSTNESS, Allocation.halves())
                .over(units)
                .redraw(WALKS, Seed.of(3).stream(), threads);
    }
}
