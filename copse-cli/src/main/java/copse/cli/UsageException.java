package copse.cli;

import copse.error.Problem;

/// A command line that cannot be carried out as it stands; exit code 2.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UsageException(CliCode code, String what, String why, String fix) {
        this(new Problem(code.code(), what, why, fix));
    }

    UsageException(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
