package copse.loo;

/// Log likelihoods of observations at draws of the parameters, one column per distinct observation, computed
/// when asked for: the matrix of draws × rows is never held.
///
/// Rows that are alike in all that the model sees share a column. What counts as an observation is for the
/// maker to say: a row, or all rows of a group with the group's effect integrated out.
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

    /// @return number of observations; unless a maker says otherwise each has a column of its own
    default int rows() {
        return columns();
    }

    /// @param row an observation
    /// @return its column
    default int column(int row) {
        return row;
    }

    /// A mark of what was observed, in order: outcomes, trials, weights, but nothing of the model. Models may
    /// be compared if theirs are the same.
    ///
    /// @return the mark; 0 if the maker has none, which compares with anything of as many rows
    default long fingerprint() {
        return 0;
    }
}
