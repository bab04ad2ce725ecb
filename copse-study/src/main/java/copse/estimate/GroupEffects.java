package copse.estimate;

import copse.error.Diagnostic;
import copse.error.NumericException;
import copse.frame.FactorColumn;
import copse.frame.Levels;
import copse.frame.Words;
import copse.infer.Multiplicity;
import copse.lm.WaldMethod;
import copse.lm.WaldTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The effect of an arm in each group of rows, how much groups differ in it, and the average over the sample.
///
/// From least squares of the outcome on `arm * group` with errors that respect how units were randomised (CR2
/// by randomised unit where they are clusters), so that groups may also cut across clusters: reasons of calls
/// within centres. Groups must be known before the arms were handed out, and chosen before the data were seen.
///
/// That one group's effect is shown and another's is not does not show that they differ; [#differences()] tests
/// that.
///
/// With an interaction in the model the coefficient of the arm alone depends on how the group is coded. Coded
/// 0/1 it is the effect in the group coded 0. Centred, less the mean over the sample, it is the average effect
/// over the sample. Both are here by name, and [#sentences()] says it with the numbers.
///
/// Source: Lin (2013), Agnostic notes on regression adjustments to experimental data, Ann. Appl. Stat. 7(1).
/// doi:10.1214/12-AOAS583
///
/// @param group column
/// @param groups one per level, the reference first
/// @param differences effect in a group less that in the first, two-sided, for each group but the first
/// @param equal joint test that all groups have the same effect; empty where units are too few for it
/// @param average over the rows of the sample, the shares of groups taken as given
/// @param weights what a pooled coefficient would weigh
/// @param diagnostics what a reader must know
public record GroupEffects(
        String group,
        List<Group> groups,
        List<Group> differences,
        Optional<WaldTest> equal,
        EffectEstimate average,
        PooledWeights weights,
        List<Diagnostic> diagnostics) {
    /// An effect, or a difference of effects, by group.
    ///
    /// @param level label of the group
    /// @param rows of the group in both arms
    /// @param units of the group in both arms that were randomised
    /// @param effect in the group, or its difference from the first
    public record Group(String level, long rows, int units, EffectEstimate effect) {}

    /// Copies the lists.
    public GroupEffects {
        groups = List.copyOf(groups);
        differences = List.copyOf(differences);
        diagnostics = List.copyOf(diagnostics);
    }

    /// @param experiment rows with their arms
    /// @param question outcome, arms, covariates, hypothesis, level
    /// @param group factor, text or logical column measured before the arms were handed out
    /// @return the effects
    /// @throws copse.error.InputException `E135` if there are fewer than two groups, or a group has not two
    ///     units of each arm; else as [Experiment#totals(Question)]
    public static GroupEffects of(Experiment experiment, Question question, String group) {
        FactorColumn factor =
                experiment.rows().asFactor(group).dropUnusedLevels().factor(group);
        List<String> levels = factor.levels().labels();
        List<RowValues> indicators = new ArrayList<>();
        for (int level = 1; level < levels.size(); level++) {
            int code = level;
            indicators.add(new RowValues(
                    name(group, levels.get(level)), row -> factor.code(row) == code ? 1 : 0, factor.missing()));
        }
        int[][] units = units(experiment, question, factor);
        requireBoth(group, factor.levels(), units, question);
        ModeratedRegression regression = ModeratedRegression.of(experiment, question, indicators);
        int[] codes = codes(regression, levels.size());
        PooledWeights weights = weights(experiment, question, group, factor);

        long[] rows = new long[levels.size()];
        double[] share = new double[levels.size()];
        double total = 0;
        for (int i = 0; i < codes.length; i++) {
            rows[codes[i]]++;
            share[codes[i]] += regression.weights()[i];
            total += regression.weights()[i];
        }
        List<Group> groups = new ArrayList<>();
        List<Group> differences = new ArrayList<>();
        Map<String, Double> average = new HashMap<>(Map.of(ModeratedRegression.ARM, 1.0));
        for (int level = 0; level < levels.size(); level++) {
            String label = levels.get(level);
            int count = units[0][level] + units[1][level];
            Map<String, Double> own = new HashMap<>(Map.of(ModeratedRegression.ARM, 1.0));
            if (level > 0) {
                String product = ModeratedRegression.product(name(group, label));
                own.put(product, 1.0);
                average.put(product, share[level] / total);
                differences.add(new Group(
                        label,
                        rows[level],
                        count,
                        regression.effect(
                                "effect in `" + label + "` less that in `" + levels.getFirst() + "`",
                                Map.of(product, 1.0),
                                Hypothesis.noDifference())));
            }
            groups.add(new Group(
                    label,
                    rows[level],
                    count,
                    regression.effect(
                            "effect of " + question.treatment() + " on " + question.outcome() + " where " + group
                                    + " is " + label,
                            own,
                            question.hypothesis())));
        }
        List<Diagnostic> diagnostics = new ArrayList<>(regression.fit().diagnostics());
        return new GroupEffects(
                group,
                groups,
                differences,
                equal(regression, group, levels, diagnostics),
                regression.effect(
                        "average effect of " + question.treatment() + " on " + question.outcome() + " over the sample",
                        average,
                        question.hypothesis()),
                weights,
                diagnostics);
    }

    private static String name(String group, String level) {
        return group + "[" + level + "]";
    }

    private static Optional<WaldTest> equal(
            ModeratedRegression regression, String group, List<String> levels, List<Diagnostic> diagnostics) {
        String[] products = levels.stream()
                .skip(1)
                .map(level -> ModeratedRegression.product(name(group, level)))
                .toArray(String[]::new);
        try {
            // Hotelling's approximation needs clusters; rows by themselves are many
            return Optional.of(
                    regression.fit().clusters() > 0
                            ? regression.fit().wald(products)
                            : regression.fit().wald(WaldMethod.NAIVE_F, products));
        } catch (NumericException few) {
            diagnostics.add(EffectCode.NO_JOINT_TEST.of(
                    group,
                    regression.fit().clusters(),
                    products.length,
                    "the effects of " + levels.size() + " groups cannot be tested together: "
                            + few.problem().what()));
            return Optional.empty();
        }
    }

    private static int[] codes(ModeratedRegression regression, int levels) {
        int[] codes = new int[regression.weights().length];
        for (int level = 1; level < levels; level++) {
            double[] indicator = regression.values(level - 1);
            for (int i = 0; i < codes.length; i++) {
                codes[i] += indicator[i] == 1 ? level : 0;
            }
        }
        return codes;
    }

    /// Units by arm and group with an outcome; a unit whose rows are in several groups counts in each.
    private static int[][] units(Experiment experiment, Question question, FactorColumn factor) {
        RandomisedUnits units = experiment.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        RowValues outcome = experiment.outcome(question.outcome());
        int levels = factor.levels().size();
        int[][] count = new int[2][levels];
        Set<Long> seen = new HashSet<>();
        for (int row = 0; row < experiment.rows().rows(); row++) {
            int unit = experiment.unitOf(row);
            int arm = units.arm(unit);
            if ((arm == treatment || arm == control)
                    && !factor.isMissing(row)
                    && !outcome.missing().get(row)
                    && seen.add((long) unit * levels + factor.code(row))) {
                count[arm == treatment ? 1 : 0][factor.code(row)]++;
            }
        }
        return count;
    }

    private static void requireBoth(String group, Levels levels, int[][] units, Question question) {
        if (levels.size() < 2) {
            throw EffectCode.GROUPS.error(
                    "`" + group + "` has " + Words.count(levels.size(), "level"),
                    "effects by group need two groups or more",
                    "name a column with several groups");
        }
        for (int level = 0; level < levels.size(); level++) {
            for (int arm = 0; arm < 2; arm++) {
                if (units[arm][level] < 2) {
                    throw EffectCode.GROUPS.error(
                            "where `" + group + "` is `" + levels.label(level) + "`, arm `"
                                    + (arm == 1 ? question.treatment() : question.control()) + "` has "
                                    + Words.count(units[arm][level], "randomised unit") + " with an outcome",
                            "the effect in a group, and its error, need two units of each arm in it",
                            "merge small groups, or leave them out with --where");
                }
            }
        }
    }

    private static PooledWeights weights(Experiment experiment, Question question, String group, FactorColumn factor) {
        RandomisedUnits units = experiment.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        RowValues outcome = experiment.outcome(question.outcome());
        int n = experiment.rows().rows();
        int[] codes = new int[n];
        int[] treated = new int[n];
        double[] y = new double[n];
        int next = 0;
        for (int row = 0; row < n; row++) {
            int arm = units.arm(experiment.unitOf(row));
            if ((arm == treatment || arm == control)
                    && !factor.isMissing(row)
                    && !outcome.missing().get(row)) {
                codes[next] = factor.code(row);
                treated[next] = arm == treatment ? 1 : 0;
                y[next++] = outcome.value().applyAsDouble(row);
            }
        }
        return PooledWeights.of(
                group,
                factor.levels().labels(),
                java.util.Arrays.copyOf(codes, next),
                java.util.Arrays.copyOf(treated, next),
                java.util.Arrays.copyOf(y, next));
    }

    /// @param method of adjustment for the number of groups
    /// @return adjusted p-values of the groups' effects, in their order
    public double[] adjusted(Multiplicity method) {
        return method.adjust(groups.stream().mapToDouble(one -> one.effect.p()).toArray());
    }

    /// @return what the numbers mean, one sentence each: coding, weights
    public List<String> sentences() {
        List<String> out = new ArrayList<>();
        Group first = groups.getFirst();
        out.add("Beside an interaction that is not centred the coefficient of the arm is the effect where " + group
                + " is `" + first.level + "`: " + Words.about(first.effect.value()) + ".");
        out.add("Centred, it is the average over the sample: " + Words.about(average.value()) + " ("
                + String.join(
                        ", ",
                        weights.groups().stream()
                                .map(one -> Words.percent(one.share()) + " of rows in `" + one.level() + "`")
                                .toList())
                + ").");
        out.addAll(weights.sentences());
        return out;
    }
}
