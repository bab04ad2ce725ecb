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
    record Progress(int chain, int warmup, int draws, int divergences, long gradients, double seconds) {
        /// @return mean seconds per gradient so far
        public double secondsPerGradient() {
            return gradients == 0 ? 0 : seconds / gradients;
        }

        /// About how long the chain will go on, at the pace so far. After 50 transitions this is a fair guess.
        ///
        /// @param settings of the run
        /// @return seconds; of all draws that may be made where a run may end earlier
        public double secondsLeft(Nuts settings) {
            int done = warmup + draws;
            int left = settings.warmup() + settings.draws() - done;
            return done == 0 ? Double.NaN : seconds / done * left;
        }
    }

    /// @param progress of one chain
    /// @return whether to go on; if not, the draws made so far are kept
    boolean advance(Progress progress);

    /// A draw was kept. Called before [#advance] of the same transition.
    ///
    /// @param chain its number
    /// @param draw its number in the chain, from 0
    /// @param values kept of it, by parameter; valid during the call only
    /// @param transition what the sampler saw
    default void drawn(int chain, int draw, double[] values, Transition transition) {}

    /// A chain could go on from here: at the end of its warm-up, every 100 draws, and when it has all its draws
    /// or is stopped. All draws that the state counts were told before.
    ///
    /// @param chain its number
    /// @param state to be kept for [Nuts#resume]
    default void checkpoint(int chain, ChainState state) {}
}
