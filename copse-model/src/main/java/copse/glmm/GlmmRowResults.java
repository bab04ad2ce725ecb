package copse.glmm;

import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.family.Outcomes;
import copse.frame.Frame;
import copse.frame.RowSource;
import copse.lmm.GroupEffects;
import copse.model.Cells;
import copse.model.ModelRows;
import copse.model.Roles;
import copse.model.internal.RowBuffer;
import copse.model.internal.Vectors;
import java.util.Arrays;
import java.util.Objects;

/// Fitted values and residuals of rows, which a fit does not keep: one pass over the data.
///
/// Of shares all is told per trial: fitted probabilities, and shares less these. Of zero-inflated counts the
/// mean and the variance have the structural zeros in them; their deviance residuals are those of the count.
///
/// @param row index of each complete row in the source, from 0
/// @param link `xᵀβ + Σ zᵀb + offset` with the modes b; a group that the fit has not seen counts as average
/// @param fitted mean at that linear predictor
/// @param residual outcome less fitted value
/// @param pearson the residual over the outcome's standard deviation, a weight √-fold
/// @param deviance root of the row's deviance with the sign of the residual, a weight √-fold
public record GlmmRowResults(
        long[] row, double[] link, double[] fitted, double[] residual, double[] pearson, double[] deviance) {
    private static final int COLUMNS = 5;

    /// @return number of rows
    public int count() {
        return row.length;
    }

    static GlmmRowResults of(GlmmFit fit, RowSource source) {
        RowBuffer out = new RowBuffer(COLUMNS);
        long first = 0;
        try (RowSource.Chunks chunks = source.open()) {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                ModelRows rows = fit.spec().rows(chunk);
                double[] eta = linearPredictor(fit, rows);
                double[] zeta = inflation(fit, rows);
                Outcomes outcomes = Objects.requireNonNull(rows.outcomes());
                for (int i = 0; i < rows.count(); i++) {
                    out.add(first + rows.source()[i], results(fit, outcomes, i, eta[i], zeta[i]));
                }
                first += chunk.rows();
            }
        }
        return new GlmmRowResults(
                out.rows(), out.column(0), out.column(1), out.column(2), out.column(3), out.column(4));
    }

    private static double[] results(GlmmFit fit, Outcomes outcomes, int i, double eta, double zeta) {
        Family family = fit.family();
        double omega = fit.omega();
        double y = outcomes.y()[i];
        double size = outcomes.size()[i];
        boolean share = family.outcome() == OutcomeType.SHARE;
        double trials = share ? size : 1;
        double structural = family.isInflated() ? Link.LOGIT.mean(zeta) : 0;
        double count = family.link().mean(eta);
        double fitted = (1 - structural) * count;
        double residual = y / trials - fitted;
        double variance = (1 - structural) * (family.variance(count, size, omega) + structural * count * count);
        double root = Math.sqrt(outcomes.multiplicity()[i]);
        double pearson = residual * trials / Math.sqrt(variance) * root;
        double deviance = Math.sqrt(family.deviance(y, size, eta, omega)) * root;
        return new double[] {eta, fitted, residual, pearson, Math.copySign(deviance, y / trials - count)};
    }

    private static double[] linearPredictor(GlmmFit fit, ModelRows rows) {
        double[] eta = rows.offset().clone();
        Vectors.addColumns(rows.x(), fit.keptFixed(), fit.beta(), eta);
        for (int g = 0; g < fit.groups().size(); g++) {
            Cells.Factor factor = fit.cells().factors().get(g);
            GroupEffects effects = fit.effects().get(g);
            int from = fit.spec().groupings().indexOf(factor.grouping());
            for (int i = 0; i < eta.length; i++) {
                int level = Arrays.binarySearch(factor.keys(), rows.keys()[from][i]);
                for (int c = 0; c < factor.z().length && level >= 0; c++) {
                    eta[i] += rows.z()[from][c][i] * effects.mode(level, c);
                }
            }
        }
        return eta;
    }

    private static double[] inflation(GlmmFit fit, ModelRows rows) {
        double[] zeta = new double[rows.count()];
        double[][] columns = rows.parts().getOrDefault(Roles.ZERO_INFLATION, new double[0][]);
        Vectors.addColumns(columns, fit.keptInflation(), fit.inflation(), zeta);
        return zeta;
    }
}
