package copse.power;

import copse.error.InputException;
import copse.error.Problem;
import copse.estimate.EffectEstimate;
import copse.estimate.EffectEstimator;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.TotalsEstimator;
import copse.estimate.UnitTotals;
import copse.infer.Estimate;
import copse.lm.LmArrays;
import copse.lm.Robust;
import java.util.List;

/// Estimators whose power is known exactly.
final class TestEstimators {
    private TestEstimators() {}

    /// Student's t test of cluster means, all with the same weight.
    static final TotalsEstimator CLUSTER_MEANS = new TotalsEstimator() {
        @Override
        public String name() {
            return "cluster means";
        }

        @Override
        public EffectEstimate estimate(UnitTotals totals, Question question) {
            Moments[] arms = arms(totals, question);
            double df = arms[0].n + arms[1].n - 2;
            double pooled = (arms[0].squares + arms[1].squares) / df;
            double se = Math.sqrt(pooled * (1 / arms[0].n + 1 / arms[1].n));
            return result(name(), arms, se, df, totals, question);
        }
    };

    /// The same with the sum of rows of all clusters for rows: it reads rows.
    static final EffectEstimator FROM_ROWS = new EffectEstimator() {
        @Override
        public String name() {
            return "cluster means of rows";
        }

        @Override
        public EffectEstimate estimate(Experiment experiment, Question question) {
            return CLUSTER_MEANS.estimate(experiment.totals(question), question);
        }
    };

    /// A z test that knows the standard error.
    static TotalsEstimator knownError(double se) {
        return new TotalsEstimator() {
            @Override
            public String name() {
                return "known error";
            }

            @Override
            public EffectEstimate estimate(UnitTotals totals, Question question) {
                return result(name(), arms(totals, question), se, Double.POSITIVE_INFINITY, totals, question);
            }
        };
    }

    /// Fails whenever the estimate is below a bound.
    static TotalsEstimator failingBelow(double bound) {
        return new TotalsEstimator() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public EffectEstimate estimate(UnitTotals totals, Question question) {
                EffectEstimate estimate = CLUSTER_MEANS.estimate(totals, question);
                if (estimate.value() < bound) {
                    throw new InputException(new Problem("X1", "an estimate below the bound", "as told", "do nothing"));
                }
                return estimate;
            }
        };
    }

    /// Least squares of cluster means on the arm, the means of covariates and blocks: exact for clusters of one
    /// size.
    static final TotalsEstimator ADJUSTED_MEANS = leastSquares("adjusted cluster means", false);

    /// The same with the block.
    static final TotalsEstimator WITHIN_BLOCKS = leastSquares("cluster means within blocks", true);

    private static TotalsEstimator leastSquares(String name, boolean blocks) {
        return new TotalsEstimator() {
            @Override
            public String name() {
                return name;
            }

            /// Covariates of rows are taken off with their slope within clusters, as a mixed model does with
            /// large ICC or large clusters; those of clusters are regressors of the means.
            @Override
            public EffectEstimate estimate(UnitTotals totals, Question question) {
                int n = totals.size();
                int y = totals.outcome();
                double[] value = new double[n];
                for (int u = 0; u < n; u++) {
                    value[u] = totals.mean(u);
                }
                LmArrays model = LmArrays.of(value).intercept().column("arm", arm(totals, question));
                for (int x = 0; x < y; x++) {
                    double within = 0;
                    double cross = 0;
                    double[] mean = new double[n];
                    for (int u = 0; u < n; u++) {
                        within += totals.product(u, x, x);
                        cross += totals.product(u, x, y);
                        mean[u] = totals.mean(u, x);
                    }
                    if (within > 1e-9) {
                        for (int u = 0; u < n; u++) {
                            value[u] -= cross / within * mean[u];
                        }
                    }
                }
                model = LmArrays.of(value).intercept().column("arm", arm(totals, question));
                for (int x = 0; x < y; x++) {
                    double within = 0;
                    double[] mean = new double[n];
                    for (int u = 0; u < n; u++) {
                        within += totals.product(u, x, x);
                        mean[u] = totals.mean(u, x);
                    }
                    if (within <= 1e-9) {
                        model = model.column("x" + x, mean);
                    }
                }
                for (int b = 1; blocks && b < totals.units().blocks(); b++) {
                    double[] in = new double[n];
                    for (int u = 0; u < n; u++) {
                        in[u] = totals.units().block(u) == b ? 1 : 0;
                    }
                    model = model.column("b" + b, in);
                }
                Estimate found = model.fit().robust(Robust.classical()).effect("arm", 0.95);
                return EffectEstimate.of(
                        "average effect", name, found.value(), found.se(), found.df(), question, 0, n, List.of());
            }
        };
    }

    private static double[] arm(UnitTotals totals, Question question) {
        int treatment = totals.units().armOf(question.treatment());
        double[] arm = new double[totals.size()];
        for (int u = 0; u < arm.length; u++) {
            arm[u] = totals.units().arm(u) == treatment ? 1 : 0;
        }
        return arm;
    }

    private static final class Moments {
        double n;
        double mean;
        double squares;

        void add(double x) {
            n++;
            double d = x - mean;
            mean += d / n;
            squares += d * (x - mean);
        }
    }

    private static Moments[] arms(UnitTotals totals, Question question) {
        int treatment = totals.units().armOf(question.treatment());
        int control = totals.units().armOf(question.control());
        Moments[] arms = {new Moments(), new Moments()};
        for (int u = 0; u < totals.size(); u++) {
            if (totals.units().arm(u) == control) {
                arms[0].add(totals.mean(u));
            } else if (totals.units().arm(u) == treatment) {
                arms[1].add(totals.mean(u));
            }
        }
        return arms;
    }

    private static EffectEstimate result(
            String method, Moments[] arms, double se, double df, UnitTotals totals, Question question) {
        return EffectEstimate.of(
                "average effect", method, arms[1].mean - arms[0].mean, se, df, question, 0, totals.size(), List.of());
    }
}
