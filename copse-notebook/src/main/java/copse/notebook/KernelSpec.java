package copse.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Jupyter has to know to start the kernel.
///
/// @param launcher the script `copse` of a clone
record KernelSpec(Path launcher) {
    /// The name that notebooks keep.
    static final String NAME = "copse";

    /// The folder of the user's kernels, by the rules of Jupyter.
    ///
    /// Source: Jupyter documentation, "Common Directories and File Locations".
    ///
    /// @param environment variables, of which `JUPYTER_DATA_DIR` and `XDG_DATA_HOME` count
    /// @param home the user's folder
    /// @return a folder that need not exist
    static Path folder(Map<String, String> environment, Path home) {
        String given = environment.get("JUPYTER_DATA_DIR");
        if (given != null && !given.isBlank()) {
            return Path.of(given, "kernels");
        }
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
            return home.resolve("Library/Jupyter/kernels");
        }
        String data = environment.get("XDG_DATA_HOME");
        Path base = data == null || data.isBlank() ? home.resolve(".local/share") : Path.of(data);
        return base.resolve("jupyter/kernels");
    }

    /// @param folder of kernels, made if need be
    /// @return the file written
    /// @throws IOException if it cannot be written
    Path write(Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve(NAME)).resolve("kernel.json");
        return Files.writeString(file, json().toPrettyString() + "\n");
    }

    private ObjectNode json() {
        ObjectNode spec = JsonMapper.shared().createObjectNode();
        spec.putArray("argv")
                .add(launcher.toAbsolutePath().toString())
                .add("kernel")
                .add("run")
                .add("{connection_file}");
        // A running cell is stopped by a message: a signal would end the kernel.
        return spec.put("display_name", "Java (copse)").put("language", "java").put("interrupt_mode", "message");
    }
}
