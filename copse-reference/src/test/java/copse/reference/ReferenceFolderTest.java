package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;

import copse.reference.ReferenceFolder.Found;
import copse.reference.ReferenceFolder.ReferenceCase;
import copse.reference.ReferenceFolder.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceFolderTest {
    @TempDir
    private Path root;

    private ReferenceFolder folder;

    @BeforeEach
    void write() throws IOException {
        put("lmm/a.json", "{\"kind\": \"lmm\"}");
        put("lmm/deeper/b.json", "{\"kind\": \"glmm\"}");
        put("lmm2/c.json", "{\"kind\": \"new\"}");
        put("design/d.json", "{\"kind\": \"design\", \"cases\": [{\"id\": \"x\", \"fn\": \"f\"}, {\"id\": \"y\"}]}");
        put("design/power_grid.csv", "delta\n1\n");
        put("broken.json", "{");
        put("kindless.json", "{}");
        put("lmm/data.csv", "y\n1\n");
        folder = new ReferenceFolder(root);
    }

    private void put(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> ids(String part) {
        return folder.cases(part).stream().map(Found::id).toList();
    }

    @Test
    void everyJsonInTheTreeIsCase() {
        assertThat(ids(""))
                .containsExactlyInAnyOrder(
                        "broken",
                        "design/d#x",
                        "design/d#y",
                        "design/power_grid.csv",
                        "kindless",
                        "lmm/a",
                        "lmm/deeper/b",
                        "lmm2/c");
    }

    @Test
    void partIsFolderOrCase() {
        assertThat(ids("lmm")).containsExactly("lmm/a", "lmm/deeper/b");
        assertThat(ids("lmm/")).containsExactly("lmm/a", "lmm/deeper/b");
        assertThat(ids("lmm/a")).containsExactly("lmm/a");
        assertThat(ids("lmm/a.json")).containsExactly("lmm/a");
        assertThat(ids("nothing")).isEmpty();
    }

    @Test
    void kindsAndFunctionsAreRead() {
        assertThat(folder.cases("design"))
                .filteredOn(ReferenceCase.class::isInstance)
                .extracting(found -> ((ReferenceCase) found).function())
                .containsExactly("f", "power_grid");
        assertThat(((ReferenceCase) folder.cases("lmm2").getFirst()).kind()).isEqualTo("new");
    }

    @Test
    void whatIsNoCaseIsReported() {
        assertThat(folder.cases(""))
                .filteredOn(Unreadable.class::isInstance)
                .extracting(Found::id)
                .containsExactlyInAnyOrder("broken", "kindless", "design/d#y");
    }
}
