package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which JDK `./copse` and `./test` take, with folders that only look like JDKs.
class ToolchainTest {
    private static final Path SCRIPT =
            Path.of("../tools/toolchain.sh").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeAll
    static void needsAPosixShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: the launchers are shell scripts");
    }

    @Test
    void javaHomeComesFirst() throws Exception {
        Path named = jdk("named one", "27.0.1");
        Path onPath = jdk("on-path", "25.0.3");
        assertThat(found(named, onPath)).isEqualTo(named.toString());
    }

    @Test
    void javaHomeThatIsTooOldGivesWayToThePath() throws Exception {
        Path named = jdk("named", "17.0.15");
        Path onPath = jdk("on path", "25");
        assertThat(found(named, onPath)).isEqualTo(onPath.toString());
    }

    @Test
    void aLinkOnThePathIsFollowed() throws Exception {
        Path real = jdk("real", "26-ea");
        Path links = Files.createDirectories(folder.resolve("links/bin"));
        Files.createSymbolicLink(links.resolve("java"), real.resolve("bin/java"));
        assertThat(found(jdk("named", "24.0.2"), links.getParent())).isEqualTo(real.toString());
    }

    @Test
    void anOldJavaHomeAndPathGiveWayToTheHomeFolder() throws Exception {
        Path old = jdk("old", "1.8.0_504");
        Path managed = jdk(".sdkman/candidates/java/30-tem", "30");
        // The machine may have one in a folder of the system, which is as good.
        assertThat(Path.of(found(old, old)))
                .satisfiesAnyOf(
                        home -> assertThat(home).isEqualTo(managed),
                        home -> assertThat(home.resolve("release")).content().contains("JAVA_VERSION"));
    }

    /// A folder with `release`, `bin/java` and `bin/javac`.
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.toRealPath().resolve(name);
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String tool : new String[] {"java", "javac"}) {
            Path file = bin.resolve(tool);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private String found(Path javaHome, Path onPath) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder(
                "/bin/sh", "-eu", "-c", ". \"$0\"; find_jdk; printf %s \"$JAVA_HOME\"", SCRIPT.toString());
        Map<String, String> environment = shell.environment();
        environment.put("JAVA_HOME", javaHome.toString());
        environment.put("PATH", onPath.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", folder.toRealPath().toString());
        Process process = shell.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
