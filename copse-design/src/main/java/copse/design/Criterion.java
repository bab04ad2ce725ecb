package copse.design;

import copse.frame.NumericColumn;
import java.util.Collection;
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
        /// The share of assignments that is to be accepted: for a complete design by the chi-square
        /// approximation, for others the share among their own assignments. What is accepted in fact stands in
        /// [Screening].
        ///
        /// @param probability in `(0, 1]`
        record Acceptance(double probability) implements Threshold {
            /// @param probability in `(0, 1]`
            /// @throws copse.error.DesignException `D141` if it is not
            public Acceptance {
                if (!(probability > 0 && probability <= 1)) {
                    throw DesignCode.BAD_CRITERION.error(
                            "an acceptance of " + NumericColumn.format(probability),
                            "it is the share of assignments that is accepted, above 0 and at most 1",
                            "write `accept: 0.001`");
                }
            }
        }

        /// The largest accepted value itself.
        ///
        /// @param value at least 0
        record Value(double value) implements Threshold {
            /// @param value at least 0
            /// @throws copse.error.DesignException `D141` if it is negative, NaN or infinite
            public Value {
                if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                    throw DesignCode.BAD_CRITERION.error(
                            "a threshold of " + NumericColumn.format(value),
                            "it is the largest accepted distance, a finite number of at least 0",
                            "write `below: 2.5`, or the share of assignments to accept, `accept: 0.001`");
                }
            }
        }
    }

    /// The absolute difference in means of one covariate; with more than two arms the largest between any two.
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
    /// degrees of freedom. See [MahalanobisDistance] for more than two arms and for designs that are not
    /// complete.
    ///
    /// @param columns numeric columns, and factors as indicators
    /// @param threshold largest M, or the share accepted
    record Mahalanobis(List<String> columns, Threshold threshold) implements Criterion {
        /// @param columns numeric columns, and factors as indicators
        /// @param threshold largest M, or the share accepted
        /// @throws copse.error.DesignException `D141` if no column is named
        public Mahalanobis {
            columns = columns.stream().distinct().toList();
            requireAny(columns, "on: age, size");
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
        /// @param tiers the most important first
        /// @throws copse.error.DesignException `D141` if there is no tier
        public Tiers {
            tiers = List.copyOf(tiers);
            requireAny(tiers, "tiers: tier(on: age, accept: 0.01), tier(on: size, accept: 0.1)");
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
        /// @param limits by column, in standard deviations over all units, above 0
        /// @throws copse.error.DesignException `D141` if there is none, or one is not a number above 0
        public Limits {
            limits = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(limits));
            requireAny(limits.keySet(), "limits: age=0.1, size=0.2");
            limits.forEach((column, limit) -> {
                if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
                    throw DesignCode.BAD_CRITERION.error(
                            "a limit of " + NumericColumn.format(limit) + " for column `" + column + "`",
                            "a limit is a standardised difference, a finite number above 0",
                            "write `limits: " + column + "=0.1`");
                }
            });
        }

        @Override
        public List<String> columns() {
            return List.copyOf(limits.keySet());
        }
    }

    private static void requireAny(Collection<?> parts, String example) {
        if (parts.isEmpty()) {
            throw DesignCode.BAD_CRITERION.error(
                    "a criterion without covariates",
                    "at least one covariate is to be balanced",
                    "name what to balance: `" + example + "`");
        }
    }
}
