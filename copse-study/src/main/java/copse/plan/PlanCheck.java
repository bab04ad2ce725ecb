package copse.plan;

import copse.error.Diagnostic;
import copse.error.PlanException;
import copse.error.Problem;
import java.util.List;

/// A plan, held against data.
///
/// @param problems for which it cannot be carried out, in the order of its lines
/// @param diagnostics what to know before carrying it out
/// @param facts what was found, in sentences
public record PlanCheck(List<Problem> problems, List<Diagnostic> diagnostics, List<String> facts) {
    /// Copies the lists.
    public PlanCheck {
        problems = List.copyOf(problems);
        diagnostics = List.copyOf(diagnostics);
        facts = List.copyOf(facts);
    }

    /// @return whether the plan can be carried out
    public boolean isSound() {
        return problems.isEmpty();
    }

    /// @throws PlanException with all problems, if there is one
    public void require() {
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }
}
