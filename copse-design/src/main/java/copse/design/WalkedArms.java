package copse.design;

import copse.design.Covariates.Indicators;
import copse.error.Diagnostic;
import java.util.Arrays;
import java.util.List;

/// The Gram-Schmidt walk over units.
final class WalkedArms {
    private WalkedArms() {}

    static Resolution resolve(GramSchmidtWalk design, Units units) {
        boolean[] all = new boolean[units.size()];
        Arrays.fill(all, true);
        Covariates covariates = Covariates.of(units, design.on(), all, Indicators.INDEPENDENT);
        List<Diagnostic> diagnostics = covariates.constant().stream()
                .map(column -> new Diagnostic(
                        DesignCode.CONSTANT_COVARIATE.code(),
                        column,
                        0,
                        0,
                        DesignCode.CONSTANT_COVARIATE.meaning(),
                        DesignCode.CONSTANT_COVARIATE.advice()))
                .toList();
        return new Resolution(
                new WalkMechanism(
                        balanced(covariates, units.size()),
                        units.size(),
                        design.robustness(),
                        design.allocation().share(1)),
                List.of(),
                diagnostics);
    }

    /// The covariates with a constant before them, by covariate and unit, the longest unit having the length 1.
    private static double[][] balanced(Covariates covariates, int units) {
        double[][] x = new double[covariates.names().size() + 1][];
        x[0] = new double[units];
        Arrays.fill(x[0], 1);
        for (int j = 1; j < x.length; j++) {
            x[j] = covariates.values().get(j - 1).clone();
        }
        double longest = 0;
        for (int unit = 0; unit < units; unit++) {
            double square = 0;
            for (double[] column : x) {
                square += column[unit] * column[unit];
            }
            longest = Math.max(longest, square);
        }
        for (double[] column : x) {
            for (int unit = 0; unit < units; unit++) {
                column[unit] /= Math.sqrt(longest);
            }
        }
        return x;
    }
}
