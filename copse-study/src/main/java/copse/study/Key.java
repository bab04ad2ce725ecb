package copse.study;

import copse.error.CopseException;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The column of the data that says which unit a row belongs to.
///
/// @param column its name
/// @param byCluster whether it holds clusters, not ids
/// @param labels its values
/// @param position by level of the labels: a unit, or any unit of the cluster; −1 where there is none
record Key(String column, boolean byCluster, FactorColumn labels, int[] position) {
    /// Share of the ids, from which on a column is taken to hold them.
    private static final double MOST = 0.5;

    /// The units by what a key may hold: their ids, or their clusters.
    ///
    /// @param ids unit by id
    /// @param clusters some unit of each cluster; empty where there are none
    record Index(Map<String, Integer> ids, Map<String, Integer> clusters) {
        static Index of(RecordedArms arms) {
            Map<String, Integer> ids = new LinkedHashMap<>();
            Map<String, Integer> clusters = new LinkedHashMap<>();
            Column id = arms.ids();
            FactorColumn randomised = arms.randomised();
            boolean clustered = arms.clusterColumn().isPresent();
            for (int unit = 0; unit < arms.size(); unit++) {
                ids.put(id.text(unit), unit);
                if (clustered && !randomised.isMissing(unit)) {
                    clusters.putIfAbsent(randomised.text(unit), unit);
                }
            }
            return new Index(ids, clusters);
        }
    }

    /// @param data with the column
    /// @param name of the column
    /// @param byCluster whether it holds clusters
    /// @param units by what it holds
    /// @return the key
    static Key of(Frame data, String name, boolean byCluster, Map<String, Integer> units) {
        FactorColumn labels = data.asFactor(name).factor(name);
        int[] position = labels.levels().labels().stream()
                .mapToInt(label -> units.getOrDefault(label, -1))
                .toArray();
        return new Key(name, byCluster, labels, position);
    }

    /// @return number of values that are known
    int matched() {
        return (int) Arrays.stream(position).filter(unit -> unit >= 0).count();
    }

    /// @param units by what this key holds
    /// @return share of them that occur
    double share(Map<String, Integer> units) {
        return units.isEmpty() ? 0 : (double) matched() / units.size();
    }

    /// @return values that are not known, in the order of levels
    List<String> strange() {
        return labels.levels().labels().stream()
                .filter(label -> position[labels.levels().code(label).orElseThrow()] < 0)
                .toList();
    }

    /// Looks for a column that holds most of the ids or clusters, whatever it is called.
    ///
    /// @param data any
    /// @param index of the units
    /// @return the key by that column
    static Optional<Key> search(Frame data, Index index) {
        Key best = null;
        for (boolean byCluster : new boolean[] {false, true}) {
            Map<String, Integer> units = byCluster ? index.clusters() : index.ids();
            for (String name : data.names()) {
                try {
                    Key key = Key.of(data, name, byCluster, units);
                    if (key.matched() >= Math.max(1, MOST * units.size())
                            && (best == null || key.matched() > best.matched())) {
                        best = key;
                    }
                } catch (CopseException notIds) {
                    // numbers that are not whole are no ids
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /// @param units by what this key holds
    /// @return values that no row has, in the order of units
    Set<String> unused(Map<String, Integer> units) {
        Set<String> left = new LinkedHashSet<>(units.keySet());
        labels.levels().labels().forEach(left::remove);
        return left;
    }
}
