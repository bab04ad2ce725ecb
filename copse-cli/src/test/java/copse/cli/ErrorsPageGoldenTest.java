package copse.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// docs/reference/errors.md is what `copse explain --format md` prints.
class ErrorsPageGoldenTest {
    @Test
    void pageSaysWhatExplainSays() {
        Golden.check(
                Path.of("../docs/reference/errors.md"),
                Run.copse("explain", "--format", "md").out());
    }
}
