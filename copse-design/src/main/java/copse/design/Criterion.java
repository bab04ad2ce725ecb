package copse.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// When an assignment is balanced enough. A value equal to a threshold is accepted, within rounding.
public sealed interface Criterion {
    /// @return the covariates that are looked at, each once
    List<String> columns();

    /// How strict a criterion is.
    sealed interface Threshold {
        /// The share of assignments that is to be accepted, by the chi-square approximation.
        ///
        /// @param probability in `(0, 1]`
        record Acceptance(double probability) implements Threshold {}

        /// The largest accepted value itself.
        ///
        /// @param value at least 0
        record Value(double value) implements Threshold {}
    }

    /// The absolute difference in means of one covariate.
    ///
    /// @param column a numeric column
    /// @param threshold in the column's unit if a value
    record MeanDifference(String column, Threshold threshold) implements Criterion {
        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /// The Mahalanobis distance between the arms' means, `M = n₁n₀/n · d′S⁺d`, chi-square with the rank of S as
    /// degrees of freedom.
    ///
    /// @param columns numeric columns, and factors as indicators
    /// @param threshold largest M, or the share accepted
    record Mahalanobis(List<String> columns, Threshold threshold) implements Criterion {
        /// Copies the list.
        public Mahalanobis {
            columns = List.copyOf(columns);
        }
    }

    /// Groups of covariates from the most to the least important, each with its Mahalanobis distance after
    /// those before are taken out.
    ///
    /// Source: Morgan and Rubin (2015), Rerandomization to balance tiers of covariates, J. Amer. Statist.
    /// Assoc. 110(512), 1412-1421. doi:10.1080/01621459.2015.1079528
    ///
    /// @param tiers the most important first
    record Tiers(List<Mahalanobis> tiers) implements Criterion {
        /// Copies the list.
        public Tiers {
            tiers = List.copyOf(tiers);
        }

        @Override
        public List<String> columns() {
            return tiers.stream().flatMap(t -> t.columns().stream()).distinct().toList();
        }
    }

    /// A largest absolute standardised difference per covariate.
    ///
    /// @param limits by column, in standard deviations over all units, above 0
    record Limits(SequencedMap<String, Double> limits) implements Criterion {
        /// Copies the map.
        public Limits {
            limits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(limits));
        }

        @Override
        public List<String> columns() {
            return List.copyOf(limits.keySet());
        }
    }
}
