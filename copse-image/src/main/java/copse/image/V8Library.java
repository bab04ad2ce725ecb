package copse.image;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/// Where the native library of V8 is: beside the jars in the program as it is packed, else inside of a jar,
/// from where it is copied into a temporary folder at each start (40 MB, 0.1 s).
final class V8Library {
    private static final JSRuntimeType TYPE = JSRuntimeType.V8;

    static {
        beside().ifPresent(folder -> JavetLibLoader.setLibLoadingListener(new Beside(folder)));
    }

    private V8Library() {}

    /// @return the host of engines
    /// @throws JavetException if there is no library for this machine, or it cannot be loaded
    static V8Host host() throws JavetException {
        V8Host host = V8Host.getInstance(TYPE);
        if (!host.isLibraryLoaded() && host.getLastException() != null) {
            throw host.getLastException();
        }
        return host;
    }

    private static Optional<File> beside() {
        try {
            CodeSource source = JavetLibLoader.class.getProtectionDomain().getCodeSource();
            if (source == null) {
                return Optional.empty();
            }
            Path folder =
                    Path.of(source.getLocation().toURI()).resolveSibling(".").normalize();
            return Files.exists(folder.resolve(new JavetLibLoader(TYPE).getLibFileName()))
                    ? Optional.of(folder.toFile())
                    : Optional.empty();
        } catch (JavetException | URISyntaxException e) {
            return Optional.empty(); // no library is known for this system: loading says so
        }
    }

    private record Beside(File folder) implements IJavetLibLoadingListener {
        @Override
        public File getLibPath(JSRuntimeType type) {
            return folder;
        }

        @Override
        public boolean isDeploy(JSRuntimeType type) {
            return false;
        }
    }
}
