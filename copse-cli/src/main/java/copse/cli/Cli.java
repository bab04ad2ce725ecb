package copse.cli;

import copse.error.CopseException;
import copse.error.DesignException;
import copse.error.FormulaException;
import copse.error.InputException;
import copse.error.NumericException;
import copse.error.PlanException;
import copse.error.Problem;
import copse.report.Numbers;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Finds the command, runs it, and turns whatever it throws into a message on standard error and an exit code.
public final class Cli {
    private final Terminal terminal;

    /// @param terminal where to print
    public Cli(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs one command to its end.
    ///
    /// @param args the words after `copse`
    /// @return the exit code, one of [ExitCode]
    public int run(String... args) {
        boolean debug = Arrays.asList(args).contains("--debug")
                || !terminal.environment().getOrDefault("COPSE_DEBUG", "").isEmpty();
        int exit;
        try {
            exit = execute(args);
            terminal.out().flush();
        } catch (Terminal.ClosedPipe e) {
            exit = ExitCode.DONE;
        } catch (ParameterException e) {
            exit = fail(Usage.problem(e), ExitCode.USAGE, e, debug);
        } catch (UsageException e) {
            exit = fail(e.problem(), ExitCode.USAGE, e, debug);
        } catch (FailedException e) {
            exit = fail(e.problem(), ExitCode.FAILED, e, debug);
        } catch (CopseException e) {
            exit = fail(e.problem(), exitCode(e), e, debug);
        } catch (OutOfMemoryError e) {
            exit = fail(heap(), ExitCode.FAILED, e, debug);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exit = ExitCode.INTERRUPTED;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            exit = fail(internal(e), ExitCode.FAILED, e, debug);
        }
        terminal.err().flush();
        return exit;
    }

    private int execute(String... args) throws Exception {
        RootCommand root = new RootCommand(terminal);
        String first = Arrays.stream(args)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("");
        Collection<String> needed = Commands.ALL.containsKey(first) ? List.of(first) : Commands.ALL.keySet();
        ParseResult parsed = line(root, needed).parseArgs(args);
        ParseResult leaf = parsed;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        if (leaf.isUsageHelpRequested()) {
            Usage.print(terminal, leaf.commandSpec().commandLine(), terminal.out());
            return ExitCode.DONE;
        }
        if (leaf.isVersionHelpRequested()) {
            terminal.out().println(RootCommand.versionText());
            return ExitCode.DONE;
        }
        Command command = (Command) leaf.commandSpec().userObject();
        command.words(List.of(args));
        if (root.quiet()) {
            command.hush(); // `copse --quiet fit …` is as good as `copse fit … --quiet`
        }
        return command.run();
    }

    /// @param root the overview
    /// @param names the commands to know
    /// @return picocli's model of them
    static CommandLine line(RootCommand root, Collection<String> names) {
        CommandLine line = new CommandLine(root);
        names.forEach(name ->
                line.addSubcommand(name, Commands.make(name, root.terminal()).line()));
        Usage.layOut(line);
        return line;
    }

    private static int exitCode(CopseException e) {
        return switch (e) {
            case InputException _, FormulaException _, PlanException _, DesignException _ -> ExitCode.DATA;
            case NumericException _ -> ExitCode.FAILED;
        };
    }

    private int fail(Problem problem, int exit, Throwable cause, boolean debug) {
        terminal.out().flush();
        List<Problem> problems = cause instanceof PlanException all ? all.problems() : List.of(problem);
        problems.forEach(one -> terminal.err().println(one.text()));
        if (debug) {
            cause.printStackTrace(terminal.err());
        }
        return exit;
    }

    private static Problem heap() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return new Problem(
                CliCode.HEAP.code(),
                "the heap of " + Numbers.count(megabytes) + " MB is too small for this",
                "columns that are held in memory take 8 bytes per value, and results grow with the number of group levels",
                "COPSE_JAVA_OPTS=-Xmx" + Math.max(1, (4 * megabytes) >> 10) + "g copse …");
    }

    private static Problem internal(Throwable e) {
        String what = e.getClass().getSimpleName()
                + (e.getMessage() == null
                        ? ""
                        : ": " + e.getMessage().lines().findFirst().orElse(""));
        return new Problem(
                CliCode.INTERNAL.code(),
                "internal error: " + what,
                "this is a bug in copse, not in what you did (" + RootCommand.versionText() + ")",
                "run the command again with --debug and report its whole output");
    }
}
