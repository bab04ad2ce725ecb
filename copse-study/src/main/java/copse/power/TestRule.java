package copse.power;

import copse.error.PlanException;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.infer.NoncentralT;
import copse.infer.StudentT;
import copse.infer.TwoOneSided;

/// When a test rejects: its level, what the effect is held against, and the distribution of the statistic.
/// Nothing here has a silent default; "significant if the lower end of a 90 % interval is above 0" is
/// `oneSided(0.05, HIGHER)`.
///
/// @param alpha level of the test; of each of the two one-sided tests for equivalence
/// @param hypothesis what the effect is held against; its kind says how many sides the test has
/// @param statistic t with the trial's degrees of freedom, or its normal limit
public record TestRule(double alpha, Hypothesis hypothesis, Statistic statistic) {
    /// The reference distribution.
    public enum Statistic {
        /// Student's t.
        T,
        /// The normal distribution, which few clusters do not have.
        Z
    }

    /// @param alpha level of the test
    /// @param hypothesis what the effect is held against
    /// @param statistic reference distribution
    /// @throws PlanException `W102` if the level is not between 0 and 1, or a margin has no meaning
    public TestRule {
        Require.share("the level of the test", alpha);
        Require.positive("the level of the test", alpha);
        switch (hypothesis) {
            case Hypothesis.NonInferiority(double margin, Direction better) ->
                Require.finite("the margin of non-inferiority", margin);
            case Hypothesis.Superiority(double margin, Direction better) ->
                Require.notNegative("the margin of superiority", margin);
            case Hypothesis.Equivalence(double lower, double upper) ->
                Require.finite("the width of the range of equivalence", upper - lower);
            case Hypothesis.Equality(double value) -> {}
        }
    }

    /// @param alpha level of the test
    /// @return two-sided, against no difference, by t
    public static TestRule twoSided(double alpha) {
        return new TestRule(alpha, Hypothesis.noDifference(), Statistic.T);
    }

    /// @param alpha level of the test
    /// @param better the direction that counts
    /// @return one-sided, against no difference, by t
    public static TestRule oneSided(double alpha, Direction better) {
        return new TestRule(alpha, new Hypothesis.Superiority(0, better), Statistic.T);
    }

    /// @param other reference distribution
    /// @return the rule with that distribution
    public TestRule withStatistic(Statistic other) {
        return new TestRule(alpha, hypothesis, other);
    }

    /// @return 2 for a two-sided test, 1 for a test in one direction, and 2 for two one-sided ones
    public int sides() {
        return switch (hypothesis) {
            case Hypothesis.Equality ignored -> 2;
            case Hypothesis.Equivalence ignored -> 2;
            case Hypothesis.Superiority ignored -> 1;
            case Hypothesis.NonInferiority ignored -> 1;
        };
    }

    /// @return the probability beyond each critical value
    public double tail() {
        return hypothesis instanceof Hypothesis.Equality ? 0.5 * alpha : alpha;
    }

    /// The effect at the edge of the hypothesis: power is measured from here.
    ///
    /// @return the edge; the lower one for equivalence
    public double edge() {
        return switch (hypothesis) {
            case Hypothesis.Equality(double value) -> value;
            case Hypothesis.Superiority(double margin, Direction better) ->
                better == Direction.HIGHER ? margin : -margin;
            case Hypothesis.NonInferiority(double margin, Direction better) ->
                better == Direction.HIGHER ? -margin : margin;
            case Hypothesis.Equivalence(double lower, double upper) -> lower;
        };
    }

    /// The probability that the test rejects, both tails of a two-sided test counted.
    ///
    /// @param effect the true effect
    /// @param se its standard error; 0 where a limit leaves none
    /// @param df degrees of freedom of t, above 0; infinite for a normal statistic
    /// @return the power
    public double power(double effect, double se, double df) {
        double critical = StudentT.upperQuantile(tail(), df);
        return switch (hypothesis) {
            case Hypothesis.Equality ignored -> NoncentralT.twoSided(critical, df, ncp(distance(effect), se));
            case Hypothesis.Superiority ignored -> NoncentralT.survival(critical, df, ncp(distance(effect), se));
            case Hypothesis.NonInferiority ignored -> NoncentralT.survival(critical, df, ncp(distance(effect), se));
            case Hypothesis.Equivalence(double lower, double upper) ->
                TwoOneSided.power(critical, df, ncp(effect - lower, se), ncp(upper - effect, se));
        };
    }

    /// How far an effect is beyond the edge of the hypothesis, in units of the effect: power grows with it.
    ///
    /// @param effect the true effect
    /// @return the distance, from the nearer edge for equivalence; 0 or below: the test rejects no more than by
    ///     its level
    public double distance(double effect) {
        return switch (hypothesis) {
            case Hypothesis.Equality(double value) -> Math.abs(effect - value);
            case Hypothesis.Superiority(double margin, Direction better) -> towards(better, effect) - margin;
            case Hypothesis.NonInferiority(double margin, Direction better) -> towards(better, effect) + margin;
            case Hypothesis.Equivalence(double lower, double upper) -> Math.min(effect - lower, upper - effect);
        };
    }

    private static double towards(Direction better, double effect) {
        return better == Direction.HIGHER ? effect : -effect;
    }

    private static double ncp(double distance, double se) {
        return distance == 0 ? 0 : distance / se;
    }

    /// @return the rule in words: `two-sided test at 5 %`
    public String label() {
        String level = percent(alpha);
        return switch (hypothesis) {
            case Hypothesis.Equality(double value) when value == 0 -> "two-sided test at " + level;
            case Hypothesis.Equality(double value) -> "two-sided test of an effect of " + value + " at " + level;
            case Hypothesis.Superiority(double margin, Direction better)
            when margin == 0 -> "one-sided test (" + word(better) + ") at " + level;
            case Hypothesis.Superiority(double margin, Direction better) ->
                "one-sided test of being more than " + margin + " " + word(better) + " at " + level;
            case Hypothesis.NonInferiority(double margin, Direction better) ->
                "one-sided test of being less than " + margin + " worse (" + word(better) + " is better) at " + level;
            case Hypothesis.Equivalence(double lower, double upper) ->
                "two one-sided tests of an effect between " + lower + " and " + upper + ", each at " + level;
        };
    }

    private static String word(Direction better) {
        return better == Direction.HIGHER ? "higher" : "lower";
    }

    private static String percent(double share) {
        return java.math.BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
