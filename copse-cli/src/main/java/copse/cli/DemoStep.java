package copse.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A command of the demonstration: run as anybody would run it, shown so that it can be pasted.
///
/// @param title what it does, in a few words
/// @param words the command line after `copse`
/// @param into file that takes what it prints, null to keep it
record DemoStep(String title, List<String> words, @Nullable Path into) {
    /// Copies the list.
    DemoStep {
        words = List.copyOf(words);
    }

    /// What came of it.
    ///
    /// @param exit exit code
    /// @param out what was printed; empty if it went into a file
    /// @param err what was said
    record Outcome(int exit, String out, String err) {
        /// @return the first paragraph, in one line
        String firstParagraph() {
            return out.strip().split("\n\n", 2)[0].replace('\n', ' ');
        }
    }

    /// @param terminal whose surroundings the command sees
    /// @return what came of it
    /// @throws IOException if the file cannot be written
    Outcome run(Terminal terminal) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal own = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false,
                terminal.width(),
                terminal.environment());
        int exit = new Cli(own).run(quietly().toArray(String[]::new));
        if (into != null && exit == ExitCode.DONE) {
            Output.stream(into, stream -> stream.write(out.toByteArray()));
        }
        return new Outcome(
                exit, into == null ? out.toString(StandardCharsets.UTF_8) : "", err.toString(StandardCharsets.UTF_8));
    }

    private List<String> quietly() {
        return java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of("--quiet"))
                .toList();
    }

    /// @return the command line for a POSIX shell
    String line() {
        return "copse " + words.stream().map(DemoStep::quoted).collect(Collectors.joining(" "))
                + (into == null ? "" : " > " + quoted(into.toString()));
    }

    private static String quoted(String word) {
        if (word.matches("[\\w./:=,@%+-]+")) {
            return word;
        }
        return word.contains("'") && !word.matches("(?s).*[\"$`\\\\!].*")
                ? "\"" + word + "\""
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
