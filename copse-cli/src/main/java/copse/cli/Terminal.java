package copse.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where a command prints, and what it may know about its surroundings. Tests make their own.
///
/// Output is UTF-8 whatever the locale, since JSON has to be and files should not depend on the machine.
///
/// @param out data
/// @param err talk: errors, notes, progress
/// @param errIsTerminal whether someone watches `err`, so that a line may be rewritten
/// @param width columns to lay out for
/// @param environment the environment variables
public record Terminal(
        PrintStream out, PrintStream err, boolean errIsTerminal, int width, Map<String, String> environment) {
    private static final int DEFAULT_WIDTH = 100;

    private static final int BUFFER = 1 << 16;

    /// @return the process's own
    public static Terminal system() {
        Map<String, String> environment = System.getenv();
        PrintStream out = new PrintStream(
                new java.io.BufferedOutputStream(new Pipe(FileDescriptor.out), BUFFER), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Terminal(out, err, isTerminal(2), width(environment), environment);
    }

    /// @return whether colours may be used
    boolean colour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"))
                && isTerminal(1);
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }

    // Java tells only whether stdin and stdout together are a terminal. Where /proc exists it knows better.
    @SuppressWarnings("SystemConsoleNull") // some JVMs still have none, see the property jdk.console
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    /// The reader of standard output went away, as `head` does: no error, but no reason to go on either.
    static final class ClosedPipe extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClosedPipe(IOException cause) {
            super(cause);
        }
    }

    /// Standard output that tells when it fails; a [PrintStream] over a plain file would swallow a full disk.
    private static final class Pipe extends OutputStream {
        private final FileOutputStream out;

        Pipe(FileDescriptor descriptor) {
            this.out = new FileOutputStream(descriptor);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                String reason = String.valueOf(e.getMessage());
                if (reason.contains("Broken pipe")) {
                    throw new ClosedPipe(e);
                }
                throw new FailedException(
                        CliCode.CANNOT_WRITE,
                        "cannot write to standard output",
                        reason,
                        "make room, or write elsewhere");
            }
        }
    }
}
