package copse.plan;

import copse.frame.Frame;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.JoinOptions;
import copse.study.RecordedArms;
import java.util.List;
import java.util.Optional;

/// What came out of a plan: the answer to its question, and what was looked at beside it.
///
/// Primary and secondary outcomes are two families, each adjusted for its own number: what is looked at beside
/// the question does not make the answer harder to reach.
///
/// @param plan that was carried out
/// @param primary answers on the primary outcomes
/// @param secondary answers on the secondary ones, if there are any
public record PlanResult(Plan plan, Analysis primary, Optional<Analysis> secondary) {
    /// Cost: that of [Analysis#of(RecordedArms, Frame, AnalysisOptions, JoinOptions)] for each way in which
    /// outcomes are analysed.
    ///
    /// @param plan without interference
    /// @param arms who got which arm
    /// @param data rows of outcomes
    /// @param join how rows find their units; the plan's key is used where it has one
    /// @return the analyses
    /// @throws copse.error.CopseException as `Analysis.of`
    public static PlanResult of(Plan plan, RecordedArms arms, Frame data, JoinOptions join) {
        Optional<String> key = plan.data() instanceof DataPlan.Awaited awaited ? awaited.key() : Optional.empty();
        JoinOptions by = key.map(join::withKey).orElse(join).withCarried(plan.knownBefore());
        List<AnalysisOptions> others = plan.analyses(Role.SECONDARY);
        return new PlanResult(
                plan,
                Analysis.of(arms, data, plan.analyses(Role.PRIMARY), by),
                others.isEmpty() ? Optional.empty() : Optional.of(Analysis.of(arms, data, others, by)));
    }
}
