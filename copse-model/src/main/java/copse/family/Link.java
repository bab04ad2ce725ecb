package copse.family;

/// A link η = g(μ) between a mean and the linear predictor.
public enum Link {
    /// η = μ.
    IDENTITY,
    /// η = log μ.
    LOG,
    /// η = log(μ / (1 − μ)).
    LOGIT,
    /// η = Φ⁻¹(μ).
    PROBIT,
    /// η = log(−log(1 − μ)).
    CLOGLOG,
    /// η = 1 / μ.
    INVERSE
}
