package copse.plan;

import copse.estimate.Hypothesis;
import copse.estimate.OutcomeKind;
import copse.formula.Formula;
import java.util.List;
import java.util.Optional;

/// An outcome, and how it is analysed.
///
/// @param column of the data
/// @param role what it is for
/// @param label as a reader is told of it; empty for the name of the column
/// @param kind what values it has; empty for what they look like
/// @param formula of the model; empty for the analysis that the design implies
/// @param covariates measured before the arms were handed out, where there is no formula
/// @param hypothesis with a margin or a direction of its own; empty for that of the plan, see
///     [Plan#hypothesis(OutcomePlan)]
public record OutcomePlan(
        String column,
        Role role,
        Optional<String> label,
        Optional<OutcomeKind> kind,
        Optional<Formula> formula,
        List<String> covariates,
        Optional<Hypothesis> hypothesis) {
    /// Copies the list.
    public OutcomePlan {
        covariates = List.copyOf(covariates);
    }

    /// @param column of the data
    /// @return the primary outcome, analysed as the design implies
    public static OutcomePlan primary(String column) {
        return new OutcomePlan(
                column,
                Role.PRIMARY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// @return as a reader is told of it
    public String name() {
        return label.orElse(column);
    }

    /// @param other of the model
    /// @return this outcome, analysed by that model
    public OutcomePlan withFormula(Formula other) {
        return new OutcomePlan(column, role, label, kind, Optional.of(other), List.of(), hypothesis);
    }

    /// @param columns measured before the arms were handed out
    /// @return this outcome, adjusted for these
    public OutcomePlan withCovariates(List<String> columns) {
        return new OutcomePlan(column, role, label, kind, formula, columns, hypothesis);
    }

    /// @param other what it is for
    /// @return this outcome in that role
    public OutcomePlan withRole(Role other) {
        return new OutcomePlan(column, other, label, kind, formula, covariates, hypothesis);
    }

    /// @param values what it has
    /// @return this outcome of that kind
    public OutcomePlan withKind(OutcomeKind values) {
        return new OutcomePlan(column, role, label, Optional.of(values), formula, covariates, hypothesis);
    }

    /// @param own with a margin in units of this outcome
    /// @return this outcome, held against that
    public OutcomePlan withHypothesis(Hypothesis own) {
        return new OutcomePlan(column, role, label, kind, formula, covariates, Optional.of(own));
    }
}
