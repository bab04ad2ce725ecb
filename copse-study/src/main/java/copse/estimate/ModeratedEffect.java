package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// An effect that changes in a straight line with a number measured before the arms were handed out.
///
/// From least squares of the outcome on `arm * moderator` with errors that respect how units were randomised
/// (CR2 by randomised unit where they are clusters). The line is an assumption: effects by group of the
/// moderator ([GroupEffects]) do without it.
///
/// As with groups, the coefficient of the arm depends on where the moderator is 0. As it is, the coefficient is
/// the effect at moderator 0, which may be far outside of the data; less its mean, it is the effect at the mean
/// and, the effect being a line, the average over the sample. The slope does not depend on it.
///
/// @param moderator column
/// @param mean over the sample
/// @param least smallest value in the sample
/// @param most largest value in the sample
/// @param atMean effect at the mean: the average over the sample
/// @param atZero effect at 0: the coefficient of the arm without centring
/// @param slope change of the effect per unit of the moderator, two-sided
/// @param at effects at values of the moderator
/// @param diagnostics what a reader must know
public record ModeratedEffect(
        String moderator,
        double mean,
        double least,
        double most,
        EffectEstimate atMean,
        EffectEstimate atZero,
        EffectEstimate slope,
        List<At> at,
        List<Diagnostic> diagnostics) {
    private static final double[] SHARES = {0.1, 0.25, 0.5, 0.75, 0.9};

    /// The effect at a value of the moderator.
    ///
    /// @param value of the moderator
    /// @param effect there
    public record At(double value, EffectEstimate effect) {}

    /// Copies the lists.
    public ModeratedEffect {
        at = List.copyOf(at);
        diagnostics = List.copyOf(diagnostics);
    }

    /// The effects at the mean and at the 10, 25, 50, 75 and 90 % points of the moderator.
    ///
    /// @param experiment rows with their arms
    /// @param question outcome, arms, covariates, hypothesis, level
    /// @param moderator numeric column
    /// @return the effects
    /// @throws copse.error.InputException `E136` if the moderator does not vary; else as
    ///     [Experiment#totals(Question)]
    public static ModeratedEffect of(Experiment experiment, Question question, String moderator) {
        ModeratedRegression regression = regression(experiment, question, moderator);
        double[] sorted = regression.values(0).clone();
        Arrays.sort(sorted);
        double[] values = Arrays.stream(SHARES)
                .map(share -> sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))])
                .distinct()
                .toArray();
        return of(regression, question, moderator, sorted, values);
    }

    /// The effects at the mean and at the values given.
    ///
    /// @param experiment rows with their arms
    /// @param question outcome, arms, covariates, hypothesis, level
    /// @param moderator numeric column
    /// @param values of the moderator
    /// @return the effects
    /// @throws copse.error.InputException as [#of(Experiment, Question, String)]
    public static ModeratedEffect of(Experiment experiment, Question question, String moderator, double... values) {
        ModeratedRegression regression = regression(experiment, question, moderator);
        double[] sorted = regression.values(0).clone();
        Arrays.sort(sorted);
        return of(regression, question, moderator, sorted, values);
    }

    private static ModeratedRegression regression(Experiment experiment, Question question, String moderator) {
        RowValues column = RowValues.of(moderator, experiment.rows().numeric(moderator));
        ModeratedRegression regression = ModeratedRegression.of(experiment, question, List.of(column));
        double[] values = regression.values(0);
        double first = values[0];
        if (Arrays.stream(values).allMatch(value -> value == first)) {
            throw EffectCode.MODERATOR.error(
                    "`" + moderator + "` is " + Words.number(first) + " in every row",
                    "an effect cannot change with what does not change",
                    "name a column that varies");
        }
        return regression;
    }

    private static ModeratedEffect of(
            ModeratedRegression regression, Question question, String moderator, double[] sorted, double[] values) {
        double mean = regression.mean(0);
        String product = ModeratedRegression.product(moderator);
        List<At> at = new ArrayList<>();
        for (double value : values) {
            at.add(new At(value, effect(regression, question, product, moderator + " = " + Words.about(value), value)));
        }
        double least = sorted[0];
        double most = sorted[sorted.length - 1];
        List<Diagnostic> diagnostics = new ArrayList<>(regression.fit().diagnostics());
        for (double value : values) {
            if (value < least || value > most) {
                diagnostics.add(EffectCode.OUTSIDE.of(
                        moderator,
                        value,
                        value < least ? least : most,
                        "the effect at " + Words.about(value) + " is the line beyond the data, which run from "
                                + Words.about(least) + " to " + Words.about(most)));
            }
        }
        return new ModeratedEffect(
                moderator,
                mean,
                least,
                most,
                effect(regression, question, product, "the mean of " + moderator, mean),
                effect(regression, question, product, moderator + " = 0", 0),
                regression.effect(
                        "change of the effect per unit of " + moderator,
                        Map.of(product, 1.0),
                        Hypothesis.noDifference()),
                at,
                diagnostics);
    }

    private static EffectEstimate effect(
            ModeratedRegression regression, Question question, String product, String where, double value) {
        return regression.effect(
                "effect of " + question.treatment() + " on " + question.outcome() + " at " + where,
                Map.of(ModeratedRegression.ARM, 1.0, product, value),
                question.hypothesis());
    }

    /// @return what the numbers mean, one sentence each
    public List<String> sentences() {
        boolean outside = least > 0 || most < 0;
        return List.of(
                "Not centred, the coefficient of the arm is the effect at " + moderator + " = 0: "
                        + Words.about(atZero.value())
                        + (outside
                                ? ", where there are no data (" + Words.about(least) + " to " + Words.about(most) + ")."
                                : "."),
                "Centred, it is the effect at the mean, " + Words.about(mean) + ", and the average over the sample: "
                        + Words.about(atMean.value()) + ".",
                "With each unit of " + moderator + " the effect changes by " + Words.about(slope.value())
                        + ", centred or not.");
    }
}
