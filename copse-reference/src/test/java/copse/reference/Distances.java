package copse.reference;

/// How far sampled posteriors of one run are from their references, in Monte Carlo standard errors.
///
/// Several thousand means, standard deviations and quantiles are compared in a run, all with the same few
/// chains behind them, so that some are far out by chance: single ones must keep within [#FARTHEST], and few
/// may pass [#FAR].
final class Distances {
    /// Beyond this hardly any may be.
    static final double FAR = 4;
    /// Beyond this none may be.
    static final double FARTHEST = 5;
    /// The same for the outermost quantiles, whose standard errors are rough.
    static final double FARTHEST_OUTSIDE = 6;
    /// Share that may lie between.
    static final double SHARE = 0.001;

    private int count;
    private int far;

    /// @param z a distance
    void add(double z) {
        count++;
        far += z > FAR ? 1 : 0;
    }

    /// @return how many there are
    int count() {
        return count;
    }

    /// @return how many are far
    int far() {
        return far;
    }
}
