package copse.interference;

import copse.estimate.Hypothesis;
import copse.estimate.Question;
import copse.exposure.Exposure;
import copse.frame.Words;
import java.util.List;

/// What is asked of an experiment in a network.
///
/// @param outcome numeric or logical column
/// @param estimand which effect
/// @param exposure how arms of neighbours count
/// @param treatment the arm whose effect is asked for
/// @param control the arm it is compared with
/// @param covariates columns measured before the arms were handed out, for the estimators that adjust
/// @param hypothesis what the effect is held against
/// @param level coverage of the interval, in (0, 1)
public record NetworkQuestion(
        String outcome,
        Estimand estimand,
        Exposure exposure,
        String treatment,
        String control,
        List<String> covariates,
        Hypothesis hypothesis,
        double level) {
    /// @param outcome numeric or logical column
    /// @param estimand which effect
    /// @param exposure how arms of neighbours count
    /// @param treatment the arm whose effect is asked for
    /// @param control the arm it is compared with
    /// @param covariates columns measured before the arms were handed out
    /// @param hypothesis what the effect is held against
    /// @param level coverage of the interval, in (0, 1)
    /// @throws copse.error.InputException `E111` if the two arms are one, or the outcome is a covariate too
    public NetworkQuestion {
        covariates = List.copyOf(covariates);
        // refuses an arm compared with itself
        Question.of(outcome, treatment, control).withCovariates(covariates);
    }

    /// Two-sided against no effect, with 95 % limits and without covariates.
    ///
    /// @param outcome numeric or logical column
    /// @param estimand which effect
    /// @param exposure how arms of neighbours count
    /// @param treatment the arm whose effect is asked for
    /// @param control the arm it is compared with
    /// @return the question
    public static NetworkQuestion of(
            String outcome, Estimand estimand, Exposure exposure, String treatment, String control) {
        return new NetworkQuestion(
                outcome, estimand, exposure, treatment, control, List.of(), Hypothesis.noDifference(), 0.95);
    }

    /// @param columns measured before the arms were handed out
    /// @return this question with covariates
    public NetworkQuestion withCovariates(List<String> columns) {
        return new NetworkQuestion(outcome, estimand, exposure, treatment, control, columns, hypothesis, level);
    }

    /// @param other what the effect is held against
    /// @return this question with that hypothesis
    public NetworkQuestion withHypothesis(Hypothesis other) {
        return new NetworkQuestion(outcome, estimand, exposure, treatment, control, covariates, other, level);
    }

    /// @param coverage of the interval, in (0, 1)
    /// @return this question with that level
    public NetworkQuestion withLevel(double coverage) {
        return new NetworkQuestion(outcome, estimand, exposure, treatment, control, covariates, hypothesis, coverage);
    }

    /// @param other which effect
    /// @param how arms of neighbours count
    /// @return this question of another effect
    public NetworkQuestion withEstimand(Estimand other, Exposure how) {
        return new NetworkQuestion(outcome, other, how, treatment, control, covariates, hypothesis, level);
    }

    /// What a contrast of conditions compares where spillover is asked for: seldom all neighbours against none.
    ///
    /// @return such as `at least one neighbour in treatment instead of none`
    public String neighbours() {
        return switch (exposure) {
            case Exposure.FourWay _ -> "at least one neighbour in " + treatment + " instead of none";
            case Exposure.Count(List<Integer> least) ->
                "at least " + Words.count(least.getLast(), "neighbour") + " in " + treatment + " instead of "
                        + (least.getFirst() == 1 ? "none" : "fewer than " + least.getFirst());
            case Exposure.Share _ ->
                "a share of neighbours in " + treatment + " of the highest class instead of the lowest";
            case Exposure.Own _, Exposure.Full _, Exposure.Fraction _, Exposure.KHop _ ->
                "neighbours in " + treatment + " instead of " + control;
        };
    }

    /// @return the same without the network, as effects without interference are asked for
    public Question plain() {
        return Question.of(outcome, treatment, control)
                .withCovariates(covariates)
                .withHypothesis(hypothesis)
                .withLevel(level);
    }
}
