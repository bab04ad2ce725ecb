package copse.glmm;

import copse.model.Cells;
import copse.model.Grouping;
import copse.model.ModelRows;
import copse.model.internal.CovarianceTemplate;
import java.util.List;

/// The columns of Z of one row after another, and what the random effects add to the variance of its linear
/// predictor. An instance belongs to one thread.
final class RowEffects {
    private final MeanModel model;
    private final ModelRows rows;
    private final int[] groupingOfSpec; // per grouping of the model, its place in the rows
    private final double[][] loadings; // Λᵀz per grouping, of those whose variance was asked for

    /// Per grouping of the model the columns of Z of the row read last.
    final double[][] z;

    RowEffects(MeanModel model, ModelRows rows) {
        this.model = model;
        this.rows = rows;
        List<Grouping> inSpec = model.spec().groupings();
        // cells may know groups that the model has no random effects of
        List<Grouping> groupings = model.cells().factors().stream()
                .limit(model.lambda().length)
                .map(Cells.Factor::grouping)
                .toList();
        this.groupingOfSpec = groupings.stream().mapToInt(inSpec::indexOf).toArray();
        this.z = groupings.stream().map(g -> new double[g.columns()]).toArray(double[][]::new);
        this.loadings = groupings.stream().map(g -> new double[g.columns()]).toArray(double[][]::new);
    }

    void read(int i) {
        for (int g = 0; g < z.length; g++) {
            double[][] columns = rows.z()[groupingOfSpec[g]];
            for (int c = 0; c < columns.length; c++) {
                z[g][c] = columns[c][i];
            }
        }
    }

    /// @return key of row i's level
    long key(int grouping, int i) {
        return rows.keys()[groupingOfSpec[grouping]][i];
    }

    /// @return `‖Λᵀz‖²` of all groupings
    double variance() {
        double variance = 0;
        for (int g = 0; g < z.length; g++) {
            variance += variance(g);
        }
        return variance;
    }

    /// @return `‖Λᵀz‖²` of one grouping
    double variance(int g) {
        double[] lambda = model.lambda()[g];
        int q = z[g].length;
        double squares = 0;
        for (int c = 0; c < q; c++) {
            double sum = 0;
            for (int a = c; a < q; a++) {
                sum += lambda[a + c * q] * z[g][a];
            }
            loadings[g][c] = sum;
            squares += sum * sum;
        }
        return squares;
    }

    /// Adds the gradient of [#variance()], asked for last, by θ: that by Λ's element (a, c) is `2 z_a (Λᵀz)_c`.
    ///
    /// @param by a factor
    /// @param gradient by every parameter, θ first. *Modified.*
    void addGradient(double by, double[] gradient) {
        CovarianceTemplate template = model.template();
        for (int k = 0; k < template.size(); k++) {
            CovarianceTemplate.Entry entry = template.entry(k);
            int g = entry.grouping();
            gradient[k] += 2 * by * z[g][entry.row()] * loadings[g][entry.column()];
        }
    }
}
