package copse.error;

/// Numbers that cannot be computed: a singular matrix, an overflow, values that are not finite.
public final class NumericException extends CopseException {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong
    public NumericException(Problem problem) {
        super(problem);
    }
}
