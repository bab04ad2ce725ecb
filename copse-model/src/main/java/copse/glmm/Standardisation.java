package copse.glmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.family.Family;
import copse.family.Link;
import copse.frame.Frame;
import copse.model.Cells;
import copse.model.ModelRows;
import copse.model.Roles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Weighted means of predicted outcomes over units, with gradients by all parameters.
///
/// - Cost: per row as many operations as the model has parameters, times the nodes of the integral over groups
///   where that has no closed form (20 to 60 for logit and usual variances).
final class Standardisation implements Comparisons.Means<Functional> {
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

    @Override
    public Functional mean(Frame rows, double[] weights, double total, Averaging averaging) {
        return sum(rows, weights, total, averaging, false);
    }

    @Override
    public Functional linear(Frame rows, double[] weights, double total, Averaging averaging) {
        return sum(rows, weights, total, averaging, true);
    }

    @Override
    public Functional working(Functional mean, EffectScale scale) {
        return switch (scale) {
            case LINK, DIFFERENCE -> mean;
            case RATIO -> mean.log();
            case ODDS_RATIO -> mean.logit();
        };
    }

    @Override
    public Functional combine(double[] weights, List<Functional> of) {
        return Functional.combine(weights, of);
    }

    @Override
    public double value(Functional mean) {
        return mean.value();
    }

    private Functional sum(Frame frame, double[] weights, double total, Averaging averaging, boolean linear) {
        ModelRows rows = model.spec().predictors(frame);
        Modes modes = averaging == Averaging.GROUPS && model.lambda().length > 0
                ? model.modes().get()
                : null;
        int length = model.parameters() + (modes == null ? 0 : modes.size());
        int n = rows.count();
        int chunk = Math.max(CHUNK, length); // all gradients together take no more memory than a column
        List<double[]> parts = IntStream.range(0, (n + chunk - 1) / chunk)
                .parallel()
                .mapToObj(c -> new Pass(rows, weights, averaging == Averaging.POPULATION && !linear, modes, linear)
                        .over(c * chunk, Math.min(n, (c + 1) * chunk), length))
                .toList();
        double[] gradient = new double[length];
        double value = 0;
        for (double[] part : parts) {
            for (int k = 0; k < length; k++) {
                gradient[k] += part[k] / total;
            }
            value += part[length] / total;
        }
        return new Functional(value, gradient);
    }

    /// One thread's pass over some rows.
    private final class Pass {
        private final ModelRows rows;
        private final double[] weights;
        private final boolean overGroups;
        private final @Nullable Modes modes;
        private final boolean linear;
        private final int[] level;
        private final MeanCurve curve = new MeanCurve(model.family().link());
        private final double[][] inflation;
        private final RowEffects effects;

        Pass(ModelRows rows, double[] weights, boolean overGroups, @Nullable Modes modes, boolean linear) {
            this.rows = rows;
            this.weights = weights;
            this.overGroups = overGroups;
            this.modes = modes;
            this.linear = linear;
            this.effects = new RowEffects(model, rows);
            this.level = new int[effects.z.length];
            this.inflation = rows.parts().getOrDefault(Roles.ZERO_INFLATION, new double[0][]);
        }

        /// @return the gradient, then the sum
        double[] over(int from, int to, int length) {
            int first = model.firstBeta();
            int[] kept = model.kept();
            double[] beta = model.beta();
            double[] out = new double[length + 1];
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
                } else if (modes != null) {
                    effects.read(i);
                    find(i);
                    eta += modes.sum(level, effects.z);
                }
                double share = linear ? 1 : notInflated(i);
                if (linear) {
                    curve.straight(eta);
                } else {
                    curve.at(eta, variance);
                }
                out[length] += weight * share * curve.value;
                double slope = weight * share * curve.byEta;
                for (int j = 0; j < kept.length; j++) {
                    out[first + j] += slope * rows.x()[kept[j]][i];
                }
                if (modes != null) {
                    modes.addCoefficients(level, effects.z, slope, out, model.parameters());
                } else if (overGroups) {
                    effects.addGradient(weight * share * curve.byVariance, out);
                }
                if (!linear) {
                    addInflation(i, weight * curve.value * share * (share - 1), out);
                }
            }
            return out;
        }

        /// The levels of a row, all of which the fit must know.
        private void find(int i) {
            for (int g = 0; g < level.length; g++) {
                Cells.Factor factor = model.cells().factors().get(g);
                level[g] = Arrays.binarySearch(factor.keys(), effects.key(g, i));
                if (level[g] < 0) {
                    throw new InputException(new Problem(
                            GlmmCode.UNKNOWN_GROUP.code(),
                            "row " + (rows.source()[i] + 1) + " has a group of `"
                                    + factor.grouping().name() + "` that the model has not seen",
                            "a mean in the groups observed takes each group's own effect, which is not known here",
                            "average over groups instead (population)"));
                }
            }
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
