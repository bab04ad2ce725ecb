package copse.bayes;

import copse.bayes.BayesPredictOptions.Of;
import copse.bayes.DrawnPredictor.NewGroups;
import copse.family.Family;
import copse.family.Link;
import copse.frame.Frame;
import copse.glmm.Averaging;
import copse.glmm.MeanCurve;
import copse.math.RandomStream;
import copse.math.Tasks;
import copse.mcmc.Chains;
import copse.model.ModelRows;

/// Predictions of rows with their posterior draws. Immutable.
///
/// A group that the fit has not seen is predicted with effects drawn, at every draw of the parameters, from the
/// distribution over groups: rows of one such group share them, and its limits are wider than those of known
/// groups by how groups differ. Response and weights need not be there; an outcome is that of one trial, or of
/// a row of weight 1.
///
/// - Cost: per row and draw one multiplication for each coefficient and an inverse link; draws of a row are
///   made when asked for and not held.
public final class BayesPredictions {
    private final DrawnParameters parameters;
    private final BayesPredictOptions options;
    private final ModelRows rows;
    private final DrawnPredictor predictor;
    private final double[] mean;
    private final double[] sd;
    private final double[] median;
    private final double[] lower;
    private final double[] upper;

    private BayesPredictions(DrawnParameters parameters, Frame data, BayesPredictOptions options) {
        if (options.averaging() == Averaging.NONE
                || options.of() == Of.OUTCOME && options.averaging() == Averaging.POPULATION) {
            throw new IllegalArgumentException("no " + options.of() + " of " + options.averaging());
        }
        this.parameters = parameters;
        this.options = options;
        this.rows = parameters.spec().predictors(data);
        boolean ofGroups = options.averaging() == Averaging.GROUPS;
        this.predictor = new DrawnPredictor(
                parameters,
                RowDesign.of(parameters.spec(), data, rows),
                ofGroups ? NewGroups.DRAWN : NewGroups.TYPICAL,
                options.seed().stream().split(0));
        int n = rows.count();
        this.mean = new double[n];
        this.sd = new double[n];
        this.median = new double[n];
        this.lower = new double[n];
        this.upper = new double[n];
        Tasks.run(n, Runtime.getRuntime().availableProcessors(), i -> {
            Chains draws = draws(i);
            CredibleInterval limits = CredibleInterval.of(draws, options.level());
            mean[i] = draws.mean();
            sd[i] = draws.sd();
            median[i] = draws.median();
            lower[i] = limits.lower();
            upper[i] = limits.upper();
        });
    }

    /// @param fit a model
    /// @param data rows with the predictors and groups of the model
    /// @param options what is to be predicted
    /// @return one prediction per row without missing predictors
    /// @throws copse.error.FormulaException if a column is absent or a level of the fixed part is not the
    ///     model's
    public static BayesPredictions of(BayesFit fit, Frame data, BayesPredictOptions options) {
        return of(DrawnParameters.of(fit), data, options);
    }

    static BayesPredictions of(DrawnParameters parameters, Frame data, BayesPredictOptions options) {
        return new BayesPredictions(parameters, data, options);
    }

    /// @param i from 0
    /// @return the prediction's draws
    public Chains draws(int i) {
        double[] values = new double[parameters.count()];
        if (options.averaging() == Averaging.GROUPS) {
            predictor.linear(i, values);
        } else {
            predictor.fixed(i, values);
        }
        switch (options.of()) {
            case MEAN -> toMeans(i, values);
            case OUTCOME -> toOutcomes(i, values);
        }
        return Derived.of("", parameters.draws().chains(), values).draws();
    }

    private void toMeans(int i, double[] values) {
        Family family = parameters.family();
        Link link = family.link();
        if (options.averaging() == Averaging.POPULATION) {
            double[] variance = new double[values.length];
            predictor.variance(i, variance);
            MeanCurve curve = new MeanCurve(link);
            for (int s = 0; s < values.length; s++) {
                values[s] = curve.mean(values[s], variance[s]);
            }
        } else {
            for (int s = 0; link != Link.IDENTITY && s < values.length; s++) {
                values[s] = link.mean(values[s]);
            }
        }
        if (family.isInflated()) {
            double[] zeta = new double[values.length];
            predictor.inflation(i, zeta);
            for (int s = 0; s < values.length; s++) {
                values[s] *= Link.LOGIT.complement(zeta[s]);
            }
        }
    }

    private void toOutcomes(int i, double[] values) {
        Family family = parameters.family();
        double[] zeta = new double[values.length];
        double[] omega = new double[values.length];
        if (family.isInflated()) {
            predictor.inflation(i, zeta);
        }
        if (family.hasShape()) {
            predictor.omega(i, omega);
        }
        RandomStream stream = options.seed().stream().split(1).split(i);
        for (int s = 0; s < values.length; s++) {
            values[s] = parameters
                    .family(s)
                    .distribution(values[s], zeta[s], 1, omega[s])
                    .draw(stream);
        }
    }

    /// @return number of rows predicted
    public int count() {
        return mean.length;
    }

    /// @param i from 0
    /// @return its row in the data; rows with a missing predictor are not predicted
    public int row(int i) {
        return rows.source()[i];
    }

    /// @param i from 0
    /// @return mean of the draws
    public double mean(int i) {
        return mean[i];
    }

    /// @param i from 0
    /// @return standard deviation of the draws
    public double sd(int i) {
        return sd[i];
    }

    /// @param i from 0
    /// @return median of the draws
    public double median(int i) {
        return median[i];
    }

    /// @param i from 0
    /// @return lower limit
    public double lower(int i) {
        return lower[i];
    }

    /// @param i from 0
    /// @return upper limit
    public double upper(int i) {
        return upper[i];
    }

    /// @param i from 0
    /// @return whether the fit has seen all the row's groups
    public boolean isKnown(int i) {
        boolean known = true;
        for (int g = 0; g < parameters.groups().size(); g++) {
            known &= predictor.isKnown(g, i);
        }
        return known;
    }
}
