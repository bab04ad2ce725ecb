package copse.estimate;

import java.util.List;

/// What is asked of an experiment: which outcome, which arms, held against what.
///
/// @param outcome numeric or logical column
/// @param treatment the arm whose effect is asked for
/// @param control the arm it is compared with
/// @param covariates columns measured before the arms were handed out, for the estimators that adjust
/// @param hypothesis what the effect is held against
/// @param level coverage of the interval, in (0, 1)
public record Question(
        String outcome,
        String treatment,
        String control,
        List<String> covariates,
        Hypothesis hypothesis,
        double level) {
    /// Copies the list.
    public Question {
        covariates = List.copyOf(covariates);
    }

    /// Two-sided against no difference, with 95 % limits and without covariates.
    ///
    /// @param outcome numeric or logical column
    /// @param treatment the arm whose effect is asked for
    /// @param control the arm it is compared with
    /// @return the question
    public static Question of(String outcome, String treatment, String control) {
        return new Question(outcome, treatment, control, List.of(), Hypothesis.noDifference(), 0.95);
    }

    /// @param columns measured before the arms were handed out
    /// @return this question with covariates
    public Question withCovariates(List<String> columns) {
        return new Question(outcome, treatment, control, columns, hypothesis, level);
    }

    /// @param other what the effect is held against
    /// @return this question with that hypothesis
    public Question withHypothesis(Hypothesis other) {
        return new Question(outcome, treatment, control, covariates, other, level);
    }

    /// @param coverage of the interval, in (0, 1)
    /// @return this question with that level
    public Question withLevel(double coverage) {
        return new Question(outcome, treatment, control, covariates, hypothesis, coverage);
    }

    /// @param column numeric or logical
    /// @return this question of another outcome
    public Question withOutcome(String column) {
        return new Question(column, treatment, control, covariates, hypothesis, level);
    }
}
