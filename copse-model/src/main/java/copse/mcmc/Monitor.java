package copse.mcmc;

/// Watches a run. Called from the threads of the chains.
public interface Monitor {
    /// Watches nothing.
    Monitor SILENT = _ -> true;

    /// How far a chain is.
    ///
    /// @param chain its number
    /// @param warmup transitions of warm-up done
    /// @param draws kept so far
    /// @param divergences so far after warm-up
    /// @param gradients evaluated so far
    /// @param seconds of this chain so far
    record Progress(int chain, int warmup, int draws, int divergences, long gradients, double seconds) {}

    /// @param progress of one chain
    /// @return whether to go on; if not, the draws made so far are kept
    boolean advance(Progress progress);
}
