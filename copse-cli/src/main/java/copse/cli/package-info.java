/// The command line: reads options, calls the library, prints. It holds no statistics.
///
/// - [copse.cli.Main] starts; [copse.cli.Cli] finds the command, runs it, and turns whatever it throws into a message
///   and an exit code ([copse.cli.ExitCode]).
/// - Each command is a [copse.cli.Command] of its own file, listed in `Commands`.
/// - Data goes to standard output, talk to standard error, both through a [copse.cli.Terminal]; files appear whole or
///   not at all.
///
/// ```java
/// int exit = new Cli(Terminal.system()).run("fit", "y ~ x + (1 | g)", "data.csv");
/// ```
@NullMarked
package copse.cli;

import org.jspecify.annotations.NullMarked;
