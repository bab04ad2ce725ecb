package copse.match;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What makes units alike, and how groups of them are found.
///
/// @param on weight by covariate, above 0; 1 for all unless said otherwise
/// @param exact columns that members of a group must agree in
/// @param scale how covariates become comparable
/// @param size units per group, at least 2
/// @param method how groups are searched
/// @param caliper largest distance within a group; empty for none
public record Matching(
        SequencedMap<String, Double> on,
        List<String> exact,
        Scale scale,
        int size,
        Method method,
        Optional<Double> caliper) {
    /// How covariates become comparable. A constant covariate contributes nothing under any scale but `NONE`.
    public enum Scale {
        /// Divided by the standard deviation.
        ZSCORE,
        /// Mahalanobis distance by the pseudo-inverse of the covariance matrix.
        MAHALANOBIS,
        /// Mahalanobis distance of ranks, ties averaged.
        RANK_MAHALANOBIS,
        /// Divided by the range.
        MINMAX,
        /// As they are.
        NONE
    }

    /// How groups are searched.
    public enum Method {
        /// Least total distance: exact for pairs; for larger groups exact while small, else with a stated gap.
        OPTIMAL,
        /// In the order of ids, each unit that is free takes the nearest free ones.
        GREEDY,
        /// The closest two units that are both free, again and again.
        GREEDY_SHORTEST,
        /// Groups of at least [Matching#size()], in nearly linear time, for 10⁵ units and more.
        THRESHOLD
    }

    /// Copies the collections.
    public Matching {
        on = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(on));
        exact = List.copyOf(exact);
    }

    /// Optimal pairs on z-scores.
    ///
    /// @param covariates columns
    /// @return the matching
    public static Matching pairs(String... covariates) {
        SequencedMap<String, Double> on = new LinkedHashMap<>();
        for (String covariate : covariates) {
            on.put(covariate, 1.0);
        }
        return new Matching(on, List.of(), Scale.ZSCORE, 2, Method.OPTIMAL, Optional.empty());
    }

    /// @return the columns that are read, each once
    public List<String> columns() {
        return Stream.concat(on.keySet().stream(), exact.stream()).distinct().toList();
    }
}
