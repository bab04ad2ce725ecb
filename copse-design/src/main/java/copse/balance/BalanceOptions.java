package copse.balance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What to compare, and how.
///
/// @param on covariates; empty for every numeric, logical and factor column that is nothing else here
/// @param ignore columns that are no covariates, such as ids
/// @param weights column of weights; empty for none
/// @param strata columns whose combinations are counted by arm
/// @param cluster column of the clusters that were randomised; tests are then made on clusters, by their means
/// @param reference the arm that others are compared with; empty for the first level
/// @param expected share of the units by arm for the sample-ratio test; empty for equal shares
public record BalanceOptions(
        List<String> on,
        List<String> ignore,
        Optional<String> weights,
        List<String> strata,
        Optional<String> cluster,
        Optional<String> reference,
        SequencedMap<String, Double> expected) {
    /// Copies the collections.
    public BalanceOptions {
        on = List.copyOf(on);
        ignore = List.copyOf(ignore);
        strata = List.copyOf(strata);
        expected = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(expected));
    }

    /// @return every covariate, no weights, strata or clusters, equal shares
    public static BalanceOptions defaults() {
        return new BalanceOptions(
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>());
    }

    /// @param covariates columns
    /// @return these options with other covariates
    public BalanceOptions withOn(List<String> covariates) {
        return new BalanceOptions(covariates, ignore, weights, strata, cluster, reference, expected);
    }

    /// @param columns that are no covariates
    /// @return these options with other ignored columns
    public BalanceOptions withIgnore(List<String> columns) {
        return new BalanceOptions(on, columns, weights, strata, cluster, reference, expected);
    }

    /// @param column of weights
    /// @return these options with weights
    public BalanceOptions withWeights(String column) {
        return new BalanceOptions(on, ignore, Optional.of(column), strata, cluster, reference, expected);
    }

    /// @param columns of strata
    /// @return these options with other strata
    public BalanceOptions withStrata(List<String> columns) {
        return new BalanceOptions(on, ignore, weights, columns, cluster, reference, expected);
    }

    /// @param column of clusters
    /// @return these options with clusters
    public BalanceOptions withCluster(String column) {
        return new BalanceOptions(on, ignore, weights, strata, Optional.of(column), reference, expected);
    }

    /// @param arm that others are compared with
    /// @return these options with another reference
    public BalanceOptions withReference(String arm) {
        return new BalanceOptions(on, ignore, weights, strata, cluster, Optional.of(arm), expected);
    }

    /// @param shares by arm
    /// @return these options with other expected shares
    public BalanceOptions withExpected(SequencedMap<String, Double> shares) {
        return new BalanceOptions(on, ignore, weights, strata, cluster, reference, shares);
    }
}
