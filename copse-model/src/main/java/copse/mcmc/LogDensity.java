package copse.mcmc;

/// A density on all of ℝᵈ, up to a constant, with its gradient.
///
/// ```java
/// LogDensity normal = new LogDensity() {
///     public int dimension() { return 1; }
///     public double evaluate(double[] x, double[] gradient) { gradient[0] = -x[0]; return -0.5 * x[0] * x[0]; }
/// };
/// ```
public interface LogDensity {
    /// @return d
    int dimension();

    /// Evaluates the density. It is called millions of times: it must not allocate.
    ///
    /// Where the density is 0, or cannot be computed, the value is −∞ or NaN; the sampler then turns back, and
    /// calls it a divergence if it happens after warm-up.
    ///
    /// @param position where, length d; not modified
    /// @param gradient filled with the gradient. *Modified.*
    /// @return the log density
    double evaluate(double[] position, double[] gradient);

    /// The same density for another thread. A density with work arrays gives a new one with arrays of its own.
    ///
    /// @return a density that may be evaluated while this one is; this one if it has no state
    default LogDensity copy() {
        return this;
    }
}
