package copse.lmm;

import copse.error.Diagnostic;
import copse.model.CrossProducts;
import java.util.Optional;

/// Tells when a linear model explains an outcome that is 0 or 1 in every row: a yes/no question.
///
/// The rows are gone, but `Σ w y(y − 1)` is 0 for such an outcome, and of whole numbers for no other. It is
/// known where the model has an intercept and no offset.
public final class TwoValues {
    // The two sums are equal but for the order of adding.
    private static final double SAME = 1e-9;

    private TwoValues() {}

    /// @param fit a linear model
    /// @return what to know and to do, if its outcome is 0 or 1 in every row
    public static Optional<Diagnostic> check(LmmFit fit) {
        CrossProducts products = fit.crossProducts();
        if (!fit.spec().hasIntercept() || fit.spec().hasOffset()) {
            return Optional.empty();
        }
        int p = products.p();
        double shift = products.shift()[p];
        double weights = products.gram().at(0, 0);
        double sum = products.gram().at(0, p) + shift * weights;
        double squares = products.gram().at(p, p) + 2 * shift * products.gram().at(0, p) + shift * shift * weights;
        boolean binary = Math.abs(squares - sum) <= SAME * weights && sum > 0 && sum < weights;
        return binary
                ? Optional.of(new Diagnostic(
                        LmmCode.TWO_VALUES.code(),
                        fit.spec().response(),
                        sum / weights,
                        0,
                        LmmCode.TWO_VALUES.meaning(),
                        LmmCode.TWO_VALUES.advice()))
                : Optional.empty();
    }
}
