package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in `examples/social-network/transcript.txt` print what stands below them there.
class SocialNetworkExampleGoldenTest {
    @Test
    void printsWhatItSays(@TempDir Path folder) throws IOException {
        assertThat(Transcript.check(Path.of("..", "examples", "social-network", "transcript.txt"), folder))
                .hasSize(9)
                .containsOnly(ExitCode.DONE);
    }
}
