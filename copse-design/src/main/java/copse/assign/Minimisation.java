package copse.assign;

import copse.design.Allocation;
import copse.design.Stratifier;
import copse.frame.NumericColumn;
import java.util.List;
import java.util.stream.Stream;

/// Minimisation with a biased coin: each arrival most likely gets the arm that leaves its factors' levels
/// balanced best.
///
/// For each arm the imbalance that it would lead to is added up over the factors, looking only at those who
/// came before with the same level: `G = Σ w D`, with the weights w and a measure D of the numbers per arm. The
/// arm with the smallest G is preferred, ties at random, and gets the arrival with probability p; the others
/// share the rest.
///
/// Arms in a ratio such as 2:1 are treated as `2 + 1` arms of the same size, of which two bear the same name.
/// Since these are exchangeable, the probability of each arm is its share for each arrival, however many came
/// before and whatever their attributes; methods that divide the counts by the ratio keep it only on average,
/// which shifts randomisation tests. The price is a little balance.
///
/// Cost of an arrival: factors × (sum of the ratio)².
///
/// Source: Pocock and Simon (1975), Sequential treatment assignment with balancing for prognostic factors in
/// the controlled clinical trial, Biometrics 31(1), 103-115. doi:10.2307/2529712. Ratios: Kuznetsova and
/// Tymofyeyev (2012), Preservation of the allocation ratio at every allocation with biased coin randomization
/// and minimization in studies with unequal allocation, Stat. Med. 31(8), 701-723. doi:10.1002/sim.4447
///
/// @param factors what is kept balanced, at least one
/// @param total weight of the numbers of all arrivals per arm, beside the factors; 0 as in the paper
/// @param p probability of the preferred arm; 1 makes every arm foreseeable but for ties
/// @param measure of the imbalance among those with the same level
/// @param allocation shares of the arms in whole numbers
public record Minimisation(List<Factor> factors, double total, double p, Measure measure, Allocation.Shares allocation)
        implements EnrolmentRule {
    /// The probability of the preferred arm unless another is asked for.
    public static final double P = 0.8;

    /// A column whose levels are kept balanced.
    ///
    /// @param by values or cut points of the column
    /// @param weight of its imbalance, above 0
    public record Factor(Stratifier by, double weight) {}

    /// Imbalance of numbers per arm, c of K arms.
    public enum Measure {
        /// The largest less the smallest number.
        RANGE {
            @Override
            double of(int[] counts) {
                int most = counts[0];
                int least = counts[0];
                for (int count : counts) {
                    most = Math.max(most, count);
                    least = Math.min(least, count);
                }
                return most - least;
            }
        },
        /// `Σ(c − mean)² / (K − 1)`.
        VARIANCE {
            @Override
            double of(int[] counts) {
                // K Σc² − (Σc)² is whole, so that equal imbalances are equal numbers
                long sum = 0;
                long squares = 0;
                for (int count : counts) {
                    sum += count;
                    squares += (long) count * count;
                }
                int arms = counts.length;
                return (arms * squares - sum * sum) / ((double) arms * (arms - 1));
            }
        },
        /// The sum of `|c − c'|` over pairs of arms, divided by `(K − 1) Σc`: between 0 and 1, so that a
        /// difference counts for less where many have the level.
        MARGINAL {
            @Override
            double of(int[] counts) {
                long differences = 0;
                long sum = 0;
                for (int i = 0; i < counts.length; i++) {
                    sum += counts[i];
                    for (int j = 0; j < i; j++) {
                        differences += Math.abs(counts[i] - counts[j]);
                    }
                }
                return sum == 0 ? 0 : differences / ((counts.length - 1.0) * sum);
            }
        };

        /// @param counts numbers per arm, at least two
        /// @return the imbalance, 0 where all are equal
        abstract double of(int[] counts);
    }

    /// @param factors what is kept balanced
    /// @param total weight of the numbers of all arrivals per arm
    /// @param p probability of the preferred arm
    /// @param measure of the imbalance
    /// @param allocation shares of the arms in whole numbers
    /// @throws copse.error.DesignException `D340` if there is no factor, one occurs twice or is cut by
    ///     quantiles, a weight is not above 0, p is no preference, or the ratio is not one of small whole
    ///     numbers
    public Minimisation {
        factors = List.copyOf(factors);
        Attributes.checkStratifiers(factors.stream().map(Factor::by).toList());
        if (factors.isEmpty()) {
            throw AssignCode.BAD_RULE.error(
                    "minimisation without factors",
                    "there is nothing to balance",
                    "name factors, `minimise(on: sex, age_group)`, or take `coin(p: 0.667)`");
        }
        Stream.concat(factors.stream().map(Factor::weight), Stream.of(total))
                .filter(weight -> !(weight >= 0 && weight < Double.POSITIVE_INFINITY))
                .findFirst()
                .ifPresent(Minimisation::badWeight);
        factors.stream().filter(factor -> factor.weight() == 0).findFirst().ifPresent(f -> badWeight(0));
        checkPreference(p, WholeRatio.of(allocation));
    }

    private static void badWeight(double weight) {
        throw AssignCode.BAD_RULE.error(
                "the weight " + NumericColumn.format(weight) + " of a factor",
                "weights are above 0 (that of `total` may be 0)",
                "leave the factor out, or give it a weight such as 1");
    }

    static void checkPreference(double p, WholeRatio ratio) {
        double fair = 1.0 / ratio.sum();
        if (!(p >= fair && p <= 1)) {
            throw AssignCode.BAD_RULE.error(
                    "the probability " + NumericColumn.format(p) + " of the preferred arm",
                    "it lies between " + NumericColumn.format(fair) + ", which prefers nothing (arms in the ratio "
                            + ratio + "), and 1",
                    "write `p: " + NumericColumn.format(P) + "`");
        }
    }

    @Override
    public List<Stratifier> by() {
        return factors.stream().map(Factor::by).toList();
    }
}
