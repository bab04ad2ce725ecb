package copse.notebook;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.tool.JavaShellToolBuilder;

/// JShell with copse: imports are made, results print as tables, declarations print nothing.
final class Shell {
    /// How it prints, in the module's resources.
    private static final String MODE = "mode.jsh";

    private static final String NAME = "copse";

    private Shell() {}

    /// @param tool with its input and output
    /// @param given what the user adds: options of JShell, files to load
    /// @return the exit code of the tool
    static int start(JavaShellToolBuilder tool, List<String> given) throws Exception {
        Path imports = Files.writeString(Files.createTempFile("copse-", ".jsh"), Startup.text(CopseKernel.STARTUP));
        try {
            List<String> words = new ArrayList<>(List.of(
                    "--execution",
                    new ShowingProvider().name(),
                    "--class-path",
                    classPath(),
                    "--startup",
                    "DEFAULT",
                    "--startup",
                    imports.toString(),
                    "--feedback",
                    NAME));
            words.addAll(given);
            return tool.persistence(settings()).start(words.toArray(String[]::new));
        } finally {
            Files.delete(imports);
        }
    }

    /// JShell refuses entries that are not there, which Java itself passes over: a module without classes.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Settings with our way of printing in them.
    ///
    /// JShell reads start-up scripts before it knows of ways to print, and takes those of earlier sessions from
    /// its settings, in a form of its own. So an earlier session is held, without a snippet in it.
    private static Map<String, String> settings() throws Exception {
        Map<String, String> settings = new HashMap<>();
        String commands = Startup.text(MODE) + "/set mode " + NAME + " -retain\n/exit\n";
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            JavaShellToolBuilder.builder()
                    .in(new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8)), null)
                    .out(nowhere)
                    .persistence(settings)
                    .start("--execution", "local", "--no-startup");
        }
        return settings;
    }
}
