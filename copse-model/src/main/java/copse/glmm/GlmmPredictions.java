package copse.glmm;

import copse.family.Link;
import copse.frame.Frame;
import copse.infer.StudentT;
import copse.model.ModelRows;
import copse.model.Roles;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Predicted means of rows on the scales of link and outcome, with standard errors and limits. Immutable.
///
/// - [Averaging#GROUPS]: `xᵀβ + Σ zᵀb + offset` with b the modes of the groups named. The error is that of all
/// parameters, θ among them, carried through β and through the modes, plus the variance of b given the data. A
/// group that the fit has not seen is predicted as a typical one, with its own variation `zᵀΨz` in the error.
/// - [Averaging#TYPICAL]: `xᵀβ + offset`.
/// - [Averaging#POPULATION]: the mean over groups on the outcome scale; its link is that of the mean.
///
/// Limits are normal on the scale of the link (of zero-inflated counts: of the log mean), and turned back.
///
/// Source: Skaug and Fournier (2006), doi:10.1016/j.csda.2006.03.005; Booth and Hobert (1998), Standard errors
/// of prediction in generalized linear mixed models, J. Am. Stat. Assoc. 93(441).
/// doi:10.1080/01621459.1998.10474107
public final class GlmmPredictions {
    private final int[] source;
    private final double[] link;
    private final double[] linkSe;
    private final double[] value;
    private final double[] se;
    private final double[] lower;
    private final double[] upper;
    private final boolean[][] known;

    private GlmmPredictions(int[] source, int groups) {
        int n = source.length;
        this.source = source;
        this.link = new double[n];
        this.linkSe = new double[n];
        this.value = new double[n];
        this.se = new double[n];
        this.lower = new double[n];
        this.upper = new double[n];
        this.known = new boolean[groups][n];
    }

    /// Predicts rows, whose groups may be known or new. Response and weights need not be there.
    ///
    /// - Cost: per row as many operations as parameters, for groups also as the factor has entries for them;
    ///   before that one product with a factor per parameter.
    ///
    /// @param fit a model
    /// @param rows with the predictors and groups of the model
    /// @param options what is to be predicted
    /// @return one prediction per row without missing predictors
    /// @throws copse.error.InputException `N340` for the mean over groups with the inverse link
    public static GlmmPredictions of(GlmmFit fit, Frame rows, GlmmPredictOptions options) {
        MeanModel model = MeanModel.of(fit);
        ModelRows data = fit.spec().predictors(rows);
        GlmmPredictions out = new GlmmPredictions(data.source(), fit.groups().size());
        Row row = new Row(
                model, options.averaging() == Averaging.GROUPS ? model.modes().get() : null, data, options);
        for (int i = 0; i < data.count(); i++) {
            row.predict(i, out);
        }
        return out;
    }

    /// The state of a pass over rows.
    private static final class Row {
        private final MeanModel model;
        private final @Nullable Modes modes;
        private final ModelRows data;
        private final double critical;
        private final boolean overGroups;
        private final RowEffects effects;
        private final MeanCurve curve;
        private final Link scale; // on which limits are normal
        private final double[][] inflation;
        private final int[] level;

        Row(MeanModel model, @Nullable Modes modes, ModelRows data, GlmmPredictOptions options) {
            this.model = model;
            this.modes = modes;
            this.data = data;
            this.critical = StudentT.critical(options.level(), Double.POSITIVE_INFINITY);
            this.overGroups = options.averaging() == Averaging.POPULATION;
            this.effects = new RowEffects(model, data);
            this.curve = new MeanCurve(model.family().link());
            this.scale = model.family().isInflated() ? Link.LOG : model.family().link();
            this.inflation = data.parts().getOrDefault(Roles.ZERO_INFLATION, new double[0][]);
            this.level = new int[effects.z.length];
        }

        void predict(int i, GlmmPredictions out) {
            double[] gradient = new double[model.parameters()];
            double eta = data.offset()[i];
            for (int j = 0; j < model.kept().length; j++) {
                double x = data.x()[model.kept()[j]][i];
                eta += model.beta()[j] * x;
                gradient[model.firstBeta() + j] = x;
            }
            effects.read(i);
            double own = 0; // variance that is not of the parameters
            for (int g = 0; g < level.length; g++) {
                int at = Arrays.binarySearch(model.cells().factors().get(g).keys(), effects.key(g, i));
                out.known[g][i] = at >= 0;
                level[g] = at;
                if (modes != null && at < 0) {
                    own += effects.variance(g);
                }
            }
            if (modes != null) {
                eta += modes.sum(level, effects.z);
                modes.addGradient(level, effects.z, gradient);
                own += modes.form(level, effects.z);
            }
            if (overGroups || inflation.length > 0) {
                tellMean(i, eta, own, gradient, out);
            } else {
                tellPredictor(i, eta, own, gradient, out);
            }
        }

        /// The linear predictor is what errors belong to.
        private void tellPredictor(int i, double eta, double own, double[] gradient, GlmmPredictions out) {
            double se = Math.hypot(new Functional(eta, gradient).se(model.vcov()), Math.sqrt(own));
            tell(i, eta, se, scale.mean(eta), Math.abs(scale.slope(eta)) * se, out);
        }

        /// The mean is a function of other parameters too.
        private void tellMean(int i, double eta, double own, double[] gradient, GlmmPredictions out) {
            curve.at(eta, overGroups ? effects.variance() : 0);
            double zeta = 0;
            for (int j = 0; j < model.inflated().length; j++) {
                zeta += model.inflation()[j] * inflation[model.inflated()[j]][i];
            }
            double share = inflation.length == 0 ? 1 : Link.LOGIT.complement(zeta);
            double mean = share * curve.value;
            double slope = share * curve.byEta;
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] *= slope;
            }
            if (overGroups) {
                effects.addGradient(share * curve.byVariance, gradient);
            }
            for (int j = 0; j < model.inflated().length; j++) {
                gradient[model.firstInflation() + j] += mean * (share - 1) * inflation[model.inflated()[j]][i];
            }
            double se = Math.hypot(new Functional(mean, gradient).se(model.vcov()), slope * Math.sqrt(own));
            double at = scale.eta(mean);
            tell(i, at, se / Math.abs(scale.slope(at)), mean, se, out);
        }

        private void tell(int i, double link, double linkSe, double mean, double se, GlmmPredictions out) {
            double one = scale.mean(link - critical * linkSe);
            double other = scale.mean(link + critical * linkSe);
            out.link[i] = link;
            out.linkSe[i] = linkSe;
            out.value[i] = mean;
            out.se[i] = se;
            out.lower[i] = Math.min(one, other);
            out.upper[i] = Math.max(one, other);
        }
    }

    /// @return number of rows predicted
    public int count() {
        return value.length;
    }

    /// @param i from 0
    /// @return its row in the frame; rows with a missing predictor are not predicted
    public int row(int i) {
        return source[i];
    }

    /// @param i from 0
    /// @return the mean outcome: of one trial for shares
    public double value(int i) {
        return value[i];
    }

    /// @param i from 0
    /// @return standard error of [#value(int)]
    public double se(int i) {
        return se[i];
    }

    /// @param i from 0
    /// @return lower limit of the mean outcome
    public double lower(int i) {
        return lower[i];
    }

    /// @param i from 0
    /// @return upper limit of the mean outcome
    public double upper(int i) {
        return upper[i];
    }

    /// @param i from 0
    /// @return the link of the mean: the linear predictor, but for means over groups; of zero-inflated counts
    ///     the log
    public double link(int i) {
        return link[i];
    }

    /// @param i from 0
    /// @return standard error of [#link(int)]
    public double linkSe(int i) {
        return linkSe[i];
    }

    /// @param i from 0
    /// @param grouping in the order of [GlmmFit#groups()]
    /// @return whether the fit has seen the row's group
    public boolean known(int i, int grouping) {
        return known[grouping][i];
    }
}
