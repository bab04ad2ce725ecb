package copse.design;

/// The smallest p-values that a randomisation test over the admissible assignments can reach, whatever the
/// data.
///
/// The observed assignment itself always counts. Two-sided, its mirror (arms exchanged) counts as well where it
/// is admissible.
///
/// @param oneSided the smallest for a one-sided test
/// @param twoSided the smallest for a two-sided test
/// @param basis how the number of assignments is known
public record SmallestP(double oneSided, double twoSided, Basis basis) {
    /// @param alpha level of a two-sided test
    /// @return whether the test can ever reject
    public boolean canReject(double alpha) {
        return twoSided <= alpha;
    }
}
