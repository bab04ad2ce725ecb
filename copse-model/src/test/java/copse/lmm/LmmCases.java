package copse.lmm;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Data for the tests of linear mixed models.
final class LmmCases {
    private LmmCases() {}

    /// `a` 6 levels, `b` nested in it (3 each), `c` 5 levels crossed with both, `f` 3 levels; effects of all of them.
    static Frame frame(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] ofA = normals(6, random);
        double[] slopeOfA = normals(6, random);
        double[] ofB = normals(18, random);
        double[] ofC = normals(5, random);
        double[] x = new double[rows];
        double[] y = new double[rows];
        double[] w = new double[rows];
        int[] a = new int[rows];
        int[] b = new int[rows];
        int[] c = new int[rows];
        int[] f = new int[rows];
        for (int i = 0; i < rows; i++) {
            a[i] = random.nextInt(6);
            b[i] = 3 * a[i] + random.nextInt(3);
            c[i] = random.nextInt(5);
            f[i] = random.nextInt(3);
            x[i] = 10 + 3 * random.nextDouble();
            w[i] = 0.5 + random.nextDouble();
            y[i] = 100
                    + 2 * x[i]
                    + f[i]
                    + 2 * ofA[a[i]]
                    + slopeOfA[a[i]] * (x[i] - 11)
                    + ofB[b[i]]
                    + 1.5 * ofC[c[i]]
                    + normals(1, random)[0] / Math.sqrt(w[i]);
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("y", NumericColumn.of(y));
        columns.put("x", NumericColumn.of(x));
        columns.put("w", NumericColumn.of(w));
        columns.put("a", factor(a, 6));
        columns.put("b", factor(b, 18));
        columns.put("c", factor(c, 5));
        columns.put("f", factor(f, 3));
        return Frame.of(columns);
    }

    private static FactorColumn factor(int[] codes, int levels) {
        return FactorColumn.wrap(
                codes,
                Levels.of(IntStream.range(0, levels).mapToObj(Integer::toString).toList()));
    }

    // the sum of twelve uniforms less 6 is near enough to a normal for a test's data
    private static double[] normals(int n, SplittableRandom random) {
        return IntStream.range(0, n)
                .mapToDouble(i -> random.doubles(12).sum() - 6)
                .toArray();
    }

    static double[] notNull(double @Nullable [] values) {
        return Objects.requireNonNull(values);
    }
}
