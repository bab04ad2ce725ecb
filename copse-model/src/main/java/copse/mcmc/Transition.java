package copse.mcmc;

/// What the sampler saw in one transition: one row of a [Trace].
///
/// @param logDensity at the draw
/// @param acceptance mean acceptance over the trajectory
/// @param stepSize of the transition
/// @param depth of the trajectory's tree
/// @param gradients evaluated in the transition
/// @param divergent whether the trajectory diverged
/// @param energy of the draw: minus log density plus kinetic energy
public record Transition(
        double logDensity,
        double acceptance,
        double stepSize,
        int depth,
        int gradients,
        boolean divergent,
        double energy) {}
