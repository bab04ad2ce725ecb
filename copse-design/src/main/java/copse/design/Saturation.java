package copse.design;

import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two stages: clusters draw a saturation, then units within each cluster are treated in that share.
///
/// Source: Baird, Bohren, McIntosh and Özler (2018), Optimal design of experiments in the presence of
/// interference, Rev. Econ. Stat. 100(5), 844-860. doi:10.1162/rest_a_00716
///
/// @param by column that names the cluster of each unit
/// @param levels the saturations; 0 is a pure control cluster
/// @param within names of the two arms of units
/// @param rounding what a share of a cluster's size that is not whole becomes
/// @param strata columns, constant within clusters, whose combinations are strata of clusters; empty for none
/// @param spare where spare clusters go
public record Saturation(
        String by, List<Level> levels, List<String> within, Rounding rounding, List<Stratifier> strata, Spare spare)
        implements Design {
    /// One saturation.
    ///
    /// @param saturation share of the units of a cluster that is treated, in `[0, 1]`
    /// @param ratio weight of this level among clusters, above 0
    public record Level(double saturation, double ratio) {}

    /// What a share of a cluster's size that is not whole becomes.
    public enum Rounding {
        /// Up or down at random, such that each unit's probability is exactly the saturation.
        RANDOM,
        /// The nearest whole number, halves up; the probability of a unit is then that number over the size.
        NEAREST,
        /// The next whole number below.
        DOWN
    }

    /// @param by column that names the cluster of each unit
    /// @param levels the saturations
    /// @param within names of the two arms of units
    /// @param rounding what a share of a cluster's size that is not whole becomes
    /// @param strata columns whose combinations are strata of clusters
    /// @param spare where spare clusters go
    /// @throws copse.error.DesignException `D125` if there are fewer than two saturations, one occurs twice or
    ///     is no share, a ratio is not above zero, or there are not two arms within
    public Saturation {
        levels = List.copyOf(levels);
        within = List.copyOf(within);
        strata = List.copyOf(strata);
        List<Double> shares = levels.stream().map(Level::saturation).toList();
        if (shares.size() < 2
                || shares.stream().distinct().count() < shares.size()
                || shares.stream().anyMatch(share -> !(share >= 0 && share <= 1))
                || levels.stream().anyMatch(level -> !(level.ratio() > 0 && level.ratio() < Double.POSITIVE_INFINITY))
                || within.size() != 2) {
            throw DesignCode.BAD_SATURATION.error(
                    "saturations " + shares.stream().map(NumericColumn::format).collect(Collectors.joining(", "))
                            + " with the arms " + String.join(", ", within),
                    "there are at least two saturations between 0 and 1, each once, with ratios above zero, and two arms"
                            + " of units",
                    "a share of clusters is a ratio, not a repetition: `levels: 0=2, 0.3=1, 0.7=1`");
        }
    }

    /// @return one arm per saturation and arm within it, but for those that no unit can get: treated at
    ///     saturation 0, untreated at 1. Columns `saturation` and `arm`
    @Override
    public Arms arms() {
        List<String> saturation = new ArrayList<>();
        List<String> arm = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Level level : levels) {
            for (int treated = 0; treated <= 1; treated++) {
                if (level.saturation() != 1 - treated) {
                    String share = NumericColumn.format(level.saturation());
                    saturation.add(share);
                    arm.add(within.get(treated));
                    labels.add(share + ":" + within.get(treated));
                }
            }
        }
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("saturation", saturation);
        columns.put(Arms.COLUMN, arm);
        return new Arms(labels, columns);
    }

    @Override
    public List<String> columns() {
        List<String> read = strata.stream().map(Stratifier::column).toList();
        return Stream.concat(Stream.of(by), Clusters.sources(read).stream())
                .distinct()
                .toList();
    }
}
