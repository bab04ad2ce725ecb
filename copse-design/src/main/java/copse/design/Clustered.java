package copse.design;

import java.util.ArrayList;
import java.util.List;

/// Clusters are randomised by another design, and each unit has its cluster's arm.
///
/// The design inside sees one row per cluster with these columns: `size` (number of units); a column that is
/// constant within clusters under its own name; a numeric column that varies as its mean, under its own name; a
/// level of a factor that varies as its share, under `share(column=level)`.
///
/// @param by column that names the cluster of each unit
/// @param design how clusters are randomised
public record Clustered(String by, Design design) implements Design {
    @Override
    public Arms arms() {
        return design.arms();
    }

    /// @return the cluster column and those that the columns of the design inside are made of
    @Override
    public List<String> columns() {
        List<String> names = new ArrayList<>(List.of(by));
        names.addAll(Clusters.sources(design.columns()));
        return names.stream().distinct().toList();
    }
}
