package copse.bench;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.glmm.Change;
import copse.glmm.EffectOptions;
import copse.glmm.OutcomeEffect;
import copse.glmm.PopulationAveraged;
import copse.glmm.PopulationAveragedFit;
import copse.glmm.SandwichCorrection;
import copse.glmm.WorkingCorrelation;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// The risk difference between arms with errors by clusters: a million yes/no rows in 1,000 clusters of unequal
/// size, from the frame, and from cells that are there already. Predictors are four of few values each, or one
/// of them is continuous, so that every row is a cell of its own.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class PopulationAveragedBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int CLUSTERS = 1_000;

    /// What the fourth predictor is.
    @Param({"DISCRETE", "CONTINUOUS"})
    public String fourth = "DISCRETE";

    /// A generalised linear model with CR2, or an exchangeable one with the correction of Kauermann and
    /// Carroll.
    @Param({"INDEPENDENCE", "EXCHANGEABLE"})
    public WorkingCorrelation correlation = WorkingCorrelation.INDEPENDENCE;

    private Frame rows = Frame.of("y", NumericColumn.of(1));
    private PopulationAveraged model = PopulationAveraged.of("y ~ 1", Family.binomial(), "school");
    private Cells cells = cells(Frame.of("y", NumericColumn.of(0, 1), "school", FactorColumn.of("a", "b")), "1");

    /// Makes the rows.
    @Setup
    public void make() {
        rows = frame(fourth.equals("CONTINUOUS"));
        model = PopulationAveraged.of("y ~ arm + sex + grade + x", Family.binomial(), "school")
                .correlation(correlation);
        cells = cells(rows, "arm + sex + grade + x");
    }

    private static Cells cells(Frame rows, String predictors) {
        Family family = Family.binomial();
        Formula grouped = Formula.parse("y ~ " + predictors + " + (1 | school)");
        ModelSpec spec = ModelSpec.of(grouped, rows, Roles.defaults().withOutcome(family.outcome()));
        return Cells.of(spec, rows, family);
    }

    static Frame frame(boolean continuous) {
        RandomStream stream = Seed.of(1).stream();
        double[] level = new double[CLUSTERS];
        stream.fillGaussian(level, 0, CLUSTERS);
        int[] cluster = new int[ROWS];
        double[][] x = new double[4][ROWS];
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double u = stream.nextDouble();
            cluster[row] = (int) (CLUSTERS * u * Math.sqrt(u));
            x[0][row] = cluster[row] % 2;
            x[1][row] = stream.nextInt(2);
            x[2][row] = stream.nextInt(4);
            x[3][row] = continuous ? stream.nextGaussian() : stream.nextInt(3);
            double eta = -1 + 0.5 * level[cluster[row]] + 0.1 * x[0][row] + 0.2 * x[1][row] + 0.1 * x[3][row];
            y[row] = stream.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
        }
        Levels names =
                Levels.of(IntStream.range(0, CLUSTERS).mapToObj(c -> "s" + c).toList());
        return Frame.of(
                "y", NumericColumn.of(y),
                "arm", NumericColumn.of(x[0]),
                "sex", NumericColumn.of(x[1]),
                "grade", NumericColumn.of(x[2]),
                "x", NumericColumn.of(x[3]),
                "school", FactorColumn.wrap(cluster, names));
    }

    private static OutcomeEffect difference(PopulationAveragedFit fit) {
        SandwichCorrection correction = fit.model().correlation() == WorkingCorrelation.EXCHANGEABLE
                ? SandwichCorrection.KC
                : SandwichCorrection.CR2;
        return fit.robust(correction).effects().effect(Change.values("arm", 0, 1), EffectOptions.defaults());
    }

    /// @return the risk difference, the rows read
    @Benchmark
    public OutcomeEffect fromRows() {
        return difference(model.fit(rows));
    }

    /// @return the risk difference, the cells known
    @Benchmark
    public OutcomeEffect fromCells() {
        return difference(PopulationAveraged.fit(cells, Family.binomial(), "school", correlation));
    }
}
