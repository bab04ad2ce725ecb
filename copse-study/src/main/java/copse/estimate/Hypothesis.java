package copse.estimate;

import copse.frame.Words;
import copse.infer.ConfidenceDistribution;
import copse.infer.Interval;
import copse.infer.Limit;

/// What a test holds an effect against.
///
/// Effects are treatment less control (or a relative lift), with 0 for no effect; in which direction they are
/// good is part of the hypothesis where it matters, never of the data. Margins have the unit of the effect.
///
/// A test and its interval say the same thing: with limits of level 1 − α the p-value is at most α exactly if
/// the limits lie within what is to be shown.
///
/// | hypothesis | shown if p ≤ α | limits of level 1 − α |
/// |---|---|---|
/// | equality | different | two, each with α/2 beyond |
/// | superiority, non-inferiority | beyond the margin in one direction | one, α beyond; the other is open |
/// | equivalence | between both margins: the larger p of two one-sided tests | two, each with α beyond: level 1 − 2α |
///
/// Source: Schuirmann (1987), A comparison of the two one-sided tests procedure and the power approach for
/// assessing the equivalence of average bioavailability, J. Pharmacokinet. Biopharm. 15(6).
/// doi:10.1007/BF01068419; Piaggio et al. (2012), Reporting of noninferiority and equivalence randomized
/// trials, JAMA 308(24). doi:10.1001/jama.2012.87802
public sealed interface Hypothesis {
    /// Two-sided: the effect is `value`, against any other.
    ///
    /// @param value of no effect, 0 for a difference, 1 for a ratio
    record Equality(double value) implements Hypothesis {
        /// @throws copse.error.PlanException `E130` if the value is not finite
        public Equality {
            Margins.requireFinite(value);
        }
    }

    /// One-sided: the effect is not beyond `margin` in the direction that is better.
    ///
    /// @param margin how much better it must be at least; 0 for a plain one-sided test
    /// @param better which way is better
    record Superiority(double margin, Direction better) implements Hypothesis {
        /// @throws copse.error.PlanException `E130` if the margin is negative or not finite
        public Superiority {
            Margins.requireSize(margin, 0, better);
        }
    }

    /// One-sided: the effect is worse by `margin` or more.
    ///
    /// @param margin how much worse it may be, above 0
    /// @param better which way is better
    record NonInferiority(double margin, Direction better) implements Hypothesis {
        /// @throws copse.error.PlanException `E130` if the margin is not above 0 or not finite
        public NonInferiority {
            Margins.requireSize(margin, Double.MIN_VALUE, better);
        }
    }

    /// Two one-sided tests: the effect lies outside `(lower, upper)`.
    ///
    /// @param lower lower margin, below 0
    /// @param upper upper margin, above 0
    record Equivalence(double lower, double upper) implements Hypothesis {
        /// @throws copse.error.PlanException `E130` if a margin is not finite, `E131` if no effect is not
        ///     between them
        public Equivalence {
            Margins.requireAroundNone(lower, upper);
        }
    }

    /// Which values of an outcome are better.
    enum Direction {
        /// A higher outcome is better.
        HIGHER,
        /// A lower outcome is better.
        LOWER;

        /// @return the other way
        public Direction opposite() {
            return this == HIGHER ? LOWER : HIGHER;
        }

        /// @return `higher` or `lower`
        public String word() {
            return this == HIGHER ? "higher" : "lower";
        }
    }

    /// @return two-sided, against 0
    static Hypothesis noDifference() {
        return new Equality(0);
    }

    /// @param margin above 0
    /// @return equivalence within `±margin`
    /// @throws copse.error.PlanException `E130` if the margin is not above 0 or not finite
    static Hypothesis within(double margin) {
        Margins.requireSize(margin, Double.MIN_VALUE, Direction.HIGHER);
        return new Equivalence(-margin, margin);
    }

    /// @param effect what the data say
    /// @return p-value: of the two-sided test twice the smaller tail, of equivalence the larger of two
    default double p(ConfidenceDistribution effect) {
        return switch (this) {
            case Equality(double value) -> Math.min(1, 2 * Math.min(effect.above(value), effect.below(value)));
            case Superiority(double margin, Direction better) ->
                better == Direction.HIGHER ? effect.above(margin) : effect.below(-margin);
            case NonInferiority(double margin, Direction better) ->
                better == Direction.HIGHER ? effect.above(-margin) : effect.below(margin);
            case Equivalence(double lower, double upper) -> Math.max(effect.above(lower), effect.below(upper));
        };
    }

    /// The limits that decide as the test does.
    ///
    /// @param effect what the data say
    /// @param level one less the level of the test, such as 0.95
    /// @param method how they came about, as printed
    /// @return the limits; of a one-sided test one is [Limit.Open]; of equivalence they have level `2 level −
    ///     1`
    /// @throws copse.error.PlanException `E132` if the level is not in (0, 1), or for equivalence in (½, 1)
    default Interval interval(ConfidenceDistribution effect, double level, String method) {
        Margins.requireLevel(level, this);
        double alpha = 1 - level;
        return switch (this) {
            case Equality equality -> twoSided(effect, 0.5 * alpha, level, method);
            case Superiority(double margin, Direction better) -> oneSided(effect, better, level, method);
            case NonInferiority(double margin, Direction better) -> oneSided(effect, better, level, method);
            case Equivalence equivalence -> twoSided(effect, alpha, 1 - 2 * alpha, method);
        };
    }

    private static Interval twoSided(ConfidenceDistribution effect, double tail, double level, String method) {
        return new Interval(limit(effect.lower(tail)), limit(effect.upper(tail)), level, method);
    }

    private static Interval oneSided(ConfidenceDistribution effect, Direction better, double level, String method) {
        String reason = "the test is one-sided";
        return switch (better) {
            case HIGHER ->
                new Interval(
                        limit(effect.lower(1 - level)),
                        new Limit.Open(Double.POSITIVE_INFINITY, reason),
                        level,
                        method);
            case LOWER ->
                new Interval(
                        new Limit.Open(Double.NEGATIVE_INFINITY, reason),
                        limit(effect.upper(1 - level)),
                        level,
                        method);
        };
    }

    private static Limit limit(double value) {
        return Double.isInfinite(value)
                ? new Limit.Open(value, "the data do not bound the effect on this side")
                : new Limit.At(value);
    }

    /// Holds the margins against the outcome, once it is there: a margin as wide as the range of the outcome is
    /// in another unit.
    ///
    /// @param outcome its name
    /// @param least smallest value
    /// @param most largest value
    /// @throws copse.error.PlanException `E133` if no effect could be as large as the margin
    default void requireUnit(String outcome, double least, double most) {
        Margins.requireUnit(this, outcome, least, most);
    }

    /// @return tails in which an estimate may fall to be shown different: 2 for equality, else 1 (equivalence
    ///     is two tests with one tail each)
    default int sides() {
        return this instanceof Equality ? 2 : 1;
    }

    /// @return its kind as printed: `two-sided`, `superiority`, `non-inferiority`, `equivalence`
    default String kind() {
        return switch (this) {
            case Equality equality -> "two-sided";
            case Superiority superiority -> "superiority";
            case NonInferiority nonInferiority -> "non-inferiority";
            case Equivalence equivalence -> "equivalence";
        };
    }

    /// What the test would show, to be put after the name of the treatment.
    ///
    /// @return such as `higher by more than 0.25`, `not lower by 0.5 or more`, `different`
    default String claim() {
        return switch (this) {
            case Equality(double value) -> value == 0 ? "different" : "different from " + Words.number(value);
            case Superiority(double margin, Direction better) ->
                margin == 0 ? better.word() : better.word() + " by more than " + Words.number(margin);
            case NonInferiority(double margin, Direction better) ->
                "not " + better.opposite().word() + " by " + Words.number(margin) + " or more";
            case Equivalence(double lower, double upper) ->
                -lower == upper
                        ? "the same within " + Words.number(upper)
                        : "lower by less than " + Words.number(-lower) + " and higher by less than "
                                + Words.number(upper);
        };
    }

    /// The decision in a sentence.
    ///
    /// @param treatment as it is to be named
    /// @param control as it is to be named
    /// @param p p-value of this hypothesis
    /// @param level one less the level of the test
    /// @return such as `treatment is shown to be higher than control by more than 0.25 (one-sided p = 0.012)`
    default String verdict(String treatment, String control, double p, double level) {
        String tests = switch (this) {
            case Equality equality -> "two-sided ";
            case Superiority superiority -> "one-sided ";
            case NonInferiority nonInferiority -> "one-sided ";
            case Equivalence equivalence -> "the larger of two one-sided ";
        };
        return treatment + (shown(p, level) ? " is" : " is not") + " shown to be " + claim() + " (against " + control
                + ", " + tests + Words.p(p) + ", level " + Words.number(Margins.alpha(level)) + ")";
    }

    /// @param p p-value
    /// @param level one less the level of the test
    /// @return whether p is at most 1 − level
    static boolean shown(double p, double level) {
        // 1 - 0.9 is less than 0.1: exact tests have p-values such as 1/10.
        return p <= (1 - level) * (1 + 1e-12);
    }
}
