package copse.mcmc;

import java.util.List;

/// What is to be sampled: a density, where to start, and what is kept of each draw.
public interface Target {
    /// @return the density; each chain takes a copy
    LogDensity density();

    /// @return names of the values kept, in order
    List<String> names();

    /// @return what makes the values kept; one per thread
    Recorder recorder();

    /// @return where to start
    Start start();

    /// A density of a user's own, all of whose coordinates are kept.
    ///
    /// @param density what to sample
    /// @param names of its coordinates
    /// @return starts at the origin with unit scales
    static Target of(LogDensity density, List<String> names) {
        List<String> own = List.copyOf(names);
        return new Target() {
            @Override
            public LogDensity density() {
                return density;
            }

            @Override
            public List<String> names() {
                return own;
            }

            @Override
            public Recorder recorder() {
                return (position, _, into) -> System.arraycopy(position, 0, into, 0, position.length);
            }

            @Override
            public Start start() {
                return Start.origin(density.dimension());
            }
        };
    }
}
