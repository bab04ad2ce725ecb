package copse.glmm;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.infer.StudentT;
import copse.model.Cells;
import java.util.Optional;

/// Whether Poisson counts, or successes out of trials, vary more than their family says.
///
/// Pearson's χ² of the rows at the modes, against the rows less the fixed effects less what the random effects
/// are worth (per effect 1 less its variance given the data over that without). Its variance takes the fourth
/// moments of the family in, `2 + κ` per row with κ the excess kurtosis of an outcome, so that the test holds
/// for small counts, where a χ² distribution does not.
///
/// Rows with one trial cannot vary more than their mean allows, and families with a shape have their variation
/// estimated: there is no test of them.
///
/// Source: McCullagh (1985), On the asymptotic distribution of Pearson's statistic in linear exponential-family
/// models, Int. Stat. Rev. 53(1). doi:10.2307/1402880
///
/// @param chiSquare Pearson's χ²
/// @param df rows less the parameters that the fit is worth
/// @param ratio χ² over df; 1 is expected, 2 means that variances are about twice those of the family
/// @param z how far χ² is above df in standard deviations
/// @param p one-sided
public record Overdispersion(double chiSquare, double df, double ratio, double z, double p) {
    /// A ratio this small changes standard errors by a twentieth: significant in large data, and of no
    /// consequence.
    private static final double HARMLESS = 1.1;

    private static final double SIGNIFICANT = 0.01;

    /// Cost: one pass over the cells, and the covariances of the modes.
    ///
    /// @param fit a model
    /// @return the check; empty where there is none
    public static Optional<Overdispersion> of(GlmmFit fit) {
        Family family = fit.family();
        boolean share = family instanceof Family.Binomial;
        if (!share && !(family instanceof Family.Poisson)) {
            return Optional.empty();
        }
        Cells cells = fit.cells();
        double[] eta = fit.linearPredictor();
        double chiSquare = 0;
        double spread = 0;
        double tested = 0;
        for (int i = 0; i < eta.length; i++) {
            double rows = cells.rowsOf()[i];
            double m = cells.outcomes().multiplicity()[i];
            double size = cells.outcomes().size()[i];
            if (share && size <= rows) {
                continue;
            }
            double mean = family.link().mean(eta[i]);
            double unit = family.variance(mean, 1, 0);
            double y = cells.outcomes().y()[i];
            // squares is of y²/size: (y − nμ)²/n summed over rows
            double squares = cells.squares()[i] + m * (size * mean - 2 * y) * mean;
            chiSquare += squares / unit;
            tested += rows;
            double perRow = m * size / rows;
            double kurtosis = share ? (1 - 6 * unit) / (perRow * unit) : 1 / (perRow * mean);
            spread += rows * (2 + kurtosis);
        }
        double df = tested - fit.fixedNames().size() - FittedCells.of(fit).effectiveEffects();
        if (tested == 0 || df <= 0) {
            return Optional.empty();
        }
        double z = (chiSquare - df) / Math.sqrt(spread * df / tested);
        return Optional.of(
                new Overdispersion(chiSquare, df, chiSquare / df, z, StudentT.survival(z, Double.POSITIVE_INFINITY)));
    }

    /// @param response what varies, as printed
    /// @return what a reader must know; empty if the outcomes do not vary too much
    Optional<Diagnostic> diagnostic(String response) {
        if (ratio <= HARMLESS || p >= SIGNIFICANT) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(
                CheckCode.OVERDISPERSED.code(),
                response,
                ratio,
                1,
                CheckCode.OVERDISPERSED.meaning(),
                CheckCode.OVERDISPERSED.advice()));
    }
}
