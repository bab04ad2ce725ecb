package copse.mcmc;

import java.util.List;

/// What a run of the sampler gave. Immutable.
///
/// @param draws kept
/// @param traces what the sampler saw, per chain
/// @param complete whether all draws asked for were made
public record Sampling(Draws draws, List<Trace> traces, boolean complete) {
    /// @return divergent transitions after warm-up, all chains together
    public int divergences() {
        return traces.stream().mapToInt(Trace::divergences).sum();
    }
}
