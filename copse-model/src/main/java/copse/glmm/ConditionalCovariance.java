package copse.glmm;

/// The covariance C of the random effects b given the data, parameters taken as known: `C = (ZᵀWZ + Ψ⁻¹)⁻¹`
/// with the observed weights at the modes; defined for singular Ψ too.
interface ConditionalCovariance {
    /// @param r per grouping, q per level; not modified
    /// @return Cr, in the same order
    double[][] times(double[][] r);

    /// @param level per grouping; below 0 for one that is left out
    /// @param z per grouping the q columns of Z
    /// @return zᵀCz of one row
    double form(int[] level, double[][] z);
}
