package copse.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One run of the command line inside the test's process.
///
/// @param exit the exit code
/// @param out standard output
/// @param err standard error
record Run(int exit, String out, String err) {
    /// Wide enough that paths of temporary folders do not wrap differently from machine to machine.
    private static final int WIDTH = 100;

    /// @param words the command line after `copse`
    static Run copse(Object... words) {
        return with(Map.of(), words);
    }

    /// @param environment the environment variables
    /// @param words the command line after `copse`
    static Run with(Map<String, String> environment, Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false,
                WIDTH,
                environment);
        int exit = new Cli(terminal)
                .run(List.of(words).stream().map(Object::toString).toArray(String[]::new));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
