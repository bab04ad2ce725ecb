package copse.estimate;

import copse.infer.Interval;
import copse.infer.MaximumT;
import copse.infer.Multiplicity;
import copse.infer.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Several effects that are judged together: of one arm on several outcomes, or of several arms against one
/// control.
///
/// Each effect is estimated as it would be alone; then p-values and limits are adjusted for the number of
/// chances to be wrong. Which effects belong to the family is part of the plan: adding or dropping one after
/// the data are seen changes what the level means.
///
/// ```java
/// SeveralEffects arms = SeveralEffects.arms(
///         UnitMeans.welch(), experiment, question, List.of("email", "call"), FamilyAdjustment.DUNNETT);
/// arms.members().getFirst().adjustedP();
/// ```
///
/// @param adjustment how p-values and limits were adjusted
/// @param members effects in the order asked for
/// @param level one less the level of the whole family
public record SeveralEffects(FamilyAdjustment adjustment, List<Member> members, double level) {
    /// One effect of the family.
    ///
    /// @param label outcome or arm
    /// @param effect as it would be alone
    /// @param adjustedP p-value, adjusted
    /// @param interval limits, adjusted; their level is that of the whole family
    public record Member(String label, EffectEstimate effect, double adjustedP, Interval interval) {}

    /// Copies the list.
    public SeveralEffects {
        members = List.copyOf(members);
    }

    /// @param member of this family
    /// @return whether its hypothesis is shown, all of them considered
    public boolean shown(Member member) {
        return Hypothesis.shown(member.adjustedP, level);
    }

    /// Effects of one arm on several outcomes.
    ///
    /// @param estimator for each
    /// @param experiment rows with their arms
    /// @param question arms, hypothesis, level; its outcome is not used
    /// @param outcomes columns
    /// @param adjustment any but Dunnett's
    /// @return the family
    /// @throws copse.error.PlanException `E134` if there are no outcomes, one is named twice, or the adjustment
    ///     is for arms
    public static SeveralEffects outcomes(
            EffectEstimator estimator,
            Experiment experiment,
            Question question,
            List<String> outcomes,
            FamilyAdjustment adjustment) {
        requireFamily(outcomes, "outcome");
        if (adjustment.needsControl()) {
            throw EffectCode.FAMILY.planError(
                    adjustment.label() + " for several outcomes",
                    "Dunnett's tests are for arms that share a control, whose correlations follow from sizes and"
                            + " variances of arms; those of outcomes do not",
                    "take Holm: `--adjust holm`");
        }
        List<Question> questions = outcomes.stream().map(question::withOutcome).toList();
        return of(estimator, experiment, outcomes, questions, adjustment, null);
    }

    /// Effects of several arms against the question's control.
    ///
    /// For Dunnett's tests the effects of two arms have the correlation `v_0 / √((v_0 + v_1)(v_0 + v_2))`, v
    /// being the variance of an arm's mean of units within blocks.
    ///
    /// @param estimator for each
    /// @param experiment rows with their arms
    /// @param question outcome, control, hypothesis, level; its treatment is not used
    /// @param treatments arms
    /// @param adjustment of p-values and limits
    /// @return the family
    /// @throws copse.error.PlanException `E134` if there are no arms or one is named twice
    public static SeveralEffects arms(
            EffectEstimator estimator,
            Experiment experiment,
            Question question,
            List<String> treatments,
            FamilyAdjustment adjustment) {
        requireFamily(treatments, "arm");
        List<Question> questions = treatments.stream()
                .map(arm -> question.withArms(arm, question.control()))
                .toList();
        @Nullable
        MaximumT law = adjustment.needsControl()
                ? law(experiment.totals(questions.getFirst()), question.control(), treatments)
                : null;
        return of(estimator, experiment, treatments, questions, adjustment, law);
    }

    /// P-values of effects that are there already.
    ///
    /// @param adjustment any but Dunnett's
    /// @param effects each as it would be alone
    /// @return adjusted, in the same order
    public static double[] adjustedP(FamilyAdjustment adjustment, List<EffectEstimate> effects) {
        return adjusted(adjustment, effects);
    }

    /// P-values of effects of several arms against one control by Dunnett's tests.
    ///
    /// @param adjustment Dunnett's, single-step or stepping down
    /// @param effects each as it would be alone
    /// @param totals outcomes by unit
    /// @param control the arm that all are compared with
    /// @param treatments the other arm of each effect
    /// @return adjusted, in the same order
    public static double[] adjustedP(
            FamilyAdjustment adjustment,
            List<EffectEstimate> effects,
            UnitTotals totals,
            String control,
            List<String> treatments) {
        return dunnett(adjustment, effects, law(totals, control, treatments));
    }

    private static void requireFamily(List<String> names, String noun) {
        long distinct = names.stream().distinct().count();
        if (names.isEmpty() || distinct < names.size()) {
            throw EffectCode.FAMILY.planError(
                    names.isEmpty() ? "a family without " + noun + "s" : noun + "s " + String.join(", ", names),
                    names.isEmpty() ? "there is nothing to adjust" : "one is named twice, and would count twice",
                    "name each " + noun + " once");
        }
    }

    private static SeveralEffects of(
            EffectEstimator estimator,
            Experiment experiment,
            List<String> labels,
            List<Question> questions,
            FamilyAdjustment adjustment,
            @Nullable MaximumT law) {
        double level = questions.getFirst().level();
        List<EffectEstimate> effects = questions.stream()
                .map(question -> estimator.estimate(experiment, question))
                .toList();
        double[] p = law == null ? adjusted(adjustment, effects) : dunnett(adjustment, effects, law);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            Question question = questions.get(i);
            double own = law == null
                    ? ownLevel(adjustment, level, effects.size())
                    : dunnettLevel(effects.get(i), level, law);
            Interval interval = own == level
                    ? effects.get(i).interval()
                    : estimator.estimate(experiment, question.withLevel(own)).interval();
            members.add(new Member(
                    labels.get(i),
                    effects.get(i),
                    p[i],
                    new Interval(
                            interval.lower(),
                            interval.upper(),
                            effects.get(i).interval().level(),
                            interval.method() + ", " + adjustment.label() + " for " + effects.size())));
        }
        return new SeveralEffects(adjustment, members, level);
    }

    private static double[] adjusted(FamilyAdjustment adjustment, List<EffectEstimate> effects) {
        double[] p = effects.stream().mapToDouble(EffectEstimate::p).toArray();
        return switch (adjustment) {
            case NONE -> p;
            case BONFERRONI -> Multiplicity.BONFERRONI.adjust(p);
            case SIDAK -> Multiplicity.SIDAK.adjust(p);
            case HOLM -> Multiplicity.HOLM.adjust(p);
            case BENJAMINI_HOCHBERG -> Multiplicity.BENJAMINI_HOCHBERG.adjust(p);
            case DUNNETT, DUNNETT_STEP_DOWN -> throw new IllegalArgumentException(adjustment.label());
        };
    }

    private static double ownLevel(FamilyAdjustment adjustment, double level, int m) {
        return switch (adjustment) {
            case NONE -> level;
            case SIDAK -> Math.pow(level, 1.0 / m);
            case BONFERRONI, HOLM, BENJAMINI_HOCHBERG, DUNNETT, DUNNETT_STEP_DOWN -> 1 - (1 - level) / m;
        };
    }

    private static double[] dunnett(FamilyAdjustment adjustment, List<EffectEstimate> effects, MaximumT law) {
        int sides = effects.getFirst().hypothesis().sides();
        double[] df = effects.stream().mapToDouble(SeveralEffects::df).toArray();
        // the statistic that has this p-value: margins and directions are in it already
        double[] t = IntStream.range(0, df.length)
                .mapToDouble(i -> statistic(effects.get(i).p(), df[i], sides))
                .toArray();
        return adjustment == FamilyAdjustment.DUNNETT ? law.adjusted(t, df, sides) : law.steppedDown(t, df, sides);
    }

    private static double dunnettLevel(EffectEstimate effect, double level, MaximumT law) {
        int sides = effect.hypothesis().sides();
        double critical = law.upperQuantile(1 - level, df(effect), sides);
        return 1 - sides * StudentT.survival(critical, df(effect));
    }

    private static double df(EffectEstimate effect) {
        return effect.df().orElse(Double.POSITIVE_INFINITY);
    }

    private static double statistic(double p, double df, int sides) {
        double tail = p / sides;
        if (tail <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return tail >= 1 ? Double.NEGATIVE_INFINITY : StudentT.upperQuantile(tail, df);
    }

    private static MaximumT law(UnitTotals totals, String control, List<String> treatments) {
        double[] arms = treatments.stream()
                .mapToDouble(arm -> varianceOfMean(totals, totals.units().armOf(arm)))
                .toArray();
        double base = varianceOfMean(totals, totals.units().armOf(control));
        boolean known = base > 0 && IntStream.range(0, arms.length).allMatch(i -> arms[i] > 0);
        if (known) {
            return MaximumT.manyToOne(base, arms);
        }
        // one unit per block and arm: blocks take out the same from each, and equal variances are assumed
        return MaximumT.manyToOne(
                1.0 / totals.unitsIn(totals.units().armOf(control)).length,
                treatments.stream()
                        .mapToDouble(arm -> 1.0 / totals.unitsIn(totals.units().armOf(arm)).length)
                        .toArray());
    }

    /// Variance of the mean of unit means within blocks; 0 if no block has two units of the arm.
    private static double varianceOfMean(UnitTotals totals, int arm) {
        int[] units = totals.unitsIn(arm);
        int blocks = totals.units().blocks() + 1;
        double[] sum = new double[blocks];
        int[] count = new int[blocks];
        for (int u : units) {
            int block = totals.units().block(u) + 1;
            sum[block] += totals.mean(u);
            count[block]++;
        }
        double squares = 0;
        for (int u : units) {
            int block = totals.units().block(u) + 1;
            double d = totals.mean(u) - sum[block] / count[block];
            squares += d * d;
        }
        long cells = Arrays.stream(count).filter(n -> n > 0).count();
        return units.length > cells ? squares / (units.length - cells) / units.length : 0;
    }
}
