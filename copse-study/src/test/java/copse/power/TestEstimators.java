package copse.power;

import copse.error.InputException;
import copse.error.Problem;
import copse.estimate.EffectEstimate;
import copse.estimate.EffectEstimator;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.TotalsEstimator;
import copse.estimate.UnitTotals;
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
