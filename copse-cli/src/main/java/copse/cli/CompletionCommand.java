package copse.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// `copse completion`: a script with which the shell completes commands and options.
@CommandLine.Command(
        name = "completion",
        header = "Prints a completion script for the shell.",
        footer = {"  source <(copse completion bash)", "  source <(copse completion zsh)"})
final class CompletionCommand extends Command {
    /// The shells that the script works in. The names are those of the argument.
    enum Shell {
        /// GNU Bash.
        bash,
        /// The Z shell, through its emulation of Bash's completion, which the script switches on by itself.
        zsh
    }

    @Parameters(arity = "1", paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.bash;

    CompletionCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        CommandLine all = Cli.line(new RootCommand(terminal()), Commands.ALL.keySet());
        String script = AutoComplete.bash("copse", all);
        terminal().out().print(shell == Shell.zsh ? "autoload -Uz compinit && compinit\n" + script : script);
        return ExitCode.DONE;
    }
}
