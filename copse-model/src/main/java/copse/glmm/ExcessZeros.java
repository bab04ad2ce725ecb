package copse.glmm;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.family.OutcomeType;
import copse.infer.StudentT;
import copse.model.Cells;
import java.util.Optional;

/// Whether counts have more zeros than their model expects.
///
/// Compares the zeros among the rows with the sum of their probabilities at the modes. The standard deviation
/// is that of independent zeros, larger than with the parameters estimated: the test errs towards silence.
///
/// @param observed zeros among the rows
/// @param expected sum of the probabilities of a zero
/// @param z difference in standard deviations
/// @param p one-sided, for more zeros than expected
public record ExcessZeros(double observed, double expected, double z, double p) {
    /// As with overdispersion: fewer than a twentieth too many zeros are of no consequence.
    private static final double HARMLESS = 1.05;

    private static final double SIGNIFICANT = 0.01;

    /// Cells that sum the counts of several rows no longer tell how many of them were 0; where there are such
    /// cells with a sum above 0 there is no check.
    ///
    /// Cost: one pass over the cells.
    ///
    /// @param fit a model of counts
    /// @return the check; empty for other outcomes, and where rows were summed
    public static Optional<ExcessZeros> of(GlmmFit fit) {
        Family family = fit.family();
        if (family.outcome() != OutcomeType.COUNT) {
            return Optional.empty();
        }
        Cells cells = fit.cells();
        FittedCells fitted = FittedCells.of(fit);
        double observed = 0;
        double expected = 0;
        double variance = 0;
        for (int i = 0; i < cells.count(); i++) {
            double rows = cells.rowsOf()[i];
            double y = cells.outcomes().y()[i];
            // of a family that is not additive a cell has rows with equal outcomes
            if (family.isAdditive() && rows > 1 && y > 0) {
                return Optional.empty();
            }
            double size = family.isAdditive()
                    ? cells.outcomes().size()[i] / rows
                    : cells.outcomes().size()[i];
            double zero = Math.exp(family.distribution(fitted.linear()[i], fitted.zeta()[i], size, fitted.omega())
                    .logDensity(0));
            observed += y == 0 ? rows : 0;
            expected += rows * zero;
            variance += rows * zero * (1 - zero);
        }
        if (variance == 0) {
            return Optional.empty();
        }
        double z = (observed - expected) / Math.sqrt(variance);
        return Optional.of(new ExcessZeros(observed, expected, z, StudentT.survival(z, Double.POSITIVE_INFINITY)));
    }

    /// @param response what is counted, as printed
    /// @return what a reader must know; empty if zeros are as expected
    Optional<Diagnostic> diagnostic(String response) {
        if (observed <= HARMLESS * expected || p >= SIGNIFICANT) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(
                CheckCode.EXCESS_ZEROS.code(),
                response,
                observed,
                expected,
                CheckCode.EXCESS_ZEROS.meaning(),
                CheckCode.EXCESS_ZEROS.advice()));
    }
}
