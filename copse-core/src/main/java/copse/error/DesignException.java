package copse.error;

/// A design that cannot be carried out on these units.
public final class DesignException extends CopseException {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong
    public DesignException(Problem problem) {
        super(problem);
    }
}
