package copse.report.trial;

import copse.assign.AssignmentRecord;
import copse.balance.Balance;
import copse.plan.Role;
import copse.report.FitResult;
import copse.report.Flow;
import java.util.List;
import java.util.Optional;

/// Everything that the report of an experiment shows, as one value.
///
/// [TrialDocument] lays it out for people in English or Chinese, [TrialJson] for programs. All numbers are
/// here; the document computes nothing but what was detectable in the end, from the error of the primary
/// effect.
///
/// ```java
/// Flow flow = Flows.of(JoinedRows.of(arms, pupils, JoinOptions.defaults()), "score");
/// TrialReport report = TrialReport.of(new Purpose("Coaching", "Does it work?"), arms.record(), flow,
/// List.of(primary))
///         .withBalance(Balance.of(assignment, BalanceOptions.defaults(), 0, stream))
///         .withSizing(Sizing.of(row));
/// String page = MarkdownRenderer.render(TrialDocument.of(report, Language.ENGLISH));
/// ```
///
/// @param purpose title and question
/// @param assignment who was randomised, how, and by what it can be proved
/// @param flow of clusters and units
/// @param balance of the arms before the experiment; empty if nothing was measured then
/// @param sizing how large it was to be; empty if nobody asked
/// @param findings by outcome, the primary ones first; at least one
/// @param models fitted for or beside the primary analysis; may be empty
/// @param posterior of a Bayesian analysis beside it, if there is one
/// @param planned what was planned and what was done; empty for an experiment without a plan
/// @param steps how the numbers came about, in order
public record TrialReport(
        Purpose purpose,
        AssignmentRecord assignment,
        Flow flow,
        Optional<Balance> balance,
        Optional<Sizing> sizing,
        List<Finding> findings,
        List<FitResult> models,
        Optional<Posterior> posterior,
        List<PlannedItem> planned,
        List<Step> steps) {
    /// Copies the lists.
    public TrialReport {
        findings = List.copyOf(findings);
        models = List.copyOf(models);
        planned = List.copyOf(planned);
        steps = List.copyOf(steps);
        if (findings.isEmpty() || findings.getFirst().role() != Role.PRIMARY) {
            throw new IllegalArgumentException("a report starts with a primary finding");
        }
    }

    /// @param purpose title and question
    /// @param assignment of the units
    /// @param flow of clusters and units, see [Flows]
    /// @param findings the primary ones first
    /// @return a report of nothing else
    public static TrialReport of(Purpose purpose, AssignmentRecord assignment, Flow flow, List<Finding> findings) {
        return new TrialReport(
                purpose,
                assignment,
                flow,
                Optional.empty(),
                Optional.empty(),
                findings,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /// @param other of the arms before the experiment
    /// @return this report with it
    public TrialReport withBalance(Balance other) {
        return new TrialReport(
                purpose, assignment, flow, Optional.of(other), sizing, findings, models, posterior, planned, steps);
    }

    /// @param other how large the experiment was to be
    /// @return this report with it
    public TrialReport withSizing(Sizing other) {
        return new TrialReport(
                purpose, assignment, flow, balance, Optional.of(other), findings, models, posterior, planned, steps);
    }

    /// @param others fitted for or beside the primary analysis
    /// @return this report with them
    public TrialReport withModels(List<FitResult> others) {
        return new TrialReport(purpose, assignment, flow, balance, sizing, findings, others, posterior, planned, steps);
    }

    /// @param other the Bayesian analysis
    /// @return this report with it
    public TrialReport withPosterior(Posterior other) {
        return new TrialReport(
                purpose, assignment, flow, balance, sizing, findings, models, Optional.of(other), planned, steps);
    }

    /// @param items what was planned and done
    /// @return this report with them
    public TrialReport withPlanned(List<PlannedItem> items) {
        return new TrialReport(purpose, assignment, flow, balance, sizing, findings, models, posterior, items, steps);
    }

    /// @param others how the numbers came about, in order
    /// @return this report with them
    public TrialReport withSteps(List<Step> others) {
        return new TrialReport(
                purpose, assignment, flow, balance, sizing, findings, models, posterior, planned, others);
    }
}
