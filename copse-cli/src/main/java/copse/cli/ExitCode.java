package copse.cli;

/// What the process tells its caller.
public final class ExitCode {
    /// Done.
    public static final int DONE = 0;

    /// Failed for a reason that is neither the command line nor the data: a full disk, a bug, too small a heap.
    public static final int FAILED = 1;

    /// The command line was wrong.
    public static final int USAGE = 2;

    /// The data, the formula or the plan is wrong.
    public static final int DATA = 3;

    /// Done, but a diagnostic is unmet under `--strict`.
    public static final int DIAGNOSTICS = 4;

    /// Interrupted by the user: 128 + SIGINT, which is also what the JVM itself exits with.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
