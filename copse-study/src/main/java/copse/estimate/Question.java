package copse.estimate;

import java.util.List;
import java.util.Optional;

/// What is asked of an experiment: which outcome, which arms, held against what.
///
/// @param outcome numeric or logical column
/// @param treatment the arm whose effect is asked for
/// @param control the arm it is compared with
/// @param covariates columns measured before the arms were handed out, for the estimators that adjust
/// @param hypothesis what the effect is held against
/// @param level coverage of the interval, in (0, 1)
/// @param weights numeric column with the weight of each row; empty if all count alike
/// @param kind what values the outcome has
public record Question(
        String outcome,
        String treatment,
        String control,
        List<String> covariates,
        Hypothesis hypothesis,
        double level,
        Optional<String> weights,
        OutcomeKind kind) {
    /// @param outcome numeric or logical column
    /// @param treatment the arm whose effect is asked for
    /// @param control the arm it is compared with
    /// @param covariates columns measured before the arms were handed out
    /// @param hypothesis what the effect is held against
    /// @param level coverage of the interval
    /// @param weights column with the weight of each row
    /// @param kind what values the outcome has
    /// @throws copse.error.InputException `E111` if the two arms are one, or the outcome is a covariate or a
    ///     weight too
    public Question {
        covariates = List.copyOf(covariates);
        if (treatment.equals(control)) {
            throw EstimateCode.BAD_QUESTION.error(
                    "arm `" + treatment + "` is compared with itself",
                    "an effect is the difference between two arms",
                    "name two different arms: `--treatment A --control B`");
        }
        if (covariates.contains(outcome) || weights.filter(outcome::equals).isPresent()) {
            throw EstimateCode.BAD_QUESTION.error(
                    "`" + outcome + "` is the outcome and a " + (covariates.contains(outcome) ? "covariate" : "weight"),
                    "adjusted for itself an outcome shows no effect of anything",
                    "leave it out, or name the column measured before the arms were handed out");
        }
    }

    /// Two-sided against no difference of a number, with 95 % limits and without covariates.
    ///
    /// @param outcome numeric or logical column
    /// @param treatment the arm whose effect is asked for
    /// @param control the arm it is compared with
    /// @return the question
    public static Question of(String outcome, String treatment, String control) {
        return new Question(
                outcome,
                treatment,
                control,
                List.of(),
                Hypothesis.noDifference(),
                0.95,
                Optional.empty(),
                OutcomeKind.NUMBER);
    }

    /// @param columns measured before the arms were handed out
    /// @return this question with covariates
    public Question withCovariates(List<String> columns) {
        return new Question(outcome, treatment, control, columns, hypothesis, level, weights, kind);
    }

    /// @param other what the effect is held against
    /// @return this question with that hypothesis
    public Question withHypothesis(Hypothesis other) {
        return new Question(outcome, treatment, control, covariates, other, level, weights, kind);
    }

    /// @param coverage of the interval, in (0, 1)
    /// @return this question with that level
    public Question withLevel(double coverage) {
        return new Question(outcome, treatment, control, covariates, hypothesis, coverage, weights, kind);
    }

    /// @param column numeric or logical
    /// @return this question of another outcome
    public Question withOutcome(String column) {
        return new Question(column, treatment, control, covariates, hypothesis, level, weights, kind);
    }

    /// @param column numeric, not negative
    /// @return this question with weights of rows
    public Question withWeights(String column) {
        return new Question(outcome, treatment, control, covariates, hypothesis, level, Optional.of(column), kind);
    }

    /// @param arm the arm whose effect is asked for
    /// @param reference the arm it is compared with
    /// @return this question of other arms
    public Question withArms(String arm, String reference) {
        return new Question(outcome, arm, reference, covariates, hypothesis, level, weights, kind);
    }

    /// @param other what values the outcome has
    /// @return this question of such an outcome: shares and rates are told as ratios too
    public Question withKind(OutcomeKind other) {
        return new Question(outcome, treatment, control, covariates, hypothesis, level, weights, other);
    }
}
