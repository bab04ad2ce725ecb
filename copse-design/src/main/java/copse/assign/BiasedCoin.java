package copse.assign;

import copse.design.Allocation;
import copse.design.Stratifier;
import java.util.List;

/// A coin that leans towards the arm that is behind in the arrival's stratum; a fair one where none is.
///
/// More than two arms, and arms in a ratio, are treated as in [Minimisation] with the stratum as its only
/// factor.
///
/// Source: Efron (1971), Forcing a sequential experiment to be balanced, Biometrika 58(3), 403-417.
/// doi:10.1093/biomet/58.3.403
///
/// @param p probability of the arm that is behind; Efron's favourite is 2/3
/// @param by columns whose combinations are strata; empty for none
/// @param allocation shares of the arms in whole numbers
public record BiasedCoin(double p, List<Stratifier> by, Allocation.Shares allocation) implements EnrolmentRule {
    /// @param p probability of the arm that is behind
    /// @param by columns whose combinations are strata
    /// @param allocation shares of the arms in whole numbers
    /// @throws copse.error.DesignException `D340` if p is no lean, strata are cut by quantiles, or the ratio is
    ///     not one of small whole numbers
    public BiasedCoin {
        by = List.copyOf(by);
        Attributes.checkStratifiers(by);
        Minimisation.checkPreference(p, WholeRatio.of(allocation));
    }
}
