package copse.power;

import copse.estimate.EffectEstimator;
import copse.estimate.WithinBootstrap;

/// A way to decide from the data of an experiment whether the treatment is better.
public sealed interface LoopRule {
    /// An estimator, and what its interval must show.
    ///
    /// @param estimator any
    /// @param decision when it says "better"
    record Estimated(EffectEstimator estimator, DecisionRule decision) implements LoopRule {
        @Override
        public String name() {
            return estimator.name();
        }
    }

    /// Rows drawn with replacement within groups, a model fitted to each draw, and what the interval of the
    /// coefficients must show: the call-centre notebook's rule.
    ///
    /// @param bootstrap model, groups, draws
    /// @param shared whether all assignments of a population look at the same draws of rows; the notebook draws
    ///     anew for each, which is the default everywhere. Shared draws give each assignment the same
    ///     distribution and save most of the drawing; decisions of different assignments then share their Monte
    ///     Carlo error
    /// @param decision when it says "better"
    record Resampled(WithinBootstrap bootstrap, boolean shared, DecisionRule decision) implements LoopRule {
        @Override
        public String name() {
            return bootstrap.name();
        }
    }

    /// @return what the rule is called
    String name();

    /// @return when it says "better"
    DecisionRule decision();
}
