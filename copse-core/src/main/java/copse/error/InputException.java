package copse.error;

/// Data that cannot be read or used: a file, a column, a value.
public final class InputException extends CopseException {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong
    public InputException(Problem problem) {
        super(problem);
    }
}
