package copse.lm;

import copse.model.internal.CompensatedSums;
import org.jspecify.annotations.Nullable;

/// `Σ φ(h) w²e² x̃x̃ᵀ` over some of the rows, where h is a row's leverage and φ how HC0 to HC3 adjust its
/// residual.
final class RowPart implements ParallelPass.Part<RowPart> {
    // What rounding leaves of 1 − 1.
    private static final double ALONE = 1e-10;

    private final Solution solution;
    private final Robust.Leverage leverage;
    private final int r;
    private final @Nullable LongIndex levels;
    private final CompensatedSums sums = new CompensatedSums();
    private long lone;

    /// @param levels the numbers of the absorbed levels in the solution by key; null if nothing is absorbed
    RowPart(Solution solution, Robust.Leverage leverage, @Nullable LongIndex levels) {
        this.solution = solution;
        this.leverage = leverage;
        this.r = solution.rank();
        this.levels = levels;
        sums.ensure(r * r);
    }

    @Override
    public void add(LmRows.Batch batch) {
        double[] x = new double[r];
        double[] own = new double[r * r];
        double[] weights = batch.weights();
        for (int i = 0; i < batch.count(); i++) {
            double w = weights == null ? 1 : weights[i];
            int level = levels == null ? -1 : levels.find(batch.keys()[0][i]);
            double residual = w * solution.row(batch.x(), batch.y(), i, level, x);
            double h = level < 0 ? 0 : w / solution.levelWeight(level);
            for (int j = 0; j < r; j++) {
                h += w * x[j] * x[j];
            }
            double rest = 1 - h;
            if (rest < ALONE) {
                lone++;
                continue;
            }
            double factor = residual * residual * factor(rest);
            for (int a = 0; a < r; a++) {
                for (int b = 0; b <= a; b++) {
                    own[a + b * r] += factor * x[a] * x[b];
                }
            }
        }
        for (int k = 0; k < own.length; k++) {
            sums.add(k, own[k]);
        }
    }

    private double factor(double rest) {
        return switch (leverage) {
            case HC0, HC1 -> 1;
            case HC2 -> 1 / rest;
            case HC3 -> 1 / (rest * rest);
        };
    }

    @Override
    public void merge(RowPart other) {
        sums.add(0, other.sums, 0, r * r);
        lone += other.lone;
    }

    /// @return rows with leverage 1, which were left out
    long lone() {
        return lone;
    }

    double[] meat() {
        double[] meat = new double[r * r];
        for (int a = 0; a < r; a++) {
            for (int b = 0; b <= a; b++) {
                meat[a + b * r] = sums.value(a + b * r);
                meat[b + a * r] = meat[a + b * r];
            }
        }
        return meat;
    }
}
