package copse.estimate;

import copse.error.CopseException;
import copse.error.Diagnostic;
import copse.frame.Words;
import copse.math.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What becomes of an effect when one randomised unit is left out, for each of them in turn.
///
/// Units that stand alone in their arm and block, as in matched pairs, leave with their whole block: half a
/// pair compares nothing.
///
/// Cost: one estimate per unit, on all processors; of a [TotalsEstimator] without going back to the rows.
///
/// Source: Belsley, Kuh and Welsch (1980), Regression Diagnostics, chapter 2 (DFBETAS); Cook (1977), Detection
/// of influential observation in linear regression, Technometrics 19(1). doi:10.1080/00401706.1977.10489493
///
/// @param all the effect with all units
/// @param without the effects without each unit or block, in the order of the units
/// @param failed units or blocks without which the method has no answer
public record Influence(EffectEstimate all, List<Without> without, List<String> failed) {
    /// Units beyond which leaving out one after the other is refused.
    public static final int MOST = 20_000;

    // How many are named in a diagnostic.
    private static final int NAMED = 5;

    /// The effect without a unit.
    ///
    /// @param left the unit's id, or the block's label
    /// @param arm of the unit; empty for a block
    /// @param rows that left with it
    /// @param effect without it
    /// @param dfbetas change of the effect that the unit brings about, in standard errors without it; empty if
    ///     the method has no standard error
    /// @param cook squared change in units of the variance with all: Cook's distance of this one coefficient
    public record Without(
            String left, String arm, long rows, EffectEstimate effect, OptionalDouble dfbetas, OptionalDouble cook) {}

    /// Copies the lists.
    public Influence {
        without = List.copyOf(without);
        failed = List.copyOf(failed);
    }

    /// @param estimator any
    /// @param experiment rows with their arms
    /// @param question outcome, arms, hypothesis, level
    /// @return the effects without each unit
    /// @throws copse.error.InputException `E146` if there are more than [#MOST] units
    public static Influence of(EffectEstimator estimator, Experiment experiment, Question question) {
        if (estimator instanceof TotalsEstimator fast) {
            return of(fast, fast.totals(experiment, question), question);
        }
        return of(
                experiment.units(),
                experiment.totals(question),
                question,
                arms -> estimator.estimate(experiment.withArms(arms), question));
    }

    /// @param estimator that needs totals only
    /// @param totals that it reads
    /// @param question outcome, arms, hypothesis, level
    /// @return the effects without each unit
    /// @throws copse.error.InputException `E146` if there are more than [#MOST] units
    public static Influence of(TotalsEstimator estimator, UnitTotals totals, Question question) {
        return of(
                totals.units(),
                totals,
                question,
                arms -> estimator.estimate(totals.withUnits(totals.units().withArms(arms)), question));
    }

    private static Influence of(
            RandomisedUnits units, UnitTotals totals, Question question, Function<int[], EffectEstimate> estimate) {
        List<Leaving> leaving = leaving(units, totals, question);
        if (leaving.size() > MOST) {
            throw EffectCode.TOO_MANY_UNITS.error(
                    String.format(java.util.Locale.ROOT, "influence of each of %,d units", leaving.size()),
                    "leaving out one after the other repeats the estimate as often",
                    "look at the largest outcomes instead; one of so many units hardly matters");
        }
        EffectEstimate all = estimate.apply(arms(units));
        @Nullable Without[] results = new Without[leaving.size()];
        Tasks.run(leaving.size(), Runtime.getRuntime().availableProcessors(), i -> {
            Leaving who = leaving.get(i);
            int[] arms = arms(units);
            for (int unit : who.units) {
                arms[unit] = RandomisedUnits.NONE;
            }
            try {
                results[i] = without(who, all, estimate.apply(arms));
            } catch (CopseException none) {
                results[i] = null; // listed as failed below: without this unit there is no answer
            }
        });
        List<Without> without = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            Without result = results[i];
            if (result == null) {
                failed.add(leaving.get(i).name);
            } else {
                without.add(result);
            }
        }
        return new Influence(all, without, failed);
    }

    private static Without without(Leaving who, EffectEstimate all, EffectEstimate effect) {
        double change = all.value() - effect.value();
        return new Without(
                who.name, who.arm, who.rows, effect, ratio(change, effect.se()), square(ratio(change, all.se())));
    }

    private static OptionalDouble ratio(double change, OptionalDouble se) {
        return se.isPresent() && se.getAsDouble() > 0
                ? OptionalDouble.of(change / se.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble square(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * value.getAsDouble()) : value;
    }

    private record Leaving(String name, String arm, long rows, int[] units) {}

    private static int[] arms(RandomisedUnits units) {
        int[] arms = new int[units.size()];
        Arrays.setAll(arms, units::arm);
        return arms;
    }

    private static List<Leaving> leaving(RandomisedUnits units, UnitTotals totals, Question question) {
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        int[][] count = new int[2][units.blocks()];
        List<Integer> present = new ArrayList<>();
        for (int u = 0; u < units.size(); u++) {
            boolean asked = units.arm(u) == treatment || units.arm(u) == control;
            if (asked && totals.rows(u) > 0) {
                present.add(u);
                if (units.block(u) != RandomisedUnits.NONE) {
                    count[units.arm(u) == treatment ? 1 : 0][units.block(u)]++;
                }
            }
        }
        List<Leaving> leaving = new ArrayList<>();
        boolean[] done = new boolean[units.blocks()];
        for (int u : present) {
            int block = units.block(u);
            boolean alone = block != RandomisedUnits.NONE && (count[0][block] == 1 || count[1][block] == 1);
            if (!alone) {
                leaving.add(new Leaving(units.id(u), units.arms().get(units.arm(u)), totals.rows(u), new int[] {u}));
            } else if (!done[block]) {
                done[block] = true;
                int[] together = present.stream()
                        .mapToInt(Integer::intValue)
                        .filter(v -> units.block(v) == block)
                        .toArray();
                leaving.add(new Leaving(
                        units.blockName().orElse("block") + " " + units.blockLabel(block),
                        "",
                        Arrays.stream(together).mapToLong(totals::rows).sum(),
                        together));
            }
        }
        return leaving;
    }

    /// @return those whose removal changes whether the hypothesis is shown
    public List<Without> decisive() {
        return without.stream().filter(one -> one.effect.shown() != all.shown()).toList();
    }

    /// @return those left out, the largest change of the effect first
    public List<Without> byChange() {
        return without.stream()
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.effect.value() - all.value())))
                .toList();
    }

    /// The spread of the effects without one unit, `√((n − 1)/n Σ (θ₍₋ᵢ₎ − θ̄)²)`: a standard error by the
    /// jackknife of units, to hold against the method's own. For units that are drawn within one block.
    ///
    /// @return the standard error; empty if a unit failed or there are fewer than two
    public OptionalDouble jackknifeSe() {
        int n = without.size();
        if (n < 2 || !failed.isEmpty()) {
            return OptionalDouble.empty();
        }
        double mean = without.stream().mapToDouble(one -> one.effect.value()).sum() / n;
        double squares = without.stream()
                .mapToDouble(one -> (one.effect.value() - mean) * (one.effect.value() - mean))
                .sum();
        return OptionalDouble.of(Math.sqrt((n - 1.0) / n * squares));
    }

    /// @return a diagnostic that names the units whose removal changes the decision, if there are any
    public List<Diagnostic> diagnostics() {
        List<Without> decisive = decisive();
        if (decisive.isEmpty()) {
            return List.of();
        }
        List<String> names = decisive.stream()
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.effect.value() - all.value())))
                .limit(NAMED)
                .map(one ->
                        "`" + one.left + "` (" + Words.about(one.effect.value()) + ", " + Words.p(one.effect.p()) + ")")
                .toList();
        int more = decisive.size() - names.size();
        return List.of(EffectCode.DECISIVE_UNIT.of(
                decisive.getFirst().left,
                decisive.size(),
                0,
                "with all units the treatment is " + (all.shown() ? "" : "not ") + "shown to be "
                        + all.hypothesis().claim() + " (" + Words.about(all.value()) + ", " + Words.p(all.p())
                        + "); it is "
                        + (all.shown() ? "not " : "") + "without " + String.join(", or ", names)
                        + (more == 0 ? "" : ", or " + Words.count(more, "other"))));
    }
}
