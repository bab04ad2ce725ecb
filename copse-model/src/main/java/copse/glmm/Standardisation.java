package copse.glmm;

import copse.family.Family;
import copse.family.Link;
import copse.frame.Frame;
import copse.model.Cells;
import copse.model.ModelRows;
import java.util.List;
import java.util.stream.IntStream;

/// Weighted means of predicted outcomes over units, with gradients by all parameters.
///
/// - Cost: per row as many operations as the model has parameters, times the nodes of the integral over groups
///   where that has no closed form (20 to 60 for logit and usual variances).
final class Standardisation {
    // Sums are made of partial sums over so many rows, so that they do not depend on the number of threads.
    private static final int CHUNK = 4096;

    private final MeanModel model;
    private final boolean withOffset;

    /// @param model what predicts
    /// @param withOffset whether the offset of rows is added
    Standardisation(MeanModel model, boolean withOffset) {
        this.model = model;
        this.withOffset = withOffset;
    }

    /// Units per cell: rows, or trials, times their multiplicity. So a share of 3 out of 10 counts as ten
    /// units, and duplicated rows as their weight.
    static double[] units(Cells cells, Family family) {
        int n = cells.count();
        double[] units = cells.outcomes().multiplicity().clone();
        boolean sized = switch (family.outcome()) {
            case SHARE, COUNT -> true;
            case NUMBER, POSITIVE -> false;
        };
        for (int i = 0; sized && i < n; i++) {
            units[i] *= cells.outcomes().size()[i];
        }
        return units;
    }

    /// The sum `Σ weightᵢ mᵢ` over rows, divided by `total`.
    ///
    /// @param rows with the predictors of the model
    /// @param weights per row of the frame
    /// @param total what the sum is divided by
    /// @param averaging whose means
    /// @return the weighted mean with its gradient
    Functional mean(Frame rows, double[] weights, double total, Averaging averaging) {
        return sum(rows, weights, total, averaging == Averaging.POPULATION, false);
    }

    /// The same of linear predictors without random effects.
    Functional linear(Frame rows, double[] weights, double total) {
        return sum(rows, weights, total, false, true);
    }

    private Functional sum(Frame frame, double[] weights, double total, boolean overGroups, boolean linear) {
        ModelRows rows = model.spec().predictors(frame);
        int n = rows.count();
        int chunks = (n + CHUNK - 1) / CHUNK;
        List<double[]> parts = IntStream.range(0, chunks)
                .parallel()
                .mapToObj(c ->
                        new Pass(rows, weights, overGroups, linear).over(c * CHUNK, Math.min(n, (c + 1) * CHUNK)))
                .toList();
        double[] gradient = new double[model.parameters()];
        double value = 0;
        for (double[] part : parts) {
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += part[k] / total;
            }
            value += part[gradient.length] / total;
        }
        return new Functional(value, gradient);
    }

    /// One thread's pass over some rows.
    private final class Pass {
        private final ModelRows rows;
        private final double[] weights;
        private final boolean overGroups;
        private final boolean linear;
        private final MeanCurve curve = new MeanCurve(model.family().link());
        private final double[][] inflation;
        private final RowEffects effects;

        Pass(ModelRows rows, double[] weights, boolean overGroups, boolean linear) {
            this.rows = rows;
            this.weights = weights;
            this.overGroups = overGroups;
            this.linear = linear;
            this.effects = new RowEffects(model, rows);
            this.inflation = rows.parts().getOrDefault(MeanModel.INFLATION, new double[0][]);
        }

        /// @return the gradient, then the sum
        double[] over(int from, int to) {
            int p = model.parameters();
            int first = model.firstBeta();
            int[] kept = model.kept();
            double[] beta = model.beta();
            double[] out = new double[p + 1];
            for (int i = from; i < to; i++) {
                double weight = weights[rows.source()[i]];
                double eta = withOffset ? rows.offset()[i] : 0;
                for (int j = 0; j < kept.length; j++) {
                    eta += beta[j] * rows.x()[kept[j]][i];
                }
                double variance = 0;
                if (overGroups) {
                    effects.read(i);
                    variance = effects.variance();
                }
                double share = linear ? 1 : notInflated(i);
                if (linear) {
                    curve.straight(eta);
                } else {
                    curve.at(eta, variance);
                }
                out[p] += weight * share * curve.value;
                double slope = weight * share * curve.byEta;
                for (int j = 0; j < kept.length; j++) {
                    out[first + j] += slope * rows.x()[kept[j]][i];
                }
                if (overGroups) {
                    effects.addGradient(weight * share * curve.byVariance, out);
                }
                if (!linear) {
                    addInflation(i, weight * curve.value * share * (share - 1), out);
                }
            }
            return out;
        }

        /// Probability that a count is not a structural zero.
        private double notInflated(int i) {
            double[] gamma = model.inflation();
            if (gamma.length == 0) {
                return 1;
            }
            double zeta = 0;
            for (int j = 0; j < gamma.length; j++) {
                zeta += gamma[j] * inflation[model.inflated()[j]][i];
            }
            return Link.LOGIT.complement(zeta);
        }

        private void addInflation(int i, double by, double[] out) {
            for (int j = 0; j < model.inflation().length; j++) {
                out[model.firstInflation() + j] += by * inflation[model.inflated()[j]][i];
            }
        }
    }
}
