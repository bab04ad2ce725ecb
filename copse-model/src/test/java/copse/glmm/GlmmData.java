package copse.glmm;

import copse.family.Family;
import copse.family.Link;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Data for the tests of generalised linear mixed models: `a` 12 levels, `b` nested in it (3 each), `c` 5
/// levels crossed with both, `x` a number, `h` one of three values, `n` trials, `w` a weight, `o` an offset,
/// and an outcome of every kind with effects of all of them.
final class GlmmData {
    private GlmmData() {}

    static Frame frame(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] ofA = normals(12, random);
        double[] slopeOfA = normals(12, random);
        double[] ofB = normals(36, random);
        double[] ofC = normals(5, random);
        double[][] columns = new double[10][rows];
        int[] a = new int[rows];
        int[] b = new int[rows];
        int[] c = new int[rows];
        for (int i = 0; i < rows; i++) {
            a[i] = random.nextInt(12);
            b[i] = 3 * a[i] + random.nextInt(3);
            c[i] = random.nextInt(5);
            double x = 10 + 3 * random.nextDouble();
            double h = random.nextInt(3);
            double n = 1 + random.nextInt(6);
            double w = 0.5 + random.nextDouble();
            double o = 0.3 * random.nextDouble();
            double eta = 0.4 * (x - 11.5)
                    - 0.3 * h
                    + 0.5 * ofA[a[i]]
                    + 0.3 * slopeOfA[a[i]] * (x - 11.5)
                    + 0.3 * ofB[b[i]]
                    + 0.4 * ofC[c[i]]
                    + o;
            columns[0][i] = x;
            columns[1][i] = h;
            columns[2][i] = n;
            columns[3][i] = w;
            columns[4][i] = o;
            for (int k = 0; k < n; k++) {
                columns[5][i] += random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
            }
            columns[6][i] = n - columns[5][i];
            double heavy = -Math.log(random.nextDouble()) - Math.log(random.nextDouble());
            columns[7][i] = poisson(Math.exp(eta) * heavy / 2, random);
            columns[8][i] = Math.exp(eta) * (heavy + 0.01) / 2;
            columns[9][i] = 50 + 3 * eta + 2 * normals(1, random)[0];
        }
        Map<String, Column> frame = new LinkedHashMap<>();
        String[] names = {"x", "h", "n", "w", "o", "successes", "failures", "count", "size", "number"};
        for (int j = 0; j < names.length; j++) {
            frame.put(names[j], NumericColumn.of(columns[j]));
        }
        frame.put("a", factor(a, 12));
        frame.put("b", factor(b, 36));
        frame.put("c", factor(c, 5));
        return Frame.of(frame);
    }

    /// The left side that suits a family.
    static String outcome(Family family) {
        return switch (family.outcome()) {
            case SHARE -> "cbind(successes, failures)";
            case COUNT -> "count";
            case POSITIVE -> "size";
            case NUMBER -> "number";
        };
    }

    /// Every family, with links whose means stay valid.
    static Family[] families() {
        return new Family[] {
            Family.binomial(),
            Family.of("binomial", Link.PROBIT),
            Family.of("binomial", Link.CLOGLOG),
            Family.betaBinomial(),
            Family.poisson(),
            Family.of("nbinom1"),
            Family.of("nbinom2"),
            Family.poisson().zeroInflated(),
            Family.of("nbinom2").zeroInflated(),
            Family.gamma(),
            Family.gaussian()
        };
    }

    private static double poisson(double mean, SplittableRandom random) {
        double limit = Math.exp(-Math.min(mean, 100));
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
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
}
