package copse.cli;

import copse.error.CopseException;
import copse.error.Problem;

/// Something outside the user's data failed: a disk, a process; exit code 1.
final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    FailedException(CliCode code, String what, String why, String fix) {
        super(what);
        this.problem = new Problem(code.code(), what, why, fix);
    }

    FailedException(CliCode code, String what, String why, String fix, Throwable cause) {
        super(what, cause);
        this.problem = new Problem(code.code(), what, why, fix);
    }

    /// Something that a library tells, but that lies in the machine.
    FailedException(CopseException cause) {
        super(cause.getMessage(), cause);
        this.problem = cause.problem();
    }

    Problem problem() {
        return problem;
    }
}
