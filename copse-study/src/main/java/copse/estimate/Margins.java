package copse.estimate;

import copse.estimate.Hypothesis.Direction;
import copse.frame.Words;

/// What margins and levels can be.
final class Margins {
    private Margins() {}

    static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw EffectCode.MARGIN.planError(
                    "the margin is " + value,
                    "an effect is held against a number",
                    "give a number in units of the outcome, such as 0.25");
        }
    }

    /// A margin is a size: which way it lies follows from what is better.
    static void requireSize(double margin, double least, Direction better) {
        requireFinite(margin);
        if (margin < least) {
            String size = Words.number(margin == 0 ? 0.25 : -margin);
            throw EffectCode.MARGIN.planError(
                    "the margin is " + Words.number(margin),
                    margin == 0
                            ? "not worse by 0 or more is the same as better: that is superiority with margin 0"
                            : "a margin is a size, without a sign; here " + better.word() + " is better",
                    margin == 0
                            ? "give the loss that could be borne, such as " + size + ", or test superiority"
                            : "give " + size + "; if " + better.opposite().word() + " is better, say so: Direction."
                                    + better.opposite());
        }
    }

    static void requireAroundNone(double lower, double upper) {
        requireFinite(lower);
        requireFinite(upper);
        if (!(lower < 0 && upper > 0)) {
            double size = Math.max(Math.abs(lower), Math.abs(upper));
            String fix = Words.number(size == 0 ? 0.25 : size);
            throw EffectCode.EQUIVALENCE.planError(
                    "equivalence between " + Words.number(lower) + " and " + Words.number(upper),
                    "equivalent means close to no effect, and 0 is not between these margins",
                    "give a lower margin below 0 and an upper one above 0, such as -" + fix + " and " + fix);
        }
    }

    static void requireLevel(double level, Hypothesis hypothesis) {
        boolean equivalence = hypothesis instanceof Hypothesis.Equivalence;
        if (!(level > (equivalence ? 0.5 : 0) && level < 1)) {
            throw EffectCode.LEVEL.planError(
                    "level " + level,
                    equivalence
                            ? "two one-sided tests of level 1 - " + level + " go with limits of level 2 x " + level
                                    + " - 1, which must be above 0"
                            : "a level is the coverage of limits, a share between 0 and 1",
                    level > 1 && level < 100 ? "give " + Words.number(level / 100) : "give 0.95");
        }
    }

    /// Holds margins against what an effect on this outcome could be at all.
    static void requireUnit(Hypothesis hypothesis, String outcome, double least, double most) {
        double margin = switch (hypothesis) {
            case Hypothesis.Equality equality -> 0;
            case Hypothesis.Superiority(double size, Direction better) -> size;
            case Hypothesis.NonInferiority(double size, Direction better) -> size;
            case Hypothesis.Equivalence(double lower, double upper) -> Math.min(-lower, upper);
        };
        if (margin >= most - least && margin > 0) {
            throw EffectCode.MARGIN_UNIT.planError(
                    "a margin of " + Words.number(margin) + " for `" + outcome + "`, which runs from "
                            + Words.about(least) + " to " + Words.about(most),
                    "no effect could be that large: is it a percentage, or in another unit?",
                    "give the margin in units of `" + outcome + "`");
        }
    }

    /// One less the level, without the digits that subtraction brings: 1 − 0.95 is not quite 0.05.
    static double alpha(double level) {
        return Math.rint((1 - level) * 1e12) / 1e12;
    }
}
