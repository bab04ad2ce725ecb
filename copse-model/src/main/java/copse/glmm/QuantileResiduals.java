package copse.glmm;

import copse.family.Family;
import copse.family.OutcomeDistribution;
import copse.family.Outcomes;
import copse.frame.Frame;
import copse.math.RandomStream;
import copse.model.ModelRows;
import copse.model.Roles;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.numbers.gamma.InverseErfc;

/// Randomised quantile residuals: standard normal if the model is right, whatever the family.
///
/// The residual of y is `Φ⁻¹(u)`, with u the probability of at most y; of whole numbers u is drawn between the
/// probabilities of less than y and of at most y. Random effects are at their modes (groups that the fit has
/// not seen: without effect), the other parameters as estimated, so that residuals vary a little less than a
/// standard normal.
///
/// Source: Dunn and Smyth (1996), Randomized quantile residuals, J. Comput. Graph. Stat. 5(3).
/// doi:10.2307/1390802
public final class QuantileResiduals {
    private static final double ROOT_TWO = Math.sqrt(2);

    private QuantileResiduals() {}

    /// Residuals of rows.
    ///
    /// Cost: per row a prediction and two tails of a distribution.
    ///
    /// @param fit a model
    /// @param rows with response, predictors and groups
    /// @param stream read from, one number per row
    /// @return a residual per complete row, in the order of the rows
    public static double[] of(GlmmFit fit, Frame rows, RandomStream stream) {
        ModelRows data = fit.spec().rows(rows);
        Outcomes outcomes = Objects.requireNonNull(data.outcomes());
        MeanModel model = MeanModel.of(fit);
        double omega = FittedCells.of(fit).omega();
        RowEffects effects = new RowEffects(model, data);
        double[][] inflation = data.parts().getOrDefault(Roles.ZERO_INFLATION, new double[0][]);
        double[] out = new double[data.count()];
        for (int i = 0; i < out.length; i++) {
            double eta = data.offset()[i];
            for (int j = 0; j < model.kept().length; j++) {
                eta += model.beta()[j] * data.x()[model.kept()[j]][i];
            }
            effects.read(i);
            for (int g = 0; g < effects.z.length; g++) {
                int level = Arrays.binarySearch(fit.cells().factors().get(g).keys(), effects.key(g, i));
                for (int c = 0; level >= 0 && c < effects.z[g].length; c++) {
                    eta += effects.z[g][c] * fit.effects().get(g).mode(level, c);
                }
            }
            double zeta = 0;
            for (int j = 0; j < model.inflated().length; j++) {
                zeta += model.inflation()[j] * inflation[model.inflated()[j]][i];
            }
            out[i] = residual(fit.family(), eta, zeta, omega, outcomes.y()[i], outcomes.size()[i], stream);
        }
        return out;
    }

    private static double residual(
            Family family, double eta, double zeta, double omega, double y, double size, RandomStream stream) {
        OutcomeDistribution distribution = family.distribution(eta, zeta, size, omega);
        double u = 1 - stream.nextDouble();
        double below = distribution.isDiscrete() ? distribution.lower(y - 1) : distribution.lower(y);
        double above = distribution.upper(y);
        double own = distribution.isDiscrete() ? Math.exp(distribution.logDensity(y)) : 0;
        // in the tail that is small
        double lower = below + u * own;
        return lower < 0.5
                ? -InverseErfc.value(2 * lower) * ROOT_TWO
                : InverseErfc.value(2 * (above + (1 - u) * own)) * ROOT_TWO;
    }
}
