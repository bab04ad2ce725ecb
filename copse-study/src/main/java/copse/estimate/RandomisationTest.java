package copse.estimate;

import copse.design.AdmissibleCount;
import copse.design.Basis;
import copse.design.SmallestP;
import copse.error.Diagnostic;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.infer.Interval;
import copse.infer.Limit;
import copse.math.Seed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The randomisation test: is the statistic of the arms as they are extreme among those of the arms as they
/// could have been?
///
/// - Hypothesis: Fisher's sharp one, that the effect is the same known number for every row. No model of the
///   outcome is needed, and no large numbers: the design itself is the reference.
/// - Assignments: all that the design admits, if there are at most [#draws()], and the p-value is exact; else
///   so many random ones, and `p = (b + 1)/(m + 1)`.
/// - Limits: the effects that are not rejected. With few assignments there may be none; an end is then open.
/// - Estimate: the effect that, taken off the treated, leaves nothing (Hodges and Lehmann); of differences in
///   means the difference itself.
///
/// Cost: rows are added up once; an assignment then costs an addition per four randomised units and number,
/// and rank sums and functions of one's own as much again for each of some 60 effects that the limits take.
///
/// Source: Fisher (1935), The Design of Experiments, chapter II and III; Rosenbaum (2002), Observational
/// Studies, 2nd ed., chapter 2. doi:10.1007/978-1-4757-3692-1
///
/// @param statistic what is compared
/// @param twoSided which p-value and limits a two-sided question gets
/// @param draws most assignments compared
/// @param seed of the draws
/// @param threads number of threads; the result does not depend on it
public record RandomisationTest(TestStatistic statistic, TwoSided twoSided, int draws, Seed seed, int threads)
        implements TotalsEstimator {
    /// Draws unless said otherwise: the p-value 0.05 has a standard error of 0.002.
    public static final int DRAWS = 9_999;

    /// How a two-sided p-value is made.
    public enum TwoSided {
        /// The share of assignments whose statistic is at least as far from 0.
        ABSOLUTE,

        /// Twice the smaller one-sided p-value, at most 1.
        DOUBLED
    }

    /// @param statistic what is compared
    /// @return a test of up to 9,999 assignments with the absolute statistic, on all processors
    public static RandomisationTest of(TestStatistic statistic) {
        return new RandomisationTest(
                statistic,
                TwoSided.ABSOLUTE,
                DRAWS,
                Seed.of(1),
                Runtime.getRuntime().availableProcessors());
    }

    /// @param most assignments compared
    /// @return this test with so many
    public RandomisationTest withDraws(int most) {
        return new RandomisationTest(statistic, twoSided, most, seed, threads);
    }

    /// @param other which two-sided p-value
    /// @return this test with that
    public RandomisationTest withTwoSided(TwoSided other) {
        return new RandomisationTest(statistic, other, draws, seed, threads);
    }

    /// @param other seed of the draws
    /// @return this test with that
    public RandomisationTest withSeed(Seed other) {
        return new RandomisationTest(statistic, twoSided, draws, other, threads);
    }

    /// @param number of threads
    /// @return this test on so many
    public RandomisationTest withThreads(int number) {
        return new RandomisationTest(statistic, twoSided, draws, seed, number);
    }

    @Override
    public String name() {
        return "randomisation test, " + statistic.name();
    }

    /// The same test for a simulation: it lists or draws the assignments of a design once, as long as it is
    /// asked about the same [copse.design.Randomisation], and runs on the thread that asks.
    ///
    /// @return the test; its results are those of this one
    public TotalsEstimator shared() {
        return new SharedRandomisationTest(withThreads(1));
    }

    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        return estimate(reference(totals.units(), question), totals, question);
    }

    EffectEstimate estimate(ReferenceSet set, UnitTotals totals, Question question) {
        return effect(result(set, totals, question), totals, question);
    }

    /// What a result says of the effect, as other methods say it.
    ///
    /// @param result of this test
    /// @param totals it comes from
    /// @param question it answers
    /// @return the effect, treatment less control
    public EffectEstimate effect(RandomisationResult result, UnitTotals totals, Question question) {
        long rows = 0;
        int clusters = 0;
        int treatment = totals.units().armOf(question.treatment());
        int control = totals.units().armOf(question.control());
        for (int u = 0; u < totals.size(); u++) {
            int arm = totals.units().arm(u);
            if (totals.rows(u) > 0 && (arm == treatment || arm == control)) {
                rows += totals.rows(u);
                clusters++;
            }
        }
        return new EffectEstimate(
                "constant effect of " + question.treatment() + " on " + question.outcome(),
                result.method(),
                result.estimate(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                result.interval(),
                result.p(),
                question.hypothesis(),
                rows,
                clusters,
                result.diagnostics(),
                List.of());
    }

    /// The whole result.
    ///
    /// @param totals of the units of a known design
    /// @param question arms, hypothesis, level
    /// @return p-values, limits, distribution
    /// @throws copse.error.InputException `E201` if the design is not known, `E204` if the statistic of the
    ///     observed arms is undefined
    /// @throws copse.error.DesignException `E202` if there is one assignment only, `E203` if the arms are none
    ///     that the design draws
    public RandomisationResult result(UnitTotals totals, Question question) {
        return result(reference(totals.units(), question), totals, question);
    }

    /// The assignments that this test compares with, to be shared by many tests of one design.
    ///
    /// With more than two arms a set belongs to the two arms and to the units of the others.
    ///
    /// @param units those that were randomised
    /// @param question which two arms
    /// @return the set
    public ReferenceSet reference(RandomisedUnits units, Question question) {
        return ReferenceSet.of(
                units,
                units.armOf(question.treatment()),
                units.armOf(question.control()),
                draws,
                seed.stream(),
                threads);
    }

    /// The whole result, compared with a set that is there already; [#draws()] and [#seed()] do not count.
    ///
    /// @param set the assignments, positions being the units
    /// @param totals of the units
    /// @param question arms, hypothesis, level
    /// @return p-values, limits, distribution
    /// @throws copse.error.InputException `E204` if the statistic of the observed arms is undefined; of a mixed
    ///     model `E105` if an arm has one unit, `E120` if no unit has several rows, or rows have weights
    /// @throws copse.error.PlanException `E207` if there are no covariates to adjust for
    /// @throws copse.error.DesignException `E203` if the arms are none that the design draws
    public RandomisationResult result(ReferenceSet set, UnitTotals totals, Question question) {
        requireColumns(totals, question);
        int treatment = set.arms().indexOf(question.treatment());
        int control = set.arms().indexOf(question.control());
        UnitOutcomes outcomes = UnitOutcomes.of(totals, set.arms());
        if (set.isComplete() && !set.contains(outcomes.arm())) {
            throw RandomisationTestCode.NOT_ADMISSIBLE.error(
                    "the arms of the data are none of the " + Words.count(set.size(), "assignment")
                            + " that the design can draw",
                    "arms were changed after the draw, or the record belongs to other data",
                    "replay the record (`copse assign … --replay RECORD`), and analyse units in the arm that"
                            + " they were given, not in the one that they took up");
        }
        ShiftFamily family = new ShiftFamilies(set, outcomes, treatment, control, threads).of(statistic);
        ShiftTest test = new ShiftTest(set, family);
        double effect = effect(question.hypothesis());
        ShiftFamily.Values values = family.at(effect);
        if (Double.isNaN(values.observed())) {
            throw RandomisationTestCode.UNDEFINED.inputError(
                    "the " + statistic.name() + " is not defined for the arms as they are",
                    "`" + question.treatment() + "` has outcomes of " + Words.count(count(outcomes, treatment), "unit")
                            + ", `" + question.control() + "` of " + Words.count(count(outcomes, control), "unit"),
                    "choose another statistic, such as the difference in means of units");
        }
        Tails tails = Tails.of(set, values);
        double p = p(test, tails, question.hypothesis());
        return new RandomisationResult(
                statistic,
                values.observed(),
                effect,
                test.p(tails.greater(), tails),
                test.p(tails.less(), tails),
                test.p(tails.absolute(), tails),
                p,
                set.isComplete() ? tails.absolute() * (set.isUniform() ? 1 : set.size()) : tails.absolute(),
                set.size() - tails.undefined(),
                tails.undefined(),
                set.isComplete(),
                set.admissible(),
                set.isComplete()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.sqrt(p * (1 - p) / (set.size() - tails.undefined()))),
                test.hasEstimate() ? test.estimate() : difference(set, outcomes, treatment, control),
                test.hasEstimate()
                        ? interval(set, test, tails, question)
                        : unknown(question.hypothesis(), question.level()),
                set.smallestP(),
                new ReferenceDistribution(set, values.reference()),
                method(set),
                diagnostics(set, tails, question));
    }

    private void requireColumns(UnitTotals totals, Question question) {
        if (statistic instanceof TestStatistic.MixedCoefficient) {
            MixedModel.checked(totals, question);
        }
        if (statistic instanceof TestStatistic.Adjusted && totals.columns().size() == 1) {
            throw RandomisationTestCode.NO_COVARIATES.planError(
                    "a " + statistic.name() + ", without covariates",
                    "there is nothing to adjust `" + question.outcome() + "` for",
                    "name columns measured before the arms were handed out: `question.withCovariates(List.of(\"pre\"))`,"
                            + " or compare plain means");
        }
    }

    private static int count(UnitOutcomes outcomes, int arm) {
        int count = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            count += outcomes.present(i) && outcomes.arm()[i] == arm ? 1 : 0;
        }
        return count;
    }

    /// The effect at which the reference distribution is shown: the margin that is closer to no effect being
    /// rejected, of two the lower.
    private static double effect(Hypothesis hypothesis) {
        return switch (hypothesis) {
            case Hypothesis.Equality(double value) -> value;
            case Hypothesis.Superiority(double margin, Hypothesis.Direction better) ->
                better == Hypothesis.Direction.HIGHER ? margin : -margin;
            case Hypothesis.NonInferiority(double margin, Hypothesis.Direction better) ->
                better == Hypothesis.Direction.HIGHER ? -margin : margin;
            case Hypothesis.Equivalence(double lower, double _) -> lower;
        };
    }

    private boolean isAbsolute(Hypothesis hypothesis) {
        return hypothesis instanceof Hypothesis.Equality && twoSided == TwoSided.ABSOLUTE;
    }

    private double p(ShiftTest test, Tails tails, Hypothesis hypothesis) {
        return isAbsolute(hypothesis) ? test.p(tails.absolute(), tails) : hypothesis.p(test);
    }

    private Interval interval(ReferenceSet set, ShiftTest test, Tails tails, Question question) {
        Hypothesis hypothesis = question.hypothesis();
        double level = question.level();
        Interval plain = isAbsolute(hypothesis)
                ? Interval.of(test.twoSidedLower(1 - level), test.twoSidedUpper(1 - level), level, "inverted " + name())
                : hypothesis.interval(test, level, "inverted " + name());
        return new Interval(
                said(plain.lower(), set, tails, level),
                said(plain.upper(), set, tails, level),
                plain.level(),
                plain.method());
    }

    /// Of a statistic that an effect does not move there is no effect that leaves nothing.
    private double difference(ReferenceSet set, UnitOutcomes outcomes, int treatment, int control) {
        ShiftFamily means = new ShiftFamilies(set, outcomes, treatment, control, threads).of(TestStatistic.units());
        return new ShiftTest(set, means).estimate();
    }

    private Interval unknown(Hypothesis hypothesis, double level) {
        String reason = "the " + statistic.name() + " does not fall as the effect taken off grows, so that no limits"
                + " follow from it";
        return new Interval(
                new Limit.Open(Double.NEGATIVE_INFINITY, reason),
                new Limit.Open(Double.POSITIVE_INFINITY, reason),
                hypothesis instanceof Hypothesis.Equivalence ? 2 * level - 1 : level,
                "inverted " + name());
    }

    private static Limit said(Limit limit, ReferenceSet set, Tails tails, double level) {
        if (!(limit instanceof Limit.At(double value)) || !Double.isInfinite(value)) {
            return limit;
        }
        int compared = set.size() - tails.undefined();
        return new Limit.Open(
                value,
                "no effect is rejected on this side: " + Words.count(compared, "assignment")
                        + (set.isComplete() ? "" : " drawn") + (compared == 1 ? " is" : " are")
                        + " too few for a p-value of " + NumericColumn.format(Math.round((1 - level) * 1e6) / 1e6));
    }

    private String method(ReferenceSet set) {
        String compared = set.isComplete()
                ? "all " + Words.count(set.size(), "assignment")
                : String.format(Locale.ROOT, "%,d random draws of %s", set.size(), about(set.admissible()));
        return name() + ", " + compared + (set.isPartial() ? ", given the units of the other arms" : "");
    }

    private static String about(AdmissibleCount count) {
        BigDecimal value = count.value();
        String number = value.precision() - value.scale() <= 7
                ? String.format(Locale.ROOT, "%,d", value.toBigInteger())
                : value.round(new MathContext(2)).toString().replace("E+", "e");
        return (count.basis() instanceof Basis.Exact
                        ? ""
                        : count.basis() instanceof Basis.AtMost ? "at most " : "about ")
                + number + " assignments";
    }

    private List<Diagnostic> diagnostics(ReferenceSet set, Tails tails, Question question) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        double alpha = 1 - question.level();
        SmallestP smallest = set.smallestP();
        boolean two = question.hypothesis() instanceof Hypothesis.Equality;
        double least = two ? smallest.twoSided() : smallest.oneSided();
        if (!Hypothesis.shown(least, question.level())) {
            diagnostics.add(RandomisationTestCode.FEW.diagnostic(
                    "p",
                    least,
                    alpha,
                    "The design admits " + about(set.admissible()) + ": the smallest "
                            + (two ? "two-sided" : "one-sided") + " p-value that any data could give is "
                            + Words.about(least) + ", above " + Words.number(alpha) + "."));
        }
        if (tails.undefined() > 0) {
            double share = (double) tails.undefined() / set.size();
            diagnostics.add(RandomisationTestCode.CONDITIONAL.diagnostic(
                    statistic.name(),
                    share,
                    0,
                    Words.count(tails.undefined(), "assignment") + " of " + set.size()
                            + " leave an arm without what the statistic needs; the test is made among the others."));
        }
        return diagnostics;
    }
}
