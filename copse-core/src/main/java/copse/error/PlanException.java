package copse.error;

/// A plan file that cannot be used.
public final class PlanException extends CopseException {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong
    public PlanException(Problem problem) {
        super(problem);
    }
}
