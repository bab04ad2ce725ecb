package copse.lm;

import copse.model.internal.CompensatedSums;
import org.jspecify.annotations.Nullable;

/// Scores `Σ w e x̃` of some of the rows by two factors and by the combinations of their levels.
final class ScorePart implements ParallelPass.Part<ScorePart> {
    private final Solution solution;
    private final int r;
    private final @Nullable LongIndex absorbed;
    final LongIndex[] index = {new LongIndex(), new LongIndex(), new LongIndex()};
    private final CompensatedSums[] scores = {new CompensatedSums(), new CompensatedSums(), new CompensatedSums()};

    private long count;

    /// @param absorbed the numbers of the absorbed levels in the solution by key; null if nothing is absorbed
    ScorePart(Solution solution, @Nullable LongIndex absorbed) {
        this.solution = solution;
        this.r = solution.rank();
        this.absorbed = absorbed;
    }

    @Override
    public void add(LmRows.Batch batch) {
        double[] x = new double[r];
        double[] weights = batch.weights();
        count += batch.count();
        for (int i = 0; i < batch.count(); i++) {
            int level = absorbed == null ? -1 : absorbed.find(batch.keys()[2][i]);
            double residual = solution.row(batch.x(), batch.y(), i, level, x);
            double factor = weights == null ? residual : weights[i] * residual;
            int first = index[0].locate(batch.keys()[0][i]);
            int second = index[1].locate(batch.keys()[1][i]);
            add(0, first, factor, x);
            add(1, second, factor, x);
            add(2, index[2].locate((long) first << 32 | second), factor, x);
        }
    }

    private void add(int way, int number, double factor, double[] x) {
        scores[way].ensure(index[way].size() * r);
        for (int j = 0; j < r; j++) {
            scores[way].add(number * r + j, factor * x[j]);
        }
    }

    @Override
    public void merge(ScorePart other) {
        int[][] number = new int[2][];
        count += other.count;
        for (int way = 0; way < 2; way++) {
            number[way] = new int[other.index[way].size()];
            for (int c = 0; c < number[way].length; c++) {
                number[way][c] = index[way].locate(other.index[way].key(c));
                merge(way, number[way][c], other, c);
            }
        }
        for (int c = 0; c < other.index[2].size(); c++) {
            long key = other.index[2].key(c);
            long own = (long) number[0][(int) (key >>> 32)] << 32 | number[1][(int) key];
            merge(2, index[2].locate(own), other, c);
        }
    }

    private void merge(int way, int to, ScorePart other, int from) {
        scores[way].ensure(index[way].size() * r);
        scores[way].add(to * r, other.scores[way], from * r, r);
    }

    /// @return rows
    long count() {
        return count;
    }

    /// `Σ s sᵀ` over the clusters of one way, r×r, times a factor.
    ///
    /// @param way 0 or 1: the factors; 2: combinations of their levels
    double[] meat(int way, double factor) {
        CompensatedSums sums = new CompensatedSums();
        sums.ensure(r * r);
        double[] own = new double[r];
        for (int c = 0; c < index[way].size(); c++) {
            scores[way].copy(c * r, own, 0, r);
            for (int a = 0; a < r; a++) {
                for (int b = 0; b <= a; b++) {
                    sums.add(a + b * r, own[a] * own[b]);
                }
            }
        }
        double[] meat = new double[r * r];
        for (int a = 0; a < r; a++) {
            for (int b = 0; b <= a; b++) {
                meat[a + b * r] = factor * sums.value(a + b * r);
                meat[b + a * r] = meat[a + b * r];
            }
        }
        return meat;
    }
}
