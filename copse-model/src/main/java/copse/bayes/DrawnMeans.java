package copse.bayes;

import copse.bayes.DrawnPredictor.NewGroups;
import copse.family.Family;
import copse.family.Link;
import copse.frame.Frame;
import copse.glmm.Averaging;
import copse.glmm.Comparisons;
import copse.glmm.EffectScale;
import copse.glmm.MeanCurve;
import copse.math.RandomStream;
import copse.math.Tasks;
import copse.model.ModelRows;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Weighted means of expected outcomes of rows at every draw of the parameters: chain after chain, as long as
/// there are draws. Immutable.
///
/// Rows that are alike in what the mean hangs on are counted, not repeated: groups matter for
/// [Averaging#GROUPS] alone.
///
/// - Cost: per distinct row and draw an inverse link; the mean over groups of logit and cloglog takes the nodes
///   of an integral (some 40) for each.
final class DrawnMeans implements Comparisons.Means<double[]> {
    // Rows that one task takes: sums are made of these parts, so that they do not depend on the number of threads.
    private static final int STRETCH = 64;

    private final DrawnParameters parameters;
    private final RandomStream stream;

    /// @param parameters the draws
    /// @param stream where effects of new groups come from
    DrawnMeans(DrawnParameters parameters, RandomStream stream) {
        this.parameters = parameters;
        this.stream = stream;
    }

    @Override
    public double[] mean(Frame rows, double[] weights, double total, Averaging averaging) {
        return sum(rows, weights, total, averaging, false);
    }

    @Override
    public double[] linear(Frame rows, double[] weights, double total, Averaging averaging) {
        return sum(rows, weights, total, averaging, true);
    }

    @Override
    public double[] working(double[] mean, EffectScale scale) {
        return switch (scale) {
            case LINK, DIFFERENCE -> mean;
            case RATIO -> Arrays.stream(mean).map(Math::log).toArray();
            case ODDS_RATIO ->
                Arrays.stream(mean).map(p -> Math.log(p) - Math.log1p(-p)).toArray();
        };
    }

    @Override
    public double[] combine(double[] weights, List<double[]> of) {
        double[] sum = new double[of.get(0).length];
        for (int k = 0; k < weights.length; k++) {
            double[] own = of.get(k);
            for (int s = 0; s < sum.length; s++) {
                sum[s] += weights[k] * own[s];
            }
        }
        return sum;
    }

    @Override
    public double value(double[] mean) {
        return Arrays.stream(mean).average().orElse(0);
    }

    private double[] sum(Frame frame, double[] weights, double total, Averaging averaging, boolean linear) {
        ModelRows rows = parameters.spec().predictors(frame);
        RowDesign design = RowDesign.of(parameters.spec(), frame, rows);
        boolean ofGroups = averaging == Averaging.GROUPS;
        DrawnPredictor predictor =
                new DrawnPredictor(parameters, design, ofGroups ? NewGroups.REFUSED : NewGroups.TYPICAL, stream);
        DistinctRows distinct = distinct(design, averaging);
        double[] weight = new double[distinct.count()];
        for (int i = 0; i < rows.count(); i++) {
            weight[distinct.of()[i]] += weights[rows.source()[i]] / total;
        }
        int tasks = (distinct.count() + STRETCH - 1) / STRETCH;
        double[][] parts = new double[tasks][];
        Tasks.run(tasks, Runtime.getRuntime().availableProcessors(), task -> {
            int from = task * STRETCH;
            int[] own = Arrays.copyOfRange(distinct.first(), from, Math.min(from + STRETCH, distinct.count()));
            parts[task] = new Pass(predictor, own, averaging, linear).sum(weight, from);
        });
        double[] sum = new double[parameters.count()];
        for (double[] part : parts) {
            for (int s = 0; s < sum.length; s++) {
                sum[s] += part[s];
            }
        }
        return sum;
    }

    /// Rows that are alike in what the mean hangs on.
    private DistinctRows distinct(RowDesign design, Averaging averaging) {
        List<double[]> numbers = new ArrayList<>(List.of(design.x()));
        boolean population = averaging == Averaging.POPULATION;
        boolean ofGroups = averaging == Averaging.GROUPS;
        for (int g = 0; g < design.z().length; g++) {
            int[] mean = parameters.groups().get(g).mean();
            for (int c = 0; c < mean.length; c++) {
                if (population || ofGroups || mean[c] != DrawnParameters.NONE) {
                    numbers.add(design.z()[g][c]);
                }
            }
        }
        double[][] inflation = design.parts().get(Roles.ZERO_INFLATION);
        if (inflation != null) {
            numbers.addAll(List.of(inflation));
        }
        numbers.add(design.offset());
        return DistinctRows.of(design.count(), numbers, ofGroups ? List.of(design.level()) : List.of());
    }

    /// One thread's pass over some distinct rows.
    private final class Pass {
        private final DrawnPredictor predictor;
        private final int[] rows;
        private final Averaging averaging;
        private final boolean linear;

        Pass(DrawnPredictor predictor, int[] rows, Averaging averaging, boolean linear) {
            this.predictor = predictor;
            this.rows = rows;
            this.averaging = averaging;
            this.linear = linear;
        }

        /// @param weight of every distinct row
        /// @param from number of the first of these rows
        double[] sum(double[] weight, int from) {
            return averaging == Averaging.POPULATION
                            && !linear
                            && !parameters.groups().isEmpty()
                    ? overGroups(weight, from)
                    : plain(weight, from);
        }

        private double[] plain(double[] weight, int from) {
            double[] sum = new double[parameters.count()];
            double[] eta = new double[sum.length];
            double[] share = new double[sum.length];
            for (int r = 0; r < rows.length; r++) {
                if (averaging == Averaging.GROUPS) {
                    predictor.linear(rows[r], eta);
                } else {
                    predictor.fixed(rows[r], eta);
                }
                if (!linear) {
                    toMeans(eta);
                    inflate(rows[r], share, eta);
                }
                double by = weight[from + r];
                for (int s = 0; s < sum.length; s++) {
                    sum[s] += by * eta[s];
                }
            }
            return sum;
        }

        private void toMeans(double[] eta) {
            Link link = parameters.family().link();
            if (link != Link.IDENTITY) {
                for (int s = 0; s < eta.length; s++) {
                    eta[s] = link.mean(eta[s]);
                }
            }
        }

        /// Multiplies means by the probability that a count is not a structural zero.
        private void inflate(int row, double[] share, double[] means) {
            Family family = parameters.family();
            if (family.isInflated()) {
                predictor.inflation(row, share);
                for (int s = 0; s < means.length; s++) {
                    means[s] *= Link.LOGIT.complement(share[s]);
                }
            }
        }

        /// Draw by draw, since the nodes of an integral are those of its variance.
        private double[] overGroups(double[] weight, int from) {
            int draws = parameters.count();
            double[][] eta = new double[rows.length][draws];
            double[][] variance = new double[rows.length][draws];
            for (int r = 0; r < rows.length; r++) {
                predictor.fixed(rows[r], eta[r]);
                predictor.variance(rows[r], variance[r]);
            }
            MeanCurve curve = new MeanCurve(parameters.family().link());
            for (int s = 0; s < draws; s++) {
                for (int r = 0; r < rows.length; r++) {
                    eta[r][s] = curve.mean(eta[r][s], variance[r][s]);
                }
            }
            double[] sum = new double[draws];
            for (int r = 0; r < rows.length; r++) {
                inflate(rows[r], variance[r], eta[r]);
                for (int s = 0; s < draws; s++) {
                    sum[s] += weight[from + r] * eta[r][s];
                }
            }
            return sum;
        }
    }
}
