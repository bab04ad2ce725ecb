package copse.family;

/// Log densities of cells under a family with its shape known, but for the part that hangs on no parameter
/// ([Family#constant(double, double)]). Stateless, for any number of threads.
public interface Likelihood {
    /// Evaluates cells `from ≤ i < to`.
    ///
    /// Where η gives no valid mean (a probability of 1.2 by a log link) the value is −∞ and the derivatives are
    /// 0.
    ///
    /// @param outcomes what was observed
    /// @param eta linear predictor per cell, offset included
    /// @param zeta linear predictor of zero inflation per cell; read by zero-inflated families alone
    /// @param from first cell
    /// @param to one past the last
    /// @param order how much is wanted
    /// @param into filled. *Modified.*
    void evaluate(
            Outcomes outcomes,
            double[] eta,
            double[] zeta,
            int from,
            int to,
            Derivatives.Order order,
            Derivatives into);
}
