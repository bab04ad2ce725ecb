package copse.mcmc;

import copse.math.RandomStream;

/// Turns a position of the sampler into the values that are kept as a draw.
public interface Recorder {
    /// @param position of the sampler; not modified
    /// @param stream for what is drawn given the position, such as effects that were integrated out; a stream
    ///     of this draw's own
    /// @param into one value per name of the [Target]. *Modified.*
    void record(double[] position, RandomStream stream, double[] into);
}
