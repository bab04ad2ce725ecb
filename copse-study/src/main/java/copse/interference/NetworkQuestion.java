package copse.interference;

import copse.estimate.Hypothesis;
import copse.exposure.Exposure;
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
    /// Copies the list.
    public NetworkQuestion {
        covariates = List.copyOf(covariates);
    }
}
