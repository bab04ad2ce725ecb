package copse.bench;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Binomial mixed models by Laplace's approximation, the frame in memory: from rows to cells, and to the
/// verified optimum.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class GlmmFitBenchmark {
    /// Which model of [PupilData].
    @Param({"verbal", "discrete", "continuous"})
    public String model = "";

    private Frame rows = Frame.of(Map.of());

    /// Makes or reads the rows.
    @Setup
    public void read() {
        rows = PupilData.rows(model);
    }

    /// From frame to verified optimum.
    ///
    /// @return the fit
    @Benchmark
    public GlmmFit fit() {
        return Glmm.of(PupilData.formula(model), Family.binomial()).fit(rows);
    }

    /// From frame to cells.
    ///
    /// @return the cells
    @Benchmark
    public Cells cells() {
        Family family = Family.binomial();
        Roles roles = Roles.defaults().withOutcome(family.outcome());
        return Cells.of(ModelSpec.of(Formula.parse(PupilData.formula(model)), rows, roles), rows, family);
    }

    /// What no reading of rows can undercut: each column of the model copied once, on one thread.
    ///
    /// @param sink takes the copies
    @Benchmark
    public void copies(Blackhole sink) {
        for (String name : Formula.parse(PupilData.formula(model)).columns()) {
            Column column = rows.find(name).orElseThrow();
            switch (column) {
                case NumericColumn numbers -> {
                    double[] copy = new double[rows.rows()];
                    numbers.copy(0, copy.length, copy, 0);
                    sink.consume(copy);
                }
                case FactorColumn factor -> {
                    int[] copy = new int[rows.rows()];
                    factor.copy(0, copy.length, copy, 0);
                    sink.consume(copy);
                }
                default -> throw new IllegalStateException(name);
            }
        }
    }
}
