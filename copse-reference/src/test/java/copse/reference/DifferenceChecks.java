package copse.reference;

import copse.estimate.BlockedMeans;
import copse.estimate.EffectEstimate;
import copse.estimate.EffectEstimator;
import copse.estimate.Experiment;
import copse.estimate.MatchedPairs;
import copse.estimate.Question;
import copse.estimate.Roles;
import copse.estimate.RowMeans;
import copse.estimate.UnitMeans;
import copse.frame.Frame;
import copse.infer.Estimate;
import copse.lm.Lm;
import copse.lm.Robust;
import org.jspecify.annotations.Nullable;

/// Checks differences in means of kind `cluster_robust` against the estimator that the design asks for.
///
/// What estimatr does with weights is weighted least squares with rows of equal variance: [Lm].
final class DifferenceChecks {
    private static final double LEVEL = 0.95;

    private final Tolerances tolerances;
    private final Comparison checks;

    DifferenceChecks(Tolerances tolerances, Comparison checks) {
        this.tolerances = tolerances;
        this.checks = checks;
    }

    /// What was found, however it was found.
    private record Found(double value, double se, double df, double p, double lower, double upper, long rows) {}

    /// @param at where the results stand
    /// @param frame the rows
    /// @param clusters the cluster column, null for none
    /// @param blocks the block column, null for none
    /// @param weights the weight column, null for none
    /// @param expected the results
    void check(
            String at,
            Frame frame,
            @Nullable String clusters,
            @Nullable String blocks,
            @Nullable String weights,
            Expected expected) {
        expected.ignore("design");
        Found got = weights == null ? byDesign(frame, clusters, blocks) : weighted(frame, clusters, weights);
        number("estimate", at, got.value(), expected, "estimate");
        number("se", at, got.se(), expected, "se");
        double t = expected.at("t").number();
        checks.check("t", at, got.value() / got.se(), t, 2 * tolerances.allowed("se", t));
        number("df", at, got.df(), expected, "df");
        number("p", at, got.p(), expected, "p");
        if (expected.has("lower")) {
            double lower = expected.at("lower").number();
            double upper = expected.at("upper").number();
            double allowed = tolerances.allowed("interval", lower, upper - lower);
            checks.check("interval", at + " lower", got.lower(), lower, allowed);
            checks.check("interval", at + " upper", got.upper(), upper, allowed);
            checks.checkSame("n", at, got.rows(), (long) expected.at("nobs").number());
        }
    }

    private void number(String quantity, String at, double got, Expected expected, String key) {
        double value = expected.at(key).number();
        checks.check(quantity, at, got, value, tolerances.allowed(quantity, value));
    }

    private static Found byDesign(Frame frame, @Nullable String clusters, @Nullable String blocks) {
        Roles roles = Roles.of("treated");
        if (clusters != null) {
            roles = roles.withUnit(clusters);
        }
        if (blocks != null) {
            roles = roles.withBlock(blocks);
        }
        Experiment experiment = Experiment.observed(frame, roles);
        EffectEstimator estimator;
        if (blocks == null) {
            estimator = clusters == null ? UnitMeans.welch() : new RowMeans();
        } else {
            boolean pairs = experiment.units().size() == 2 * experiment.units().blocks();
            estimator = pairs ? MatchedPairs.bySize() : BlockedMeans.ofRows();
        }
        EffectEstimate effect = estimator.estimate(experiment, Question.of("passed", "1", "0"));
        return new Found(
                effect.value(),
                effect.se().orElseThrow(),
                effect.df().orElseThrow(),
                effect.p(),
                effect.interval().lower().value(),
                effect.interval().upper().value(),
                effect.rows());
    }

    private static Found weighted(Frame frame, @Nullable String clusters, String weights) {
        Lm model = Lm.of("passed ~ treated").weights(weights);
        Estimate effect = clusters == null
                ? model.fit(frame).robust(Robust.hc2()).effect("treated", LEVEL)
                : model.clusters(clusters)
                        .fit(frame)
                        .robust(Robust.cr2(clusters))
                        .effect("treated", LEVEL);
        return new Found(
                effect.value(), effect.se(), effect.df(), effect.p(), effect.lower(), effect.upper(), frame.rows());
    }
}
