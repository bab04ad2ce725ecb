package copse.lmm;

import copse.math.Matrix;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.Vectors;
import java.util.ArrayList;
import java.util.List;

/// Which standard deviations and correlations a fit has, in lme4's order (down the lower triangle of each term,
/// column by column), and how they follow from θ in standard coordinates.
final class RandomLayout {
    private final LmmFit fit;
    private final CovarianceTemplate template;
    private final List<Cell> cells = new ArrayList<>();

    /// An element of the lower triangle of a term.
    ///
    /// @param grouping index of the grouping
    /// @param from first column of the term
    /// @param to one past the last column of the term
    /// @param row its row in the grouping's covariance matrix
    /// @param column its column
    record Cell(int grouping, int from, int to, int row, int column) {
        boolean isSd() {
            return row == column;
        }
    }

    RandomLayout(LmmFit fit, CovarianceTemplate template) {
        this.fit = fit;
        this.template = template;
        for (int g = 0; g < fit.groups().size(); g++) {
            for (int[] range : template.terms(g)) {
                for (int column = range[0]; column < range[1]; column++) {
                    for (int row = column; row < range[1]; row++) {
                        cells.add(new Cell(g, range[0], range[1], row, column));
                    }
                }
            }
        }
    }

    List<Cell> cells() {
        return cells;
    }

    Parameter parameter(Cell cell) {
        String group = fit.groups().get(cell.grouping());
        List<String> names = fit.standard().original().groupings().get(cell.grouping()).grouping().terms().stream()
                .flatMap(term -> term.columns().stream())
                .toList();
        return cell.isSd()
                ? new Parameter.StandardDeviation(group, names.get(cell.row()))
                : new Parameter.Correlation(group, names.get(cell.column()), names.get(cell.row()));
    }

    /// The standard deviation relative to σ, or the correlation; a correlation with a deviation of 0 is 0.
    double value(Cell cell, double[] theta) {
        double[] a = row(cell.grouping(), cell.row(), theta);
        if (cell.isSd()) {
            return Vectors.norm(a);
        }
        double[] b = row(cell.grouping(), cell.column(), theta);
        double norms = Vectors.norm(a) * Vectors.norm(b);
        return norms > 0 ? Math.clamp(Vectors.dot(a, b) / norms, -1, 1) : 0;
    }

    /// The gradient by θ of the logarithm of the standard deviation relative to σ, or of the correlation.
    double[] gradient(Cell cell, double[] theta) {
        double[] gradient = new double[theta.length];
        double[] a = row(cell.grouping(), cell.row(), theta);
        double[] b = row(cell.grouping(), cell.column(), theta);
        double aa = Vectors.dot(a, a);
        double bb = Vectors.dot(b, b);
        double correlation = cell.isSd() ? 1 : Vectors.dot(a, b) / Math.sqrt(aa * bb);
        Matrix n = fit.standard().random(cell.grouping());
        for (int k = 0; k < gradient.length; k++) {
            CovarianceTemplate.Entry entry = template.entry(k);
            if (entry.grouping() != cell.grouping()) {
                continue;
            }
            // the entry adds N[·, row] to column `entry.column()` of NΛ
            double na = n.at(cell.row(), entry.row());
            double nb = n.at(cell.column(), entry.row());
            int c = entry.column();
            gradient[k] = cell.isSd()
                    ? na * a[c] / aa
                    : (na * b[c] + nb * a[c]) / Math.sqrt(aa * bb) - correlation * (na * a[c] / aa + nb * b[c] / bb);
        }
        return gradient;
    }

    /// A row of NΛ: an effect's loadings on its level's spherical effects.
    private double[] row(int grouping, int row, double[] theta) {
        double[] lambda = template.factors(theta)[grouping];
        Matrix n = fit.standard().random(grouping);
        int q = n.rows();
        double[] out = new double[q];
        for (int c = 0; c < q; c++) {
            for (int i = 0; i < q; i++) {
                out[c] += n.at(row, i) * lambda[i + c * q];
            }
        }
        return out;
    }
}
