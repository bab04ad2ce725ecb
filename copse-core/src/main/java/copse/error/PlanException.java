package copse.error;

import java.util.List;

/// A plan file that cannot be used.
public final class PlanException extends CopseException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problem what is wrong
    public PlanException(Problem problem) {
        this(List.of(problem));
    }

    /// @param problems all that is wrong, at least one; the first is [#problem()]
    public PlanException(List<Problem> problems) {
        super(problems.getFirst());
        this.problems = List.copyOf(problems);
    }

    /// @return all that is wrong
    public List<Problem> problems() {
        return problems;
    }
}
