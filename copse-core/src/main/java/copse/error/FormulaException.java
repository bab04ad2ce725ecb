package copse.error;

/// A formula that cannot be parsed, or does not fit the data.
public final class FormulaException extends CopseException {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong
    public FormulaException(Problem problem) {
        super(problem);
    }
}
