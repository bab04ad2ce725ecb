package copse.network;

/// What has to be assumed before launch to weigh bias against variance.
///
/// Bias and variance pull clusterings in opposite directions, and which one wins depends on how strong
/// spillover may be and how alike users of a cluster are. None of these is known before the experiment; past
/// experiments, or a baseline outcome, tell the order of magnitude.
///
/// @param spillover how much the outcome may change if all neighbours are treated rather than none, in units of
///     the outcome; its sign does not matter
/// @param sd standard deviation of the outcome between users, above 0
/// @param icc correlation of outcomes of two users of one cluster, in `[0, 1]`
/// @param treatedShare share of the clusters that is treated, strictly between 0 and 1
public record LaunchAssumptions(double spillover, double sd, double icc, double treatedShare) {
    /// @throws copse.error.DesignException `G127` if one cannot be
    public LaunchAssumptions {
        require(Double.isFinite(spillover), "a spillover of " + spillover, "give a finite number, such as 0.1");
        require(sd > 0 && Double.isFinite(sd), "a standard deviation of " + sd, "give a number above 0");
        require(icc >= 0 && icc <= 1, "a correlation within clusters of " + icc, "give a number from 0 to 1");
        require(
                treatedShare > 0 && treatedShare < 1,
                "a treated share of " + treatedShare,
                "give a number between 0 and 1, such as 0.5");
    }

    /// A spillover of a tenth of the standard deviation, a correlation of 0.05 within clusters, half treated.
    ///
    /// @return these
    public static LaunchAssumptions defaults() {
        return new LaunchAssumptions(0.1, 1, 0.05, 0.5);
    }

    /// @param value in units of the outcome
    /// @return these with another spillover
    public LaunchAssumptions withSpillover(double value) {
        return new LaunchAssumptions(value, sd, icc, treatedShare);
    }

    /// @param value above 0
    /// @return these with another standard deviation
    public LaunchAssumptions withSd(double value) {
        return new LaunchAssumptions(spillover, value, icc, treatedShare);
    }

    /// @param value in `[0, 1]`
    /// @return these with another correlation within clusters
    public LaunchAssumptions withIcc(double value) {
        return new LaunchAssumptions(spillover, sd, value, treatedShare);
    }

    /// @param value strictly between 0 and 1
    /// @return these with another treated share
    public LaunchAssumptions withTreatedShare(double value) {
        return new LaunchAssumptions(spillover, sd, icc, value);
    }

    private static void require(boolean holds, String what, String fix) {
        if (!holds) {
            throw ClusteringCode.BAD_ASSUMPTION.error(what + " cannot be", "", fix);
        }
    }
}
