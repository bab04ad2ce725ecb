package copse.plan;

import copse.estimate.Hypothesis;
import copse.estimate.OutcomeKind;
import copse.study.AnalysisOptions;
import copse.study.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The analyses that a plan asks for, in the words of [copse.study.Analysis].
final class PlannedAnalyses {
    private PlannedAnalyses() {}

    /// Outcomes of one analysis have one formula or none, the same covariates, the same kind and hypothesis.
    private record Alike(
            Optional<String> formula, List<String> covariates, Optional<OutcomeKind> kind, Hypothesis hypothesis) {}

    /// @param plan any without interference
    /// @param role of the outcomes
    /// @return one for each way to analyse, in the order of outcomes
    static List<AnalysisOptions> of(Plan plan, Role role) {
        SequencedMap<Alike, List<OutcomePlan>> groups = new LinkedHashMap<>();
        for (OutcomePlan outcome : plan.outcomes(role)) {
            groups.computeIfAbsent(
                            new Alike(
                                    outcome.formula().map(Object::toString),
                                    outcome.covariates(),
                                    outcome.kind(),
                                    plan.hypothesis(outcome)),
                            alike -> new ArrayList<>())
                    .add(outcome);
        }
        List<AnalysisOptions> all = new ArrayList<>();
        for (Map.Entry<Alike, List<OutcomePlan>> group : groups.entrySet()) {
            all.add(options(plan, group.getValue()));
        }
        return all;
    }

    private static AnalysisOptions options(Plan plan, List<OutcomePlan> outcomes) {
        OutcomePlan first = outcomes.getFirst();
        AnalysisOptions options = first.formula()
                .map(AnalysisOptions::of)
                .orElseGet(() -> AnalysisOptions.of(
                                outcomes.stream().map(OutcomePlan::column).toArray(String[]::new))
                        .withCovariates(first.covariates()));
        String period = plan.data() instanceof DataPlan.Awaited awaited ? awaited.period() : DataPlan.PERIOD;
        return options.withKind(first.kind())
                .withArms(plan.arms().treatment(), plan.arms().control())
                .withHypothesis(plan.hypothesis(first), plan.test().level())
                .withAdjust(plan.test().adjust())
                .withPeriod(period)
                .withBy(plan.effects().by())
                .withTaken(
                        plan.effects().effects().contains(Effect.COMPLIER)
                                ? plan.effects().taken()
                                : Optional.empty())
                .withEstimators(
                        plan.sensitivity().methods().stream().map(Method::word).toList())
                .withDraws(plan.sensitivity().draws(), plan.seedOf(Purpose.ANALYSIS));
    }
}
