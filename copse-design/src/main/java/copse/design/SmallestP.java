package copse.design;

import copse.error.Diagnostic;
import copse.frame.NumericColumn;
import java.util.Optional;

/// The smallest p-values that a randomisation test over the admissible assignments can reach, whatever the
/// data.
///
/// The observed assignment itself always counts. Two-sided, its mirror (arms exchanged) counts as well where it
/// is admissible.
///
/// @param oneSided the smallest for a one-sided test
/// @param twoSided the smallest for a two-sided test
/// @param basis exact, or an upper bound from the exact number of assignments. Where that number is not known
///     exactly either, its own basis: the values are then one or two over it, an order of magnitude
public record SmallestP(double oneSided, double twoSided, Basis basis) {
    /// @param alpha level of a two-sided test
    /// @return whether the test can ever reject
    public boolean canReject(double alpha) {
        return twoSided <= alpha;
    }

    /// What to know at design time about a test that can never reject, which no analysis can repair.
    ///
    /// @param alpha level of a two-sided test
    /// @return empty if the test can reject
    public Optional<Diagnostic> diagnostic(double alpha) {
        if (canReject(alpha)) {
            return Optional.empty();
        }
        String p = NumericColumn.format(Math.round(twoSided * 1e4) / 1e4);
        return Optional.of(new Diagnostic(
                DesignCode.FEW_ASSIGNMENTS.code(),
                "p",
                twoSided,
                alpha,
                "A randomisation test of this design can never reach p ≤ " + NumericColumn.format(alpha)
                        + ": the smallest two-sided p-value is " + p + ", however large the effect.",
                DesignCode.FEW_ASSIGNMENTS.advice()));
    }
}
