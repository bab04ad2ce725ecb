package copse.family;

/// What was observed in each cell: `ℓ = multiplicity · log f(y; size, η)`.
///
/// What `size` means is the family's: trials of a binomial or beta-binomial outcome; rows of equal weight added up of
/// a Poisson outcome, whose y is then their sum; prior weight of a gaussian or Gamma outcome; 1 else.
///
/// Arrays are views and must not be changed.
///
/// @param y successes, counts or values
/// @param size per cell, positive
/// @param multiplicity per cell, positive: how many such observations there are, or their prior weight
public record Outcomes(double[] y, double[] size, double[] multiplicity) {
    /// @return number of cells
    public int count() {
        return y.length;
    }
}
