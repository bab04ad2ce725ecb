package copse.bench;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Units;
import copse.estimate.EffectEstimate;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.RandomisationTest;
import copse.estimate.TestStatistic;
import copse.estimate.TestStatistic.Per;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
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

/// 100,000 redraws of 1,000 clusters with a million rows: from the rows to p-value, estimate and limits, draws
/// included, on all processors.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 1)
public class RandomisationTestBenchmark {
    private static final int CLUSTERS = 1_000;
    private static final int ROWS = 1_000_000;
    private static final int DRAWS = 100_000;
    private static final Question QUESTION = Question.of("y", "treatment", "control");

    /// What is compared.
    @Param({"UNITS", "ROWS", "BLOCKS", "STUDENTISED", "RANKS", "MIXED"})
    public String statistic = "UNITS";

    private Assignment arms = Design.parse("complete()")
            .over(Units.of(Frame.of("id", NumericColumn.of(1, 2)), "id"))
            .assign(Seed.of(1));
    private Frame rows = Frame.of("id", NumericColumn.of(1));

    /// Makes the rows; clusters differ in size, level and stratum.
    @Setup
    public void make() {
        RandomStream stream = Seed.of(1).stream();
        double[] level = new double[CLUSTERS];
        stream.fillGaussian(level, 0, CLUSTERS);
        Frame clusters = Frame.of(
                "school",
                FactorColumn.of(CLUSTERS, c -> "s" + c),
                "region",
                FactorColumn.of(CLUSTERS, c -> "r" + c % 50));
        arms = Design.parse(statistic.equals("BLOCKS") ? "stratified(by: region)" : "complete()")
                .over(Units.of(clusters, "school"))
                .assign(Seed.of(2));
        int[] cluster = new int[ROWS];
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double u = stream.nextDouble();
            cluster[row] = (int) (CLUSTERS * u * Math.sqrt(u));
            y[row] = 50 + level[cluster[row]] + 10 * stream.nextGaussian();
        }
        Levels names =
                Levels.of(IntStream.range(0, CLUSTERS).mapToObj(c -> "s" + c).toList());
        rows = Frame.of("school", FactorColumn.wrap(cluster, names), "y", NumericColumn.of(y));
    }

    /// @return the effect with its p-value and 95 % limits
    @Benchmark
    public EffectEstimate test() {
        TestStatistic compared = switch (statistic) {
            case "UNITS" -> TestStatistic.units();
            case "ROWS" -> TestStatistic.rows();
            case "BLOCKS" -> TestStatistic.blocks();
            case "MIXED" -> TestStatistic.mixedModel();
            case "STUDENTISED" -> TestStatistic.studentised(Per.ROWS);
            default -> TestStatistic.ranks();
        };
        return RandomisationTest.of(compared).withDraws(DRAWS).estimate(Experiment.of(rows, arms), QUESTION);
    }
}
