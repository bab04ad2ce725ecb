package copse.design;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What a criterion of balance does to the assignments of a design, known before anybody is assigned.
///
/// Where the design has few assignments all numbers are exact; else they are shares among random draws, with
/// their error in [#basis()], and beside them stand those of the chi-square approximation where it holds: for
/// complete designs.
///
/// @param rules what is compared with a threshold, in the order of the criterion
/// @param examined assignments looked at: all there are if exact
/// @param accepted those that pass all rules
/// @param acceptance probability that a draw passes
/// @param approximateAcceptance the same by the chi-square approximation; empty where that does not hold
/// @param covariates what screening does to each covariate
/// @param best the assignment closest to passing, or deepest within the thresholds; admissible if any seen is
/// @param basis how acceptance, distribution and observed variances are known
public record Screening(
        List<Rule> rules,
        long examined,
        long accepted,
        double acceptance,
        OptionalDouble approximateAcceptance,
        List<Covariate> covariates,
        Candidate best,
        Basis basis) {
    /// Copies the lists.
    public Screening {
        rules = List.copyOf(rules);
        covariates = List.copyOf(covariates);
    }

    /// One comparison with a threshold, and the values that it would meet without screening.
    ///
    /// @param name `M`, `M of tier 2`, or `difference of age`
    /// @param df degrees of freedom of the chi-square approximation; empty for a rule that has none
    /// @param threshold the largest accepted value, equality included
    /// @param varianceRatio `v_a` of [ChiSquareThreshold]; empty where the approximation does not hold
    /// @param least smallest value among the assignments examined
    /// @param median of the values, each weighted with the probability of its assignment
    /// @param greatest largest value
    public record Rule(
            String name,
            OptionalInt df,
            double threshold,
            OptionalDouble varianceRatio,
            double least,
            double median,
            double greatest) {}

    /// The variance of a covariate's difference in means over that without screening.
    ///
    /// With more than two arms it is the sum of squares between arms that is compared.
    ///
    /// @param name the column, or `column=level` for a level of a factor
    /// @param expected ratio by the chi-square approximation; empty where that does not hold
    /// @param observed mean square among the accepted assignments over that among all; empty if none was
    ///     accepted, or the covariate never differs
    public record Covariate(String name, OptionalDouble expected, OptionalDouble observed) {}

    /// An assignment with the value of each rule.
    ///
    /// @param arms index of the arm of each unit, in unit order
    /// @param values one per rule
    public record Candidate(List<Byte> arms, List<Double> values) {
        /// Copies the lists.
        public Candidate {
            arms = List.copyOf(arms);
            values = List.copyOf(values);
        }
    }

    /// Whether any assignment is admissible.
    public sealed interface Feasibility {
        /// At least one assignment is admissible.
        ///
        /// @param accepted how many of those examined
        record Feasible(long accepted) implements Feasibility {}

        /// No assignment that the design can draw is admissible: all were looked at.
        ///
        /// @param best the closest one
        record Infeasible(Candidate best) implements Feasibility {}

        /// None of the random assignments looked at was admissible; rare ones may exist.
        ///
        /// @param examined how many were looked at
        /// @param best the closest one
        record NotFound(long examined, Candidate best) implements Feasibility {}
    }

    /// @return whether any assignment is admissible, and the best if none was found
    public Feasibility feasibility() {
        if (accepted > 0) {
            return new Feasibility.Feasible(accepted);
        }
        return basis instanceof Basis.Exact
                ? new Feasibility.Infeasible(best)
                : new Feasibility.NotFound(examined, best);
    }
}
