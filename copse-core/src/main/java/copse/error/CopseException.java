package copse.error;

/// Something that the user can put right. Everything thrown on purpose across a public border is one of these.
public abstract sealed class CopseException extends RuntimeException
        permits InputException, FormulaException, PlanException, DesignException, NumericException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    CopseException(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    /// @return the problem in its parts
    public final Problem problem() {
        return problem;
    }

    /// @return the problem's code, such as `F103`
    public final String code() {
        return problem.code();
    }
}
