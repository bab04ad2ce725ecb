package copse.match;

import copse.match.Matching.Scale;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// From covariates to points whose Euclidean distance is the distance asked for.
///
/// Columns are numbers and indicators, centred and divided by their own spread; the weight's root is multiplied
/// in. For z-scores, ranges and plain values these are the coordinates. Mahalanobis distances take them through
/// `A` with `A Aᵀ` the pseudo-inverse of their covariance matrix before weighting, so that `d² = δᵀ A Aᵀ δ` for
/// a difference δ of columns.
///
/// Source: Rosenbaum (2010), Design of Observational Studies, sections 8.3 and 13.11, for ranks.
final class Scaling {
    /// Eigenvalues of a correlation matrix below this part of the largest are rounding of dependent columns.
    private static final double RANK_TOLERANCE = 1e-10;

    private final int size;
    private final Scale scale;
    private final double[] columns;
    private final int width;

    /// First column of each covariate, and one past the last.
    private final int[] start;

    /// Columns to coordinates, `width × rank` row by row; empty where columns are coordinates.
    private final double[] root;

    private final Points points;

    /// @param covariates each at least of width 1; a constant one takes no column
    /// @param weights by covariate
    /// @param scale how they become comparable
    /// @param size number of units
    Scaling(List<Covariate> covariates, double[] weights, Scale scale, int size) {
        this.size = size;
        this.scale = scale;
        this.start = new int[covariates.size() + 1];
        for (int c = 0; c < covariates.size(); c++) {
            Covariate covariate = covariates.get(c);
            start[c + 1] = start[c] + (covariate.isConstant() ? 0 : covariate.width());
        }
        this.width = start[covariates.size()];
        this.columns = new double[Math.multiplyExact(size, width)];
        boolean rotated = scale == Scale.MAHALANOBIS || scale == Scale.RANK_MAHALANOBIS;
        for (int c = 0; c < covariates.size(); c++) {
            if (start[c + 1] > start[c]) {
                fill(covariates.get(c), start[c]);
            }
        }
        this.root = rotated ? whitening() : new double[0];
        for (int c = 0; c < covariates.size(); c++) {
            multiply(start[c], start[c + 1], Math.sqrt(weights[c]));
        }
        this.points = rotated ? rotated() : new Points(size, width, columns);
    }

    /// @return the units as points
    Points points() {
        return points;
    }

    private void fill(Covariate covariate, int first) {
        switch (covariate) {
            case Covariate.Numbers numbers -> {
                put(first, scale == Scale.RANK_MAHALANOBIS ? Ranks.of(numbers.values()) : numbers.values());
                multiply(first, first + 1, 1 / spread(first));
            }
            case Covariate.Categories categories -> {
                for (int level = 0; level < categories.levels(); level++) {
                    double[] indicator = indicator(categories.codes(), level);
                    put(first + level, scale == Scale.RANK_MAHALANOBIS ? Ranks.of(indicator) : indicator);
                }
                scaleTogether(first, first + categories.levels());
            }
        }
    }

    private static double[] indicator(int[] codes, int level) {
        double[] indicator = new double[codes.length];
        Arrays.setAll(indicator, i -> codes[i] == level ? 1 : 0);
        return indicator;
    }

    /// Indicators of two levels differ in two places, so that their distance is √2 before any scaling. Under
    /// the other scales they are one thing and keep their proportions; Mahalanobis distances do not depend on
    /// the scale.
    private void scaleTogether(int first, int past) {
        switch (scale) {
            case ZSCORE -> {
                double total = 0;
                for (int k = first; k < past; k++) {
                    total += variance(k);
                }
                multiply(first, past, 1 / Math.sqrt(total));
            }
            case MINMAX, NONE -> multiply(first, past, Math.sqrt(0.5));
            case MAHALANOBIS, RANK_MAHALANOBIS -> {
                for (int k = first; k < past; k++) {
                    multiply(k, k + 1, 1 / spread(k));
                }
            }
        }
    }

    /// What a column is divided by.
    private double spread(int k) {
        return switch (scale) {
            case ZSCORE, MAHALANOBIS -> Math.sqrt(variance(k));
            case RANK_MAHALANOBIS -> Math.sqrt(Ranks.untiedVariance(size));
            case MINMAX -> range(k);
            case NONE -> 1;
        };
    }

    private double variance(int k) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double value = columns[i * width + k];
            sum += value * value;
        }
        return sum / (size - 1);
    }

    private double range(int k) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, columns[i * width + k]);
            high = Math.max(high, columns[i * width + k]);
        }
        return high - low;
    }

    /// Copies a column, centred; twice, since the first mean of large numbers is off by rounding. Where its
    /// unit does not matter a power of two brings it near 1, so that squares neither overflow nor vanish.
    private void put(int k, double[] values) {
        int exponent = 0;
        if (scale != Scale.NONE && scale != Scale.RANK_MAHALANOBIS) {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            exponent = -Math.getExponent(largest);
        }
        double[] near = new double[size];
        for (int i = 0; i < size; i++) {
            near[i] = Math.scalb(values[i], exponent);
        }
        double first = mean(near, 0);
        double mean = first + mean(near, first);
        for (int i = 0; i < size; i++) {
            columns[i * width + k] = near[i] - mean;
        }
    }

    private static double mean(double[] values, double from) {
        double sum = 0;
        for (double value : values) {
            sum += value - from;
        }
        return sum / values.length;
    }

    private void multiply(int first, int past, double factor) {
        for (int i = 0; i < size; i++) {
            for (int k = first; k < past; k++) {
                columns[i * width + k] *= factor;
            }
        }
    }

    /// A root of the pseudo-inverse of the columns' correlation matrix.
    ///
    /// Columns divided by their own deviations have it as their covariance matrix, and dividing changes no
    /// Mahalanobis distance, since differences lie in the span of that matrix. Ranks are divided by the
    /// deviation of ranks without ties instead: Rosenbaum's rescaled covariance matrix is the correlation
    /// matrix times that variance.
    private double[] whitening() {
        DMatrixRMaj correlation = correlation();
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
        if (!eigen.decompose(correlation)) {
            throw new IllegalStateException("no eigenvalues of a correlation matrix of " + width + " columns");
        }
        double largest = 0;
        for (int r = 0; r < width; r++) {
            largest = Math.max(largest, eigen.getEigenvalue(r).getReal());
        }
        int rank = 0;
        double[] whole = new double[width * width];
        for (int r = 0; r < width; r++) {
            double value = eigen.getEigenvalue(r).getReal();
            if (value > RANK_TOLERANCE * largest) {
                for (int k = 0; k < width; k++) {
                    whole[k * width + rank] = eigen.getEigenVector(r).get(k) / Math.sqrt(value);
                }
                rank++;
            }
        }
        double[] packed = new double[width * rank];
        for (int k = 0; k < width; k++) {
            System.arraycopy(whole, k * width, packed, k * rank, rank);
        }
        return packed;
    }

    private DMatrixRMaj correlation() {
        double[] sums = new double[width * width];
        for (int i = 0; i < size; i++) {
            for (int a = 0; a < width; a++) {
                double value = columns[i * width + a];
                for (int b = 0; b <= a; b++) {
                    sums[a * width + b] += value * columns[i * width + b];
                }
            }
        }
        DMatrixRMaj correlation = new DMatrixRMaj(width, width);
        for (int a = 0; a < width; a++) {
            for (int b = 0; b <= a; b++) {
                double r = sums[a * width + b] / Math.sqrt(sums[a * width + a] * sums[b * width + b]);
                correlation.set(a, b, r);
                correlation.set(b, a, r);
            }
        }
        return correlation;
    }

    private Points rotated() {
        int rank = root.length / width;
        double[] coordinates = new double[size * rank];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < width; k++) {
                double value = columns[i * width + k];
                for (int r = 0; r < rank; r++) {
                    coordinates[i * rank + r] += value * root[k * rank + r];
                }
            }
        }
        return new Points(size, rank, coordinates);
    }

    /// What each covariate contributes to the squared distances within groups.
    ///
    /// The squared distance of two units is a sum over columns, `Σ δₖ (A Aᵀ δ)ₖ`. With correlated covariates a
    /// term can be negative under a Mahalanobis distance: the covariate then takes back what others count
    /// twice.
    ///
    /// Cost: the number of units in groups times columns times rank. Sums over the pairs of a group come from
    /// deviations from its mean.
    ///
    /// @param groups units of each group
    /// @return sum over all pairs within groups, by covariate
    double[] contributions(List<int[]> groups) {
        double[] byColumn = new double[width];
        double[] columnMean = new double[width];
        double[] pointMean = new double[points.dimensions];
        for (int[] group : groups) {
            Arrays.fill(columnMean, 0);
            Arrays.fill(pointMean, 0);
            for (int i : group) {
                add(columns, i * width, columnMean, 1.0 / group.length);
                add(points.at, i * points.dimensions, pointMean, 1.0 / group.length);
            }
            for (int i : group) {
                for (int k = 0; k < width; k++) {
                    byColumn[k] += group.length * (columns[i * width + k] - columnMean[k]) * gradient(i, k, pointMean);
                }
            }
        }
        double[] byCovariate = new double[start.length - 1];
        for (int c = 0; c < byCovariate.length; c++) {
            for (int k = start[c]; k < start[c + 1]; k++) {
                byCovariate[c] += byColumn[k];
            }
        }
        return byCovariate;
    }

    /// Column k of `A Aᵀ δ` for the deviation δ of a unit from a mean.
    private double gradient(int i, int k, double[] pointMean) {
        int rank = points.dimensions;
        if (root.length == 0) {
            return points.at[i * rank + k] - pointMean[k];
        }
        double sum = 0;
        for (int r = 0; r < rank; r++) {
            sum += root[k * rank + r] * (points.at[i * rank + r] - pointMean[r]);
        }
        return sum;
    }

    private static void add(double[] from, int at, double[] into, double factor) {
        for (int k = 0; k < into.length; k++) {
            into[k] += factor * from[at + k];
        }
    }
}
