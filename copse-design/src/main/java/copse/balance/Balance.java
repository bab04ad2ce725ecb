package copse.balance;

import copse.design.Arms;
import copse.design.Assignment;
import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.math.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How alike the arms are: counts, covariates one by one, all together, and whether the numbers of units fit
/// the design.
///
/// @param arms in the order of the levels of the arm column
/// @param reference the arm that others are compared with
/// @param covariates each other arm against the reference, covariate by covariate
/// @param strata units of each stratum by arm; empty where none are asked for
/// @param omnibus test of all covariates together; empty where no covariate varies or too few rows are complete
/// @param sampleRatio test of the numbers of units, or of clusters
/// @param withoutArm rows without an arm, which are left out
/// @param diagnostics what is to be known
public record Balance(
        List<ArmCount> arms,
        String reference,
        List<CovariateBalance> covariates,
        List<StratumCount> strata,
        Optional<Omnibus> omnibus,
        SampleRatio sampleRatio,
        int withoutArm,
        List<Diagnostic> diagnostics) {
    /// Copies the lists.
    public Balance {
        arms = List.copyOf(arms);
        covariates = List.copyOf(covariates);
        strata = List.copyOf(strata);
        diagnostics = List.copyOf(diagnostics);
    }

    /// @param rows one row per unit
    /// @param arm column of the arms: a factor, text, logical or whole numbers
    /// @param options what to compare, and how
    /// @return the balance
    /// @throws copse.error.InputException `D401` to `D406`, or `I101` if there is no such column
    public static Balance of(Frame rows, String arm, BalanceOptions options) {
        return new Comparison(rows, arm, options).balance();
    }

    /// Balance of an assignment, with the omnibus test over redraws of its design.
    ///
    /// @param assignment the arms of its units
    /// @param options what to compare, and how
    /// @param draws redraws, 0 for a test without them
    /// @param stream where redraws come from
    /// @return the balance
    /// @throws copse.error.InputException `D401` to `D406`, or `I101` if there is no such column
    public static Balance of(Assignment assignment, BalanceOptions options, int draws, RandomStream stream) {
        FactorColumn arms = FactorColumn.of(
                Levels.of(assignment.arms().labels()),
                IntStream.range(0, assignment.size())
                        .mapToObj(unit -> assignment.label(unit).orElse(null))
                        .toArray(String[]::new));
        return new Comparison(assignment.units().frame(), Arms.COLUMN, arms, options)
                .balance(assignment, draws, stream);
    }
}
