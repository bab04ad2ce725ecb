package copse.bayes;

import copse.math.Matrix;
import copse.model.internal.Standardised;
import java.util.Arrays;
import java.util.List;

/// How standard coordinates of the fixed coefficients become the coefficients: `β = T β_s + t`.
///
/// The standard columns `X T` are centred at their means if there is an intercept, and scaled; columns that
/// depend on earlier ones are left out. T is upper triangular and invertible.
///
/// @param names of the columns of X that are kept
/// @param back T, r×r
/// @param shift t, length r. Kept: must not change.
record FixedMap(List<String> names, Matrix back, double[] shift) {
    FixedMap {
        names = List.copyOf(names);
    }

    /// The map of a Gaussian model, whose response is shifted and scaled as well.
    ///
    /// @param standard coordinates of its cross-products
    static FixedMap of(Standardised standard) {
        List<String> all = standard.original().spec().fixedNames();
        return new FixedMap(
                Arrays.stream(standard.kept()).mapToObj(all::get).toList(), standard.betaMap(), standard.betaShift());
    }

    /// @param standard β_s
    /// @param into β. *Modified.*
    void coefficients(double[] standard, double[] into) {
        int r = shift.length;
        for (int i = 0; i < r; i++) {
            double sum = shift[i];
            for (int j = i; j < r; j++) {
                sum += back.at(i, j) * standard[j];
            }
            into[i] = sum;
        }
    }
}
