package copse.design;

import copse.frame.NumericColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Some clusters are randomised as wholes, in the others each unit by itself: two experiments in one, whose
/// estimates agree unless units of a cluster influence one another.
///
/// A cluster draws its regime, and in the regime of clusters its arm, in one complete randomisation of clusters
/// (within strata, if there are any); then the units of each cluster in the regime of units draw theirs. Every
/// unit has the stated share of each arm in either regime.
///
/// Source: Saveski, Pouget-Abadie, Saint-Jacques, Duan, Ghosh, Xu and Airoldi (2017), Detecting network
/// effects: randomizing over randomized experiments, KDD '17, 1027-1035. doi:10.1145/3097983.3098192.
/// Pouget-Abadie, Saint-Jacques, Saveski, Duan, Ghosh, Xu and Airoldi (2019), Testing for arbitrary
/// interference on experimentation platforms, Biometrika 106(4), 929-940. doi:10.1093/biomet/asz047
///
/// @param by column that names the cluster of each unit
/// @param share of clusters that are randomised as wholes, between 0 and 1
/// @param allocation shares of the two arms, the same in both regimes
/// @param draw how units get their arms where they do so by themselves
/// @param strata columns, constant within clusters, whose combinations are strata of clusters; empty for none
/// @param spare where spare clusters go
public record Mixed(
        String by, double share, Allocation.Shares allocation, Draw draw, List<Stratifier> strata, Spare spare)
        implements Design {
    /// The column of the assignment that says who drew: `cluster` or `unit`.
    public static final String REGIME = "regime";

    /// The regime of clusters that are randomised as wholes.
    public static final String CLUSTER = "cluster";

    /// The regime of clusters whose units are randomised.
    public static final String UNIT = "unit";

    /// How units get their arms where they do so by themselves.
    public enum Draw {
        /// In fixed numbers within each cluster, a spare unit at random.
        COMPLETE,
        /// Each unit by a coin of its own.
        COINS
    }

    /// @param by column that names the cluster of each unit
    /// @param share of clusters that are randomised as wholes
    /// @param allocation shares of the two arms
    /// @param draw how units get their arms where they do so by themselves
    /// @param strata columns whose combinations are strata of clusters
    /// @param spare where spare clusters go
    /// @throws copse.error.DesignException `D127` if the share is not between 0 and 1, or there are not two
    ///     arms with shares above 0
    public Mixed {
        strata = List.copyOf(strata);
        if (!(share > 0 && share < 1)
                || allocation.arms().size() != 2
                || allocation.ratio().stream().anyMatch(ratio -> ratio == 0)) {
            throw DesignCode.BAD_MIXTURE.error(
                    "a mixed design with a share of " + NumericColumn.format(share)
                            + " of clusters randomised as wholes, and the arms " + allocation.printed(),
                    "it compares two arms twice: between clusters, and between units of the other clusters",
                    "take a share between 0 and 1 and two arms: `mixed(by: " + by
                            + ", share: 0.5, arms: control, treatment)`");
        }
    }

    /// @return the arms within the regimes, from the untreated cluster to the treated one; columns `regime` and
    ///     `arm`
    @Override
    public Arms arms() {
        String control = allocation.arms().getFirst();
        String treatment = allocation.arms().getLast();
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        columns.put(REGIME, List.of(CLUSTER, UNIT, UNIT, CLUSTER));
        columns.put(Arms.COLUMN, List.of(control, control, treatment, treatment));
        return new Arms(
                List.of(
                        CLUSTER + ":" + control,
                        UNIT + ":" + control,
                        UNIT + ":" + treatment,
                        CLUSTER + ":" + treatment),
                columns);
    }

    @Override
    public List<String> columns() {
        List<String> read = strata.stream().map(Stratifier::column).toList();
        return Stream.concat(Stream.of(by), Clusters.sources(read).stream())
                .distinct()
                .toList();
    }
}
