package copse.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/// What `./copse jshell` and `./copse kernel` run.
public final class Main {
    private static final String USAGE = """
            ./copse jshell [OPTION|FILE]…        JShell with copse: imports made, results printed as tables
            ./copse kernel install [DIR]         tells Jupyter of a Java kernel with copse; DIR: a folder of kernels
            ./copse classpath                    the class path of copse, for java, javac, JBang, other kernels
            """;

    private static final int WRONG_USAGE = 2;

    private Main() {}

    /// @param args `jshell …`, `kernel run CONNECTION`, `kernel install LAUNCHER [DIR]`
    /// @throws Exception whatever stops the tool or the connection
    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        if (!words.isEmpty() && words.getFirst().equals("jshell")) {
            System.exit(Shell.start(JavaShellToolBuilder.builder(), words.subList(1, words.size())));
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

    private static void serve(Path connection) throws Exception {
        JupyterConnection jupyter =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(connection)));
        CopseKernel.start().becomeHandlerForConnection(jupyter);
        jupyter.connect();
        jupyter.waitUntilClose();
    }
}
