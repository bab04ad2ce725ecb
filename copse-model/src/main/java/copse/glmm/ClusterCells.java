package copse.glmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.family.OutcomeType;
import copse.family.Outcomes;
import copse.model.Cells;
import copse.model.Grouping;
import copse.model.internal.StandardColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The cells of a model put together by cluster, with the columns of X that do not depend on earlier ones.
///
/// A cell stands for `units` single outcomes with the same mean: trials of shares one by one, rows of counts
/// and numbers. Columns are taken less their mean if there is a constant, so that columns far from 0 lose
/// nothing.
final class ClusterCells {
    /// The cells, and the number of the cluster factor among theirs.
    final Cells cells;
    /// Names of the clusters.
    final List<String> labels;
    /// Per cluster where its cells begin; one more at the end.
    final int[] start;
    /// Which columns of X are there.
    final int[] kept;
    /// What was taken off the kept columns; 0 for the constant.
    final double[] shift;
    /// Kept columns, less their shift, cell by cell.
    final double[] x;
    /// Offset per cell.
    final double[] offset;
    /// Sum of the outcomes of a cell.
    final double[] sum;
    /// Number of outcomes of a cell.
    final double[] units;
    /// Sum of the squared outcomes of a cell.
    final double[] squares;
    /// Variance of an outcome is that of its mean divided by this.
    final double[] precision;
    /// Total of `units`.
    final double total;

    private ClusterCells(Cells cells, Cells.Factor factor) {
        this.cells = cells;
        int clusters = factor.keys().length;
        this.labels =
                Arrays.stream(factor.keys()).mapToObj(factor.grouping()::label).toList();
        int n = cells.count();
        this.start = new int[clusters + 1];
        for (int level : factor.level()) {
            start[level + 1]++;
        }
        for (int g = 0; g < clusters; g++) {
            start[g + 1] += start[g];
        }
        int[] order = order(factor.level(), start);
        this.offset = pick(cells.offset(), order);
        this.sum = new double[n];
        this.units = new double[n];
        this.squares = new double[n];
        this.precision = new double[n];
        fillOutcomes(cells, order);
        this.total = Arrays.stream(units).sum();
        double[][] columns = cells.x();
        boolean centred = cells.spec().hasIntercept();
        double[] means = new double[columns.length];
        for (int j = centred ? 1 : 0; centred && j < means.length; j++) {
            means[j] = mean(columns[j], order);
        }
        this.kept = StandardColumns.independent(gram(columns, means, order));
        this.shift = Arrays.stream(kept).mapToDouble(j -> means[j]).toArray();
        this.x = new double[n * kept.length];
        for (int k = 0; k < kept.length; k++) {
            double[] column = columns[kept[k]];
            for (int i = 0; i < n; i++) {
                x[i * kept.length + k] = column[order[i]] - shift[k];
            }
        }
    }

    /// @param cells of a model
    /// @param cluster one of its grouping factors
    /// @throws InputException `N365` if there is one cluster, `N368` if there are too few rows, `N369` if it is
    ///     none of the factors
    static ClusterCells of(Cells cells, String cluster) {
        List<String> wanted = new ArrayList<>(List.of(cluster.split(":", -1)));
        for (Cells.Factor factor : cells.factors()) {
            Grouping grouping = factor.grouping();
            boolean same = grouping.name().equals(cluster)
                    || grouping.factors().size() == wanted.size()
                            && grouping.factors().containsAll(wanted);
            if (same) {
                return checked(new ClusterCells(cells, factor), cluster);
            }
        }
        List<String> known =
                cells.factors().stream().map(factor -> factor.grouping().name()).toList();
        throw new InputException(new Problem(
                EquationsCode.NO_SUCH_CLUSTER.code(),
                "rows were not read by `" + cluster + "`",
                known.isEmpty() ? "they were read by no group" : "they were read by " + String.join(", ", known),
                Suggestion.didYouMean(cluster, known, "fit from the rows, with this cluster")));
    }

    private static ClusterCells checked(ClusterCells data, String cluster) {
        if (data.clusters() < 2) {
            throw new InputException(new Problem(
                    EquationsCode.ONE_CLUSTER.code(),
                    data.clusters() == 0 ? "no row is left to fit" : "`" + cluster + "` has one cluster",
                    "a covariance by clusters compares clusters",
                    "name a finer factor"));
        }
        if (data.total <= data.columns()) {
            throw new InputException(new Problem(
                    EquationsCode.TOO_FEW_ROWS.code(),
                    data.columns() + " coefficients for " + Math.round(data.total) + " rows",
                    "nothing is left from which the errors could be judged",
                    "use fewer terms"));
        }
        return data;
    }

    /// Cells in the order of their clusters.
    private static int[] order(int[] level, int[] start) {
        int[] next = start.clone();
        int[] order = new int[level.length];
        for (int i = 0; i < level.length; i++) {
            order[next[level[i]]++] = i;
        }
        return order;
    }

    private static double[] pick(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }

    private void fillOutcomes(Cells all, int[] order) {
        Outcomes outcomes = all.outcomes();
        boolean trials = all.spec().outcome() == OutcomeType.SHARE;
        boolean counts = all.spec().outcome() == OutcomeType.COUNT;
        for (int i = 0; i < order.length; i++) {
            int cell = order[i];
            double y = outcomes.y()[cell];
            double many = outcomes.multiplicity()[cell];
            double size = outcomes.size()[cell];
            sum[i] = many * y;
            // `size` outcomes are added up in a share or a count; a number is a single one of that weight
            units[i] = trials || counts ? many * size : many;
            precision[i] = trials || counts ? 1 : size;
            squares[i] = trials ? sum[i] : counts ? all.squares()[cell] : many * y * y;
        }
    }

    private double mean(double[] column, int[] order) {
        double weighted = 0;
        for (int i = 0; i < order.length; i++) {
            weighted += units[i] * column[order[i]];
        }
        return weighted / total;
    }

    // products of the columns less their means, by units
    private double[][] gram(double[][] columns, double[] means, int[] order) {
        int p = columns.length;
        double[][] gram = new double[p][p];
        double[] row = new double[p];
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < p; j++) {
                row[j] = columns[j][order[i]] - means[j];
                double weighted = units[i] * row[j];
                for (int k = 0; k <= j; k++) {
                    gram[j][k] += weighted * row[k];
                }
            }
        }
        return gram;
    }

    int clusters() {
        return labels.size();
    }

    /// @return whether some cluster has two single outcomes, so that it can be seen how alike they are
    boolean hasPairs() {
        for (int g = 0; g < clusters(); g++) {
            double own = 0;
            for (int i = start[g]; i < start[g + 1]; i++) {
                own += units[i];
            }
            if (own > 1) {
                return true;
            }
        }
        return false;
    }

    /// @return whether counts were added up before they came here, so that `squares` are those of sums
    boolean isSummed() {
        return cells.spec().outcome() == OutcomeType.COUNT && !cells.spec().hasWeights() && total > cells.rows() + 0.5;
    }

    /// @return r, number of columns kept
    int columns() {
        return kept.length;
    }

    int count() {
        return units.length;
    }

    /// @return whether the first column kept is the constant 1
    boolean isCentred() {
        return cells.spec().hasIntercept() && kept.length > 0 && kept[0] == 0;
    }

    double eta(int cell, double[] beta) {
        int r = kept.length;
        double eta = offset[cell];
        for (int j = 0; j < r; j++) {
            eta += x[cell * r + j] * beta[j];
        }
        return eta;
    }

    /// Coefficients of columns as they were, from those of columns less their shift.
    double[] unshifted(double[] beta) {
        double[] out = beta.clone();
        if (isCentred()) {
            for (int j = 1; j < out.length; j++) {
                out[0] -= shift[j] * beta[j];
            }
        }
        return out;
    }

    List<String> names() {
        List<String> all = cells.spec().fixedNames();
        return Arrays.stream(kept).mapToObj(all::get).toList();
    }

    List<String> aliased() {
        List<String> all = cells.spec().fixedNames();
        return IntStream.range(0, all.size())
                .filter(j -> Arrays.stream(kept).noneMatch(k -> k == j))
                .mapToObj(all::get)
                .toList();
    }
}
