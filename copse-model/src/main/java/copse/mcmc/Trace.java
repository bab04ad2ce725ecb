package copse.mcmc;

/// What the sampler saw in one chain after warm-up, one entry per draw. Arrays are views and must not be changed.
///
/// @param position of the sampler, by draw and coordinate: unconstrained, so that divergences can be placed
/// @param logDensity at the draw
/// @param acceptance mean acceptance over the trajectory
/// @param stepSize of the transition
/// @param depth of the trajectory's tree
/// @param gradients evaluated in the transition
/// @param divergent whether the trajectory diverged
/// @param energy of the draw: minus log density plus kinetic energy
/// @param warmupSeconds processor time of the warm-up
/// @param drawSeconds processor time of the draws
public record Trace(
        double[][] position,
        double[] logDensity,
        double[] acceptance,
        double[] stepSize,
        int[] depth,
        int[] gradients,
        boolean[] divergent,
        double[] energy,
        double warmupSeconds,
        double drawSeconds) {
    /// @return divergent transitions
    public int divergences() {
        int count = 0;
        for (boolean one : divergent) {
            count += one ? 1 : 0;
        }
        return count;
    }
}
