package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in `examples/schools/transcript.txt` print what stands below them there.
class SchoolsExampleGoldenTest {
    @Test
    void printsWhatItSays(@TempDir Path folder) throws IOException {
        assertThat(Transcript.check(Path.of("..", "examples", "schools", "transcript.txt"), folder))
                .containsExactly(ExitCode.DONE, ExitCode.DONE, ExitCode.DONE, ExitCode.DONE);
    }
}
