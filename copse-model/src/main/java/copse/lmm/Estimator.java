package copse.lmm;

/// The criterion that a linear mixed model minimises.
public enum Estimator {
    /// Restricted maximum likelihood: variances without the bias from estimating the fixed effects.
    REML,
    /// Maximum likelihood: comparable between models with different fixed effects.
    ML
}
