package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in `examples/call-center/transcript.txt`, a whole study from 1.6 million calls to the result,
/// print what stands below them there.
///
/// Each is run in this process as it stands, but for file names, which are taken to be in a folder of the test.
@Tag("slow")
class CallCenterExampleGoldenTest {
    private static final Path TRANSCRIPT = Path.of("..", "examples", "call-center", "transcript.txt");
    private static final String PROMPT = "$ copse ";
    private static final String INTO = " > ";

    /// A word of a shell command: in quotes, or free of blanks.
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static final Pattern FILE = Pattern.compile("\\b\\w+\\.(csv|json)\\b");

    @Test
    void printsWhatItSays(@TempDir Path folder) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line : Files.readAllLines(TRANSCRIPT)) {
            if (line.startsWith(PROMPT)) {
                int into = line.lastIndexOf(INTO);
                String command = line.substring(PROMPT.length(), into < 0 ? line.length() : into);
                Run run = Run.copse(words(command, folder));
                assertThat(run.exit()).as(line + "\n" + run.err()).isEqualTo(ExitCode.DONE);
                if (into >= 0) {
                    Files.writeString(folder.resolve(line.substring(into + INTO.length())), run.out());
                }
                seen.append(line)
                        .append('\n')
                        .append(into < 0 ? plain(run, folder) : "")
                        .append('\n');
            }
        }
        Golden.check(TRANSCRIPT, seen.toString());
    }

    private static Object[] words(String command, Path folder) {
        List<Object> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word = matcher.group(1) != null
                    ? matcher.group(1)
                    : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            words.add(FILE.matcher(word)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            folder.resolve(found.group()).toString())));
        }
        words.add("--quiet");
        return words.toArray();
    }

    private static String plain(Run run, Path folder) {
        return (run.out() + run.err()).replace(folder + folder.getFileSystem().getSeparator(), "");
    }
}
