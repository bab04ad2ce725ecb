package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in `examples/students/transcript.txt` print what stands below them there.
///
/// Each is run in this process as it stands, but for file names, which are taken to be in a folder of the test.
class StudentsExampleGoldenTest {
    private static final Path TRANSCRIPT = Path.of("..", "examples", "students", "transcript.txt");
    private static final String PROMPT = "$ copse ";

    /// A word of a shell command: in single quotes, or free of blanks.
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @Test
    void printsWhatItSays(@TempDir Path folder) throws IOException {
        StringBuilder seen = new StringBuilder();
        List<Integer> exits = new ArrayList<>();
        for (String line : Files.readAllLines(TRANSCRIPT)) {
            if (line.startsWith(PROMPT)) {
                Run run = Run.copse(words(line.substring(PROMPT.length()), folder));
                seen.append(line).append('\n').append(plain(run, folder)).append('\n');
                exits.add(run.exit());
            }
        }
        Golden.check(TRANSCRIPT, seen.toString());
        assertThat(exits).containsExactly(ExitCode.DONE, ExitCode.DONE, ExitCode.DONE, ExitCode.DATA);
    }

    private static Object[] words(String command, Path folder) {
        List<Object> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            words.add(word.matches("\\w+\\.(csv|json)") ? folder.resolve(word) : word);
        }
        words.add("--quiet");
        return words.toArray();
    }

    private static String plain(Run run, Path folder) {
        return (run.out() + run.err()).replace(folder + folder.getFileSystem().getSeparator(), "");
    }
}
