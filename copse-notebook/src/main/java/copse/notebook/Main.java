package copse.notebook;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/// What `./copse jshell` and `./copse kernel` run.
public final class Main {
    private static final String USAGE =
            """
            ./copse jshell [OPTION|FILE]…        JShell with copse: imports made, results printed as tables
            ./copse kernel install [DIR]         tells Jupyter of a Java kernel with copse; DIR: a folder of kernels
            ./copse classpath                    the class path of copse, for java, javac, JBang, other kernels
            """;

    /// How JShell prints, in the module's resources.
    static final String MODE = "mode.jsh";

    private static final int WRONG_USAGE = 2;

    private Main() {}

    /// @param args `jshell …`, `kernel run CONNECTION`, `kernel install LAUNCHER [DIR]`
    /// @throws Exception whatever stops the tool or the connection
    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        if (!words.isEmpty() && words.getFirst().equals("jshell")) {
            System.exit(jshell(words.subList(1, words.size())));
        } else if (words.size() == 3 && words.subList(0, 2).equals(List.of("kernel", "run"))) {
            serve(Path.of(words.get(2)));
        } else if (words.size() >= 3 && words.size() <= 4 && words.subList(0, 2).equals(List.of("kernel", "install"))) {
            Path folder = words.size() == 4 ? Path.of(words.get(3)) : KernelSpec.folder(System.getenv(), home());
            Path written = new KernelSpec(Path.of(words.get(2))).write(folder);
            System.out.println("Jupyter knows the kernel \"" + KernelSpec.NAME + "\" now: " + written);
        } else {
            System.err.print(USAGE);
            System.exit(WRONG_USAGE);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    private static int jshell(List<String> given) throws Exception {
        Path imports = resource(CopseKernel.STARTUP);
        Path mode = resource(MODE);
        List<String> words = new ArrayList<>(List.of(options(imports, mode)));
        words.addAll(given);
        try {
            return JavaShellToolBuilder.builder().start(words.toArray(String[]::new));
        } finally {
            Files.delete(imports);
            Files.delete(mode);
        }
    }

    /// @param imports a start-up script
    /// @param mode another
    /// @return the options that make JShell that of copse
    static String[] options(Path imports, Path mode) {
        return new String[] {
            "--execution",
            "copse",
            "--class-path",
            System.getProperty("java.class.path"),
            "--startup",
            "DEFAULT",
            "--startup",
            imports.toString(),
            "--startup",
            mode.toString()
        };
    }

    /// JShell reads start-up scripts from files only.
    private static Path resource(String name) throws IOException {
        return Files.writeString(Files.createTempFile("copse-", "-" + name), Startup.text(name));
    }

    private static void serve(Path connection) throws Exception {
        // What the protocol's library logs would go to the page.
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        JupyterConnection jupyter =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(connection)));
        CopseKernel.start().becomeHandlerForConnection(jupyter);
        jupyter.connect();
        jupyter.waitUntilClose();
    }
}
