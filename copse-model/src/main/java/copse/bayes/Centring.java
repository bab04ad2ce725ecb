package copse.bayes;

/// In which coordinates group effects are sampled. It changes how fast the sampler is, never the posterior.
public enum Centring {
    /// Each level's effects by the share that its rows and its prior call for.
    AUTO,
    /// Effects as they are, in units of their error: good where every level has many rows.
    CENTRED,
    /// Effects divided by their standard deviation: good where levels have few rows.
    NON_CENTRED
}
