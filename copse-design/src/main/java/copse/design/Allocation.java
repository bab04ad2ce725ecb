package copse.design;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// How many units each arm gets.
public sealed interface Allocation {
    /// The two arms of most experiments.
    List<String> CONTROL_TREATMENT = List.of("control", "treatment");

    /// @return names of the arms in their order; the first is the reference
    List<String> arms();

    /// @return equal shares for `control` and `treatment`
    static Shares halves() {
        return equal(CONTROL_TREATMENT);
    }

    /// @param arms names of the arms
    /// @return equal shares
    static Shares equal(List<String> arms) {
        return new Shares(arms, Collections.nCopies(arms.size(), 1.0));
    }

    /// Shares of the units: a ratio such as 2:1, or probabilities.
    ///
    /// n units give each arm the whole part of its share; spare units go to arms at random, such that each
    /// unit's probability of each arm is exactly the share.
    ///
    /// @param arms names of the arms
    /// @param ratio one number per arm, not negative, not all zero; only their proportions matter
    record Shares(List<String> arms, List<Double> ratio) implements Allocation {
        /// @param arms names of the arms
        /// @param ratio one number per arm
        /// @throws copse.error.DesignException `D102` if a number is negative, or all are zero, or one
        ///     is missing
        public Shares {
            arms = Arms.of(arms).labels();
            ratio = List.copyOf(ratio);
            double sum = ratio.stream().mapToDouble(Double::doubleValue).sum();
            if (ratio.size() != arms.size()
                    || ratio.stream().anyMatch(r -> !(r >= 0) || Double.isInfinite(r))
                    || !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
                throw DesignCode.BAD_SHARES.error(
                        "shares " + Ratio.told(ratio) + " for the arms " + String.join(", ", arms),
                        "there is one share per arm, none is negative, and they do not sum to zero",
                        "give a ratio such as `arms: control=2, treatment=1`");
            }
        }

        /// @return the ratio as the short form has it: `control=2, treatment=1`
        String printed() {
            return String.join(
                    ", ",
                    IntStream.range(0, arms.size())
                            .mapToObj(k -> arms.get(k) + "=" + copse.frame.NumericColumn.format(ratio.get(k)))
                            .toList());
        }

        /// @return the same proportions in whole numbers without a common divisor: 2 and 1 for 0.5 and 0.25
        public List<BigInteger> whole() {
            Ratio whole = Ratio.of(ratio);
            return IntStream.range(0, arms.size()).mapToObj(whole::part).toList();
        }

        /// @param arm index of an arm
        /// @return its share of the units, in `[0, 1]`
        public double share(int arm) {
            return ratio.get(arm)
                    / ratio.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /// Exact numbers of units per arm, which sum to the number of units.
    ///
    /// @param arms names of the arms
    /// @param counts units per arm, not negative
    record Counts(List<String> arms, List<Integer> counts) implements Allocation {
        /// @param arms names of the arms
        /// @param counts units per arm
        /// @throws copse.error.DesignException `D102` if a count is negative or missing, or all are zero
        public Counts {
            arms = Arms.of(arms).labels();
            counts = List.copyOf(counts);
            if (counts.size() != arms.size()
                    || counts.stream().anyMatch(c -> c < 0)
                    || counts.stream().allMatch(c -> c == 0)) {
                throw DesignCode.BAD_SHARES.error(
                        "counts " + Ratio.told(counts) + " for the arms " + String.join(", ", arms),
                        "there is one count per arm, none is negative, and they do not sum to zero",
                        "give counts such as `counts: control=30, treatment=10`");
            }
        }
    }

    /// An allocation of its own for each stratum, all with the same arms.
    ///
    /// @param strata allocation by the label of the stratum
    record PerStratum(SequencedMap<String, Allocation> strata) implements Allocation {
        /// @param strata allocation by the label of the stratum
        /// @throws copse.error.DesignException `D102` if there is none, one is itself per stratum, or
        ///     arms differ
        public PerStratum {
            strata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(strata));
            if (strata.isEmpty()
                    || strata.values().stream().anyMatch(a -> a instanceof PerStratum)
                    || strata.values().stream().map(Allocation::arms).distinct().count() != 1) {
                throw DesignCode.BAD_SHARES.error(
                        "allocations for the strata " + String.join(", ", strata.keySet()),
                        "each stratum has shares or counts of the same arms",
                        "list the same arms in the same order for each stratum; an arm that a stratum does not have"
                                + " gets 0");
            }
        }

        @Override
        public List<String> arms() {
            return strata.firstEntry().getValue().arms();
        }
    }
}
