package copse.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Centred columns made orthonormal one after the other (Gram and Schmidt), each against those before it.
///
/// The squared length of the projection of an assignment on them is what the Mahalanobis distance measures:
/// with columns X of any rank, `X (X′X)⁺ X′ = QQ′`. So neither the covariance matrix nor its inverse is needed,
/// and the columns up to any one are the residuals that tiers of covariates ask for. Each column is projected
/// twice, after which it is orthogonal to rounding.
///
/// Source: Giraud, Langou and Rozložník (2005), The loss of orthogonality in the Gram-Schmidt orthogonalization
/// process, Comput. Math. Appl. 50(7), 1069-1075. doi:10.1016/j.camwa.2005.08.009
final class Orthonormal {
    /// A column of which less than this share of the square is left follows from those before.
    private static final double ALIASED = 1e-10;

    private final List<double[]> basis = new ArrayList<>();
    private final List<double[]> loadings = new ArrayList<>();

    /// Adds a column.
    ///
    /// @param column not all zero; not modified
    /// @return whether it gave a new direction; if not it is a linear combination of those before
    boolean add(double[] column) {
        double[] left = column.clone();
        double[] loading = new double[basis.size() + 1];
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < basis.size(); k++) {
                double[] q = basis.get(k);
                double along = dot(q, left);
                loading[k] += along;
                for (int i = 0; i < left.length; i++) {
                    left[i] -= along * q[i];
                }
            }
        }
        double square = dot(left, left);
        boolean independent = square > ALIASED * dot(column, column);
        if (independent) {
            double length = Math.sqrt(square);
            for (int i = 0; i < left.length; i++) {
                left[i] /= length;
            }
            loading[basis.size()] = length;
            basis.add(left);
        }
        loadings.add(Arrays.copyOf(loading, basis.size()));
        return independent;
    }

    /// @return number of directions
    int rank() {
        return basis.size();
    }

    /// @param k a direction
    /// @return its unit vector; not to be changed
    double[] direction(int k) {
        return basis.get(k);
    }

    /// @param column index of a column that was added
    /// @return its coordinates; those past the end are 0
    double[] loading(int column) {
        return loadings.get(column);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
