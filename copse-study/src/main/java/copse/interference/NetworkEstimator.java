package copse.interference;

import copse.estimate.EffectEstimate;

/// A way from the outcomes of a network experiment to an effect.
public interface NetworkEstimator {
    /// @return name as printed in a table of methods: `Hájek, full exposure`
    String name();

    /// Does everything that does not depend on outcomes, so that a thousand simulated experiments do it once.
    ///
    /// @param setting network, design, question
    /// @return the estimator for this setting; may be used by many threads
    /// @throws copse.error.CopseException if the method cannot answer the question under this design; the
    ///     message says why and which method can
    Prepared over(NetworkSetting setting);

    /// An estimator for one setting.
    interface Prepared {
        /// @param data arms and outcomes
        /// @return the effect
        /// @throws copse.error.CopseException if these data have no answer, such as a condition without a node
        EffectEstimate estimate(NetworkData data);
    }
}
