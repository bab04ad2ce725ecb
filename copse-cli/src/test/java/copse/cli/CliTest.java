package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every command has in common.
class CliTest {
    static Iterable<String> commands() {
        return Commands.ALL.keySet();
    }

    @Test
    void versionNamesCopseAndJava() {
        Run run = copse("--version");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).matches("copse \\d+\\.\\d+\\.\\d+\\S* on Java 25.*\\R");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void quietBeforeTheCommandIsQuietToo() {
        assertThat(copse("simulate", "students", "--students", "500").err()).contains("note: seed");
        assertThat(copse("--quiet", "simulate", "students", "--students", "500").err())
                .isEmpty();
    }

    @Test
    void helpListsEveryCommandAndTheExitCodes() {
        Run run = copse("--help");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains(Commands.ALL.keySet()).contains("Examples:", "130", "interrupted");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfEachCommandHasExamplesThatNameIt(String command) {
        Run run = copse(command, "--help");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: copse " + command, "Examples:");
        assertThat(run.out().substring(run.out().indexOf("Examples:"))).contains("copse " + command);
    }

    @Test
    void nothingToDoShowsTheOverviewAsAnError() {
        Run run = copse();
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: copse COMMAND");
    }

    @Test
    void unknownCommandSuggestsTheNearest() {
        Run run = copse("explian", "F103");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("error[U102]: unknown command `explian`\n")
                .contains("fix: did you mean `explain`?");
    }

    @Test
    void unknownOptionSuggestsTheNearest() {
        Run run = copse("explain", "--jsno");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("error[U101]: unknown option `--jsno`\n")
                .contains("`copse explain` has no such option", "fix: did you mean `--json`?");
    }

    @Test
    void wordThatAnOptionDoesNotKnowSuggestsTheNearest() {
        Run run = copse("explain", "--format", "jsom");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains(
                        "error[U104]: --format cannot be `jsom`", "table, csv, md, html, json", "did you mean `json`?");
    }

    @Test
    void missingArgumentShowsAnExample() {
        Run run = copse("completion");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("error[U103]: missing SHELL", "source <(copse completion bash)");
    }

    @Test
    void contradictionIsRefused() {
        Run run = copse("explain", "--json", "--format", "csv");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("error[U105]: both --json and --format csv were given");
    }

    @Test
    void stackTraceOnlyWithDebug() {
        assertThat(copse("explain", "X999").err()).doesNotContain("\tat copse");
        assertThat(copse("explain", "X999", "--debug").err()).contains("\tat copse");
        assertThat(Run.with(java.util.Map.of("COPSE_DEBUG", "1"), "explain", "X999")
                        .err())
                .contains("\tat copse");
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        Run run = copse("completion", "bash");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("explain", "--format", "complete ");
        assertThat(copse("completion", "zsh").out()).startsWith("autoload -Uz compinit");
    }
}
