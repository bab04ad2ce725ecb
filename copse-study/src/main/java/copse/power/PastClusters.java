package copse.power;

import copse.frame.Frame;
import java.util.List;
import java.util.OptionalInt;

/// Clusters of a past frame: outcomes that were seen when nobody was treated.
///
/// Either the very clusters of the frame, whose arms are drawn again and again while their outcomes stay, or as
/// many clusters as wanted, drawn from them with replacement. The first asks how the analysis fares on these
/// clusters (without an effect: a placebo test), the second how it fares on clusters like these; with few
/// clusters in the past the second says little about the rest of the world.
///
/// Rows without outcome, cluster or covariate are left out. An outcome of only 0 and 1 stays so: an effect
/// turns some 0 into 1.
///
/// @param rows of the past
/// @param cluster column that names the cluster of each row
/// @param outcome numeric or logical column
/// @param resampled number of clusters drawn with replacement; empty to keep those of the frame
public record PastClusters(Frame rows, String cluster, String outcome, OptionalInt resampled) implements Population {
    /// @throws copse.error.InputException `W202` if fewer than two clusters are to be drawn, `W201` or `W205`
    ///     if there is no such column, `W206` if the outcome is no number
    public PastClusters {
        Ranges.atLeast("the number of clusters", resampled.orElse(2), 2);
        PastRows.requireColumns(rows, cluster, outcome);
    }

    /// @param rows of the past
    /// @param cluster column that names the cluster of each row
    /// @param outcome numeric or logical column
    /// @return the clusters as they are, only arms are redrawn
    public static PastClusters kept(Frame rows, String cluster, String outcome) {
        return new PastClusters(rows, cluster, outcome, OptionalInt.empty());
    }

    /// @param clusters number of clusters in each experiment
    /// @return clusters like these, drawn with replacement
    public PastClusters resampled(int clusters) {
        return new PastClusters(rows, cluster, outcome, OptionalInt.of(clusters));
    }

    @Override
    public int clusters() {
        return resampled.orElseGet(() -> PastRows.of(this, List.of()).clusters());
    }

    @Override
    public String describe() {
        PastRows past = PastRows.of(this, List.of());
        String there = past.clusters() + " past clusters (`" + cluster + "`), " + past.rows() + " rows";
        return resampled.isPresent()
                ? resampled.getAsInt() + " clusters drawn with replacement from " + there
                : there + ", outcomes kept";
    }
}
