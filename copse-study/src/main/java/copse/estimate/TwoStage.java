package copse.estimate;

import copse.math.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Draws of units within arms, then of rows within each unit drawn.
final class TwoStage {
    private final double[][] outcome; // per unit, its rows
    private final ResampledUnits units;
    private final Counting counting;

    TwoStage(Experiment experiment, Question question, ResampledUnits units, Counting counting) {
        this.units = units;
        this.counting = counting;
        RowValues values = experiment.outcome(question.outcome());
        UnitRows rows = experiment.sorted();
        this.outcome = Arrays.stream(units.unit())
                .mapToObj(u -> java.util.stream.IntStream.range(rows.start()[u], rows.start()[u + 1])
                        .map(rows::row)
                        .filter(row -> !values.missing().get(row))
                        .mapToDouble(row -> values.value().applyAsDouble(row))
                        .toArray())
                .toArray(double[][]::new);
    }

    /// @param members of each stratum: block and arm
    /// @param random where the numbers come from
    /// @return the effect of what was drawn
    ResampledEffect.@Nullable Value draw(int[][] members, RandomStream random) {
        int n = outcome.length;
        double[] mean = new double[n];
        double[] weight = new double[n];
        boolean[] treated = new boolean[n];
        int[] block = new int[n];
        int next = 0;
        for (int[] own : members) {
            for (int k = 0; k < own.length; k++) {
                int unit = own[random.nextInt(own.length)];
                double[] rows = outcome[unit];
                double sum = 0;
                for (int i = 0; i < rows.length; i++) {
                    sum += rows[random.nextInt(rows.length)];
                }
                mean[next] = sum / rows.length;
                weight[next] = counting == Counting.UNITS ? 1 : rows.length;
                treated[next] = units.strata()[unit] % 2 == 1;
                block[next++] = units.strata()[unit] / 2;
            }
        }
        int blocks = 1 + Arrays.stream(block).max().orElse(0);
        double[] once = new double[n];
        Arrays.fill(once, 1);
        return new MeansEffect(mean, weight, treated, block, blocks, units.strata()).of(once);
    }
}
