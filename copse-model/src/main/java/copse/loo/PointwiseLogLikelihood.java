package copse.loo;

/// Log likelihoods of observations at draws of the parameters, one column per distinct observation, computed when asked
/// for: the matrix of draws × rows is never held.
///
/// Rows that are alike in all that the model sees share a column.
public interface PointwiseLogLikelihood {
    /// @return number of chains
    int chains();

    /// @return draws per chain
    int perChain();

    /// @return number of distinct observations
    int columns();

    /// @param column its number
    /// @return how many observations are like it
    double multiplicity(int column);

    /// May be called from several threads.
    ///
    /// @param column its number
    /// @param into chains × draws, chain after chain. *Modified.*
    void fill(int column, double[] into);
}
