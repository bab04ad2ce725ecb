package copse.glmm;

import copse.family.Outcomes;
import copse.math.RandomStream;
import copse.model.Cells;
import copse.model.internal.Vectors;

/// Draws outcomes of cells from a fitted model: effects of the groups anew, then outcomes given them.
/// Immutable.
///
/// Where outcomes of rows are summed, their sum is drawn; weights then count as trials or rows. Otherwise each
/// row is drawn, and keeps its weight.
///
/// - Cost: one draw per cell.
final class OutcomeSimulator {
    private final MeanModel model;
    private final Cells cells;
    private final double omega;
    private final double[] fixed; // Xβ and offset
    private final double[] zeta;

    OutcomeSimulator(GlmmFit fit, Cells cells) {
        this.model = MeanModel.of(fit);
        this.cells = cells;
        this.omega = model.shapes() == 0 ? 0 : fit.psi()[model.firstInflation() - 1];
        this.fixed = cells.offset().clone();
        this.zeta = new double[cells.count()];
        Vectors.addColumns(cells.x(), model.kept(), model.beta(), fixed);
        Vectors.addColumns(cells.inflation(), model.inflated(), model.inflation(), zeta);
    }

    /// @param random where the numbers come from
    /// @return outcomes of the cells
    Outcomes draw(RandomStream random) {
        double[] eta = fixed.clone();
        for (int g = 0; g < model.lambda().length; g++) {
            addEffects(g, random, eta);
        }
        double[] size = cells.outcomes().size();
        double[] y = new double[eta.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = model.family().distribution(eta[i], zeta[i], size[i], omega).draw(random);
        }
        return new Outcomes(y, size, cells.outcomes().multiplicity());
    }

    private void addEffects(int g, RandomStream random, double[] eta) {
        Cells.Factor factor = cells.factors().get(g);
        double[] lambda = model.lambda()[g];
        int q = factor.z().length;
        double[] b = new double[factor.keys().length * q];
        double[] u = new double[q];
        for (int at = 0; at < b.length; at += q) {
            random.fillGaussian(u, 0, q);
            for (int c = 0; c < q; c++) {
                for (int a = c; a < q; a++) {
                    b[at + a] += lambda[a + c * q] * u[c];
                }
            }
        }
        for (int c = 0; c < q; c++) {
            double[] z = factor.z()[c];
            for (int i = 0; i < eta.length; i++) {
                eta[i] += z[i] * b[factor.level()[i] * q + c];
            }
        }
    }
}
