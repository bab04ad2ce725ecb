package copse.bench;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.infer.Estimate;
import copse.lm.ClusterProducts;
import copse.lm.Lm;
import copse.lm.Robust;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
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

/// CR2 with Satterthwaite's degrees of freedom for every coefficient: a million rows in 1,000 clusters of
/// unequal size, six coefficients, rows in no order, from the frame; and from sums by cluster that are there
/// already.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 1)
public class ClusterRobustBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int CLUSTERS = 1_000;

    /// What stands beside formula and clusters.
    @Param({"PLAIN", "WEIGHTED", "ABSORBED"})
    public String model = "PLAIN";

    private Lm lm = Lm.of("y ~ 1");
    private Frame rows = Frame.of("y", NumericColumn.of(1));
    private ClusterProducts products = ClusterProducts.of(List.of(), List.of(), new long[0], new double[0]);

    /// Makes the rows.
    @Setup
    public void make() {
        RandomStream stream = Seed.of(1).stream();
        double[] level = new double[CLUSTERS];
        stream.fillGaussian(level, 0, CLUSTERS);
        int[] cluster = new int[ROWS];
        int[] kind = new int[ROWS];
        double[][] x = new double[4][ROWS];
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double u = stream.nextDouble();
            cluster[row] = (int) (CLUSTERS * u * Math.sqrt(u));
            kind[row] = stream.nextInt(3);
            x[0][row] = cluster[row] % 2;
            x[1][row] = stream.nextGaussian();
            x[2][row] = 40 + 10 * stream.nextGaussian();
            x[3][row] = 0.5 + stream.nextDouble();
            y[row] = level[cluster[row]] + 0.1 * x[0][row] + x[1][row] + 3 * stream.nextGaussian();
        }
        Levels names =
                Levels.of(IntStream.range(0, CLUSTERS).mapToObj(c -> "s" + c).toList());
        rows = Frame.of(
                "y",
                NumericColumn.of(y),
                "arm",
                NumericColumn.of(x[0]),
                "pre",
                NumericColumn.of(x[1]),
                "age",
                NumericColumn.of(x[2]),
                "w",
                NumericColumn.of(x[3]),
                "kind",
                FactorColumn.wrap(kind, Levels.of("a", "b", "c")),
                "school",
                FactorColumn.wrap(cluster, names),
                "pair",
                NumericColumn.of(IntStream.of(cluster).mapToDouble(c -> c / 2).toArray()));
        Lm plain = Lm.of("y ~ arm + pre + age + kind").clusters("school");
        lm = switch (model) {
            case "WEIGHTED" -> plain.weights("w");
            case "ABSORBED" -> plain.absorb("pair");
            default -> plain;
        };
        products = lm.fit(rows).products();
    }

    /// From the rows.
    ///
    /// @return every coefficient with its limits
    @Benchmark
    public List<Estimate> fromRows() {
        return lm.fit(rows).robust(Robust.cr2("school")).coefficients(0.95);
    }

    /// From sums by cluster, as a simulation has them.
    ///
    /// @return the effect with its limits
    @Benchmark
    public Estimate fromSums() {
        return Lm.fit(products).robust(Robust.cr2("school")).effect("arm", 0.95);
    }
}
