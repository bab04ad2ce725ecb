package copse.mcmc;

/// What a chain of an interrupted run had made when its state was taken.
///
/// @param state where it stood
/// @param values its draws, by parameter and draw; as many as the state says. Kept: must not change.
/// @param trace what the sampler saw, of these draws
public record Past(ChainState state, double[][] values, Trace trace) {}
