package copse.scenario;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rows of the reference file of calls.
final class ReferenceCalls {
    private static final long SEED = 20240607;
    private static final int[] REPS = {18, 21, 22, 15, 21, 17, 20, 16, 22, 18};
    private static final int[] CALLS = {66105, 75892, 79250, 54203, 76417, 64188, 72964, 59110, 78030, 69046};
    private static final int MONTHS = 3;
    private static final double CENTER_SD = 1.14;

    private ReferenceCalls() {}

    static Frame frame(int every, boolean clip) {
        ReferenceRandom random = new ReferenceRandom(SEED);
        double[] center = random.normals(CENTER_SD, REPS.length);
        standardise(center, CENTER_SD);
        double[][] rep = new double[REPS.length][];
        for (int c = 0; c < REPS.length; c++) {
            rep[c] = random.normals(0.88, REPS[c]);
        }
        int[][][] calls = new int[REPS.length][][];
        for (int c = 0; c < REPS.length; c++) {
            calls[c] = callsByMonth(random, REPS[c], CALLS[c]);
        }
        int rows = Math.ceilDiv(Arrays.stream(CALLS).sum(), every);
        double[][] columns = new double[5][rows];
        int[] reason = new int[rows];
        int seen = 0;
        int row = 0;
        for (int month = 0; month < MONTHS; month++) {
            int first = 1;
            for (int c = 0; c < REPS.length; c++) {
                for (int r = 0; r < REPS[c]; r++) {
                    double base = 3.9 + center[c] + rep[c][r];
                    for (int call = 0; call < calls[c][month][r]; call++) {
                        double age = age(random);
                        boolean property = random.uniform() >= 0.6;
                        double y = base + 0.02 * age + (property ? 0.2 : 0.0) + 0.625 * random.normal();
                        // all numbers are drawn for rows left out too: the rows kept are those of the full file
                        if (seen++ % every == 0) {
                            columns[0][row] = month + 1;
                            columns[1][row] = 101 + c;
                            columns[2][row] = first + r;
                            columns[3][row] = age;
                            reason[row] = property ? 1 : 0;
                            columns[4][row] = FixedDecimals.six(clip ? Math.min(10.0, Math.max(0.0, y)) : y);
                            row++;
                        }
                    }
                }
                first += REPS[c];
            }
        }
        Map<String, Column> frame = new LinkedHashMap<>();
        frame.put("month", NumericColumn.wrap(columns[0], Mask.none(rows)));
        frame.put("center_ID", NumericColumn.wrap(columns[1], Mask.none(rows)));
        frame.put("rep_ID", NumericColumn.wrap(columns[2], Mask.none(rows)));
        frame.put("age", NumericColumn.wrap(columns[3], Mask.none(rows)));
        frame.put("reason", FactorColumn.wrap(reason, Levels.of("payment", "property")));
        frame.put("call_CSAT", NumericColumn.wrap(columns[4], Mask.none(rows)));
        return Frame.of(frame);
    }

    /// Gives the ten centre effects mean 0 and their standard deviation exactly: ten draws alone would be far off.
    private static void standardise(double[] values, double sd) {
        double mean = Arrays.stream(values).reduce(0, Double::sum) / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double seen = Math.sqrt(squares / (values.length - 1));
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - mean) * sd / seen;
        }
    }

    /// Calls of one centre, `[month][representative]`, uneven at random.
    private static int[][] callsByMonth(ReferenceRandom random, int reps, int total) {
        double[][] weight = new double[MONTHS][reps];
        double sum = 0;
        for (double[] month : weight) {
            double ofMonth = 0;
            for (int r = 0; r < reps; r++) {
                month[r] = 0.85 + 0.3 * random.uniform();
                ofMonth += month[r];
            }
            sum += ofMonth;
        }
        int[][] calls = new int[MONTHS][reps];
        int left = total;
        for (int month = 0; month < MONTHS; month++) {
            for (int r = 0; r < reps; r++) {
                calls[month][r] = (int) (total * weight[month][r] / sum);
                left -= calls[month][r];
            }
        }
        for (int i = 0; i < left; i++) {
            calls[i % MONTHS][i / MONTHS % reps]++;
        }
        return calls;
    }

    private static double age(ReferenceRandom random) {
        double age = 0;
        while (age < 20 || age > 60) {
            age = Math.floor(40.0 + 10.0 * random.normal() + 0.5);
        }
        return age;
    }
}
