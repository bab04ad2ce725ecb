package copse.match;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What makes units alike, and how groups of them are found.
///
/// The distance of two units is the Euclidean distance of their scaled covariates, each difference multiplied
/// by the square root of the covariate's weight: a weight of 2 counts like two copies of a covariate. The cost
/// of a group is the sum of the distances of all pairs in it, that of a grouping the sum over its groups.
///
/// Numbers, whole numbers, dates and truth values (0, 1) are numbers. Factors and texts are indicators, one per
/// level, scaled together such that under [Scale#ZSCORE] a factor weighs as much as a number and a factor of
/// two levels as much as a truth value: codes of categories are never used as numbers.
///
/// @param on weight by covariate, above 0; 1 for all unless said otherwise
/// @param exact columns that members of a group must agree in
/// @param scale how covariates become comparable
/// @param size units per group, at least 2
/// @param method how groups are searched
/// @param caliper largest distance of any two units of a group; empty for none
public record Matching(
        SequencedMap<String, Double> on,
        List<String> exact,
        Scale scale,
        int size,
        Method method,
        Optional<Double> caliper) {
    /// How covariates become comparable. A constant covariate contributes nothing under any scale.
    public enum Scale {
        /// Divided by the standard deviation (of n - 1 degrees of freedom); indicators of a factor by the root
        /// of their total variance.
        ZSCORE,
        /// Mahalanobis distance by the pseudo-inverse of the covariance matrix of numbers and indicators, so
        /// that dependent covariates do no harm.
        MAHALANOBIS,
        /// Mahalanobis distance of ranks, ties averaged, with the variances that ranks without ties would have:
        /// neither outliers nor rare categories dominate.
        ///
        /// Source: Rosenbaum (2010), Design of Observational Studies, section 8.3.
        RANK_MAHALANOBIS,
        /// Divided by the range; two levels of a factor are at distance 1. A covariate that hardly varies
        /// weighs as much as any other here, which is seldom wanted.
        MINMAX,
        /// As they are; two levels of a factor are at distance 1.
        NONE
    }

    /// How groups are searched.
    public enum Method {
        /// Least total distance: proven for pairs, for groups of any size on one covariate, and while there are
        /// few units; for larger problems with a stated gap.
        OPTIMAL,
        /// In the order of units, each that is free takes the nearest free ones.
        GREEDY,
        /// The closest two units that are both free, again and again; groups of more than two then take the
        /// free unit that is nearest to all members together.
        GREEDY_SHORTEST,
        /// Groups of at least [Matching#size()], in nearly linear time, for 10⁵ units and more. The largest
        /// distance within a group is at most four times the smallest possible.
        ///
        /// Source: Higgins, Sävje and Sekhon (2016), Improving massive experiments with threshold blocking,
        /// PNAS 113(27), 7369-7376. doi:10.1073/pnas.1510504113
        THRESHOLD
    }

    /// @param on weight by covariate
    /// @param exact columns that members of a group must agree in
    /// @param scale how covariates become comparable
    /// @param size units per group
    /// @param method how groups are searched
    /// @param caliper largest distance within a group
    /// @throws copse.error.DesignException `D201` without covariates, `D202` if a weight is not above 0, `D203`
    ///     if the size is below 2, `D204` if the caliper is negative, not finite, or given for threshold
    ///     blocking
    public Matching {
        on = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(on));
        exact = List.copyOf(exact);
        if (on.isEmpty()) {
            throw MatchCode.NO_COVARIATES.error(
                    "nothing to match on",
                    exact.isEmpty()
                            ? "no covariate is given"
                            : "units that agree in " + String.join(", ", exact) + " would all be equally near",
                    exact.isEmpty()
                            ? "name covariates: `pairs(on: age, score)`"
                            : "name covariates, or use these columns as strata: `stratified(by: "
                                    + String.join(", ", exact) + ")`");
        }
        on.forEach(Matching::checkWeight);
        if (size < 2) {
            throw MatchCode.BAD_SIZE.error(
                    "groups of " + size,
                    "a group has at least 2 units",
                    "give a larger size: `groups(size: 3, on: " + String.join(", ", on.keySet()) + ")`");
        }
        if (caliper.isPresent()) {
            checkCaliper(caliper.get(), method);
        }
    }

    private static void checkWeight(String covariate, double weight) {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw MatchCode.BAD_WEIGHT.error(
                    "weight " + NumericColumn.format(weight) + " of `" + covariate + "`",
                    "weights are above 0; only their proportions matter",
                    "give a positive weight, or leave `" + covariate + "` out");
        }
    }

    private static void checkCaliper(double caliper, Method method) {
        if (!(caliper >= 0 && caliper < Double.POSITIVE_INFINITY)) {
            throw MatchCode.BAD_CALIPER.error(
                    "caliper " + caliper,
                    "it is the largest distance allowed within a group",
                    "give a number that is not negative, or leave the caliper out");
        }
        if (method == Method.THRESHOLD) {
            throw MatchCode.BAD_CALIPER.error(
                    "a caliper with threshold blocking",
                    "that method puts every unit into a group and keeps the largest distance small by itself",
                    "leave the caliper out, or use `method: greedy`");
        }
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

    /// Optimal groups on z-scores.
    ///
    /// @param size units per group
    /// @param covariates columns
    /// @return the matching
    public static Matching groups(int size, String... covariates) {
        return pairs(covariates).withSize(size);
    }

    /// @param weights weight by covariate, for some or all of them
    /// @return the same with these weights
    /// @throws copse.error.DesignException `D201` if one is none of the covariates, `D202` if a weight is not
    ///     above 0
    public Matching withWeights(Map<String, Double> weights) {
        SequencedMap<String, Double> weighted = new LinkedHashMap<>(on);
        weights.forEach((covariate, weight) -> {
            if (weighted.replace(covariate, weight) == null) {
                throw MatchCode.NO_COVARIATES.error(
                        "a weight for `" + covariate + "`, which is not matched on",
                        "covariates are " + String.join(", ", on.keySet()),
                        "add it to the covariates, or leave the weight out");
            }
        });
        return new Matching(weighted, exact, scale, size, method, caliper);
    }

    /// @param columns columns that members of a group must agree in
    /// @return the same with these
    public Matching withExact(String... columns) {
        return new Matching(on, Arrays.asList(columns), scale, size, method, caliper);
    }

    /// @param scale how covariates become comparable
    /// @return the same with this scale
    public Matching withScale(Scale scale) {
        return new Matching(on, exact, scale, size, method, caliper);
    }

    /// @param size units per group
    /// @return the same with this size
    public Matching withSize(int size) {
        return new Matching(on, exact, scale, size, method, caliper);
    }

    /// @param method how groups are searched
    /// @return the same with this method
    public Matching withMethod(Method method) {
        return new Matching(on, exact, scale, size, method, caliper);
    }

    /// @param caliper largest distance within a group
    /// @return the same with this caliper
    public Matching withCaliper(double caliper) {
        return new Matching(on, exact, scale, size, method, Optional.of(caliper));
    }

    /// @return the columns that are read, each once
    public List<String> columns() {
        return Stream.concat(on.keySet().stream(), exact.stream()).distinct().toList();
    }

    /// Finds the groups among units that have no other name than their row.
    ///
    /// @param rows one row per unit; their order breaks ties
    /// @return the groups, units being rows
    /// @throws copse.error.InputException if a column is not there
    /// @throws copse.error.DesignException `D205` to `D211` if these units cannot be grouped so
    public Matches of(Frame rows) {
        return Matches.find(this, rows, unit -> "row " + (unit + 1));
    }

    /// Finds the groups.
    ///
    /// @param rows one row per unit; their order breaks ties, so that rows in the order of the ids give an
    ///     answer that does not depend on the order of the input
    /// @param id column that names units in messages
    /// @return the groups, units being rows
    /// @throws copse.error.InputException if a column is not there
    /// @throws copse.error.DesignException `D205` to `D211` if these units cannot be grouped so
    public Matches of(Frame rows, String id) {
        var ids = rows.column(id);
        return Matches.find(this, rows, unit -> "`" + ids.text(unit) + "`");
    }
}
