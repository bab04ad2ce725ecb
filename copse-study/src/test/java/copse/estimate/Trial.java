package copse.estimate;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Small data for the tests of estimators.
final class Trial {
    static final Question Y = Question.of("y", "1", "0");

    private Trial() {}

    static Frame frame(double[] y, int[] z) {
        return Frame.of("y", NumericColumn.of(y), "z", factor(z));
    }

    static FactorColumn factor(int[] codes) {
        return FactorColumn.of(codes.length, row -> Integer.toString(codes[row]));
    }

    /// Clusters 1, 2, … with arms and rows.
    static Frame clusters(int[] arm, double[][] y) {
        int rows = Arrays.stream(y).mapToInt(values -> values.length).sum();
        double[] all = new double[rows];
        int[] cluster = new int[rows];
        int[] z = new int[rows];
        int next = 0;
        for (int g = 0; g < y.length; g++) {
            for (double value : y[g]) {
                all[next] = value;
                cluster[next] = g + 1;
                z[next++] = arm[g];
            }
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("y", NumericColumn.of(all));
        columns.put("z", factor(z));
        columns.put("g", factor(cluster));
        return Frame.of(columns);
    }

    static UnitTotals totals(Frame clusters) {
        return Experiment.observed(clusters, Roles.of("z").withUnit("g")).totals(Y);
    }

    /// Units of one row with arms and blocks.
    static UnitTotals blocked(double[] y, int[] z, int[] block) {
        return Experiment.observed(
                        frame(y, z).with("b", factor(block)), Roles.of("z").withBlock("b"))
                .totals(Y);
    }

    /// Clusters of random sizes, the first half treated.
    static Frame random(SplittableRandom random, int clusters, int least, int most) {
        double[][] y = new double[clusters][];
        int[] arm = new int[clusters];
        for (int g = 0; g < clusters; g++) {
            arm[g] = g % 2;
            double effect = random.nextGaussian();
            y[g] = random.ints(random.nextInt(least, most + 1))
                    .mapToDouble(any -> 10 + effect + new SplittableRandom(any).nextGaussian())
                    .toArray();
        }
        return clusters(arm, y);
    }
}
