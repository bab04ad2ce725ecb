package copse.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KernelSpecTest {
    @Test
    void namesTheLauncher(@TempDir Path folder) throws IOException {
        Path written = new KernelSpec(folder.resolve("a b").resolve("copse")).write(folder.resolve("kernels"));
        assertThat(written).isEqualTo(folder.resolve("kernels/copse/kernel.json"));
        JsonNode spec = JsonMapper.shared().readTree(Files.readString(written));
        assertThat(spec.at("/argv/0").asString())
                .isEqualTo(folder.resolve("a b/copse").toString());
        assertThat(spec.at("/argv/3").asString()).isEqualTo("{connection_file}");
        assertThat(spec.at("/interrupt_mode").asString()).isEqualTo("message");
    }

    @Test
    void foldersAreJupytersOwn(@TempDir Path home) {
        assertThat(KernelSpec.folder(Map.of("JUPYTER_DATA_DIR", "/data"), home)).isEqualTo(Path.of("/data/kernels"));
        assertThat(KernelSpec.folder(Map.of(), home).toString())
                .startsWith(home.toString())
                .endsWith("kernels");
    }
}
