package copse.glmm;

import copse.family.Family;
import copse.lmm.GroupEffects;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.internal.Vectors;
import java.util.List;

/// What a fit makes of its cells: linear predictors without and with random effects, and the shape. Arrays are
/// of the cells in their order.
///
/// @param fit the fit
/// @param fixed `xᵀβ + offset`
/// @param linear `xᵀβ + zᵀb + offset` at the modes
/// @param zeta linear predictor of zero inflation, 0 without
/// @param omega log φ
/// @param covariances of the random effects per grouping, most levels first
@SuppressWarnings("ArrayRecordComponent") // made once per question, never compared
record FittedCells(
        GlmmFit fit, double[] fixed, double[] linear, double[] zeta, double omega, List<Matrix> covariances) {
    static FittedCells of(GlmmFit fit) {
        Cells cells = fit.cells();
        double[] fixed = cells.offset().clone();
        Vectors.addColumns(cells.x(), fit.keptFixed(), fit.beta(), fixed);
        double[] zeta = new double[cells.count()];
        if (fit.family().isInflated()) {
            Vectors.addColumns(cells.inflation(), fit.keptInflation(), fit.inflation(), zeta);
        }
        int shapeAt = fit.theta().length + fit.beta().length;
        return new FittedCells(
                fit,
                fixed,
                fit.linearPredictor(),
                zeta,
                fit.family().hasShape() ? fit.psi()[shapeAt] : 0,
                fit.groups().stream().map(fit::covariance).toList());
    }

    Family family() {
        return fit.family();
    }

    /// Variance of what a grouping adds to the linear predictor of a cell.
    double variance(int g, int i) {
        Cells.Factor factor = fit.cells().factors().get(g);
        Matrix covariance = covariances.get(g);
        double sum = 0;
        for (int c = 0; c < covariance.columns(); c++) {
            for (int r = 0; r < covariance.rows(); r++) {
                sum += factor.z()[r][i] * covariance.at(r, c) * factor.z()[c][i];
            }
        }
        return sum;
    }

    /// About how many parameters the random effects are worth: per effect 1 less its variance given the data
    /// over that without. An effect that the data determine counts 1, one that they do not tell of counts 0.
    double effectiveEffects() {
        double count = 0;
        List<GroupEffects> effects = fit.effects();
        for (GroupEffects own : effects) {
            Matrix prior = fit.covariance(own.group());
            for (int level = 0; level < own.levels(); level++) {
                for (int c = 0; c < prior.columns(); c++) {
                    double variance = prior.at(c, c);
                    count +=
                            variance > 0 ? Math.max(0, 1 - own.covariance(level).at(c, c) / variance) : 0;
                }
            }
        }
        return count;
    }
}
