package copse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands of an example's `transcript.txt` and what they print.
///
/// Each is run in this process as it stands, but for file names, which are taken to be in a folder of the test.
final class Transcript {
    private static final String PROMPT = "$ copse ";

    /// A word of a shell command: in quotes, or free of blanks.
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private Transcript() {}

    /// Holds what the commands print against what stands below them.
    ///
    /// @param file the transcript
    /// @param folder for the files that the commands write
    /// @return exit codes, in order
    static List<Integer> check(Path file, Path folder) throws IOException {
        StringBuilder seen = new StringBuilder();
        List<Integer> exits = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(PROMPT)) {
                Run run = Run.copse(words(line.substring(PROMPT.length()), folder));
                seen.append(line).append('\n').append(plain(run, folder)).append('\n');
                exits.add(run.exit());
            }
        }
        Golden.check(file, seen.toString());
        return exits;
    }

    private static Object[] words(String command, Path folder) {
        List<Object> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word = matcher.group(1) != null
                    ? matcher.group(1)
                    : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            words.add(word.matches("\\w+\\.(csv|json)") ? folder.resolve(word) : word);
        }
        words.add("--quiet");
        return words.toArray();
    }

    private static String plain(Run run, Path folder) {
        return (run.out() + run.err()).replace(folder + folder.getFileSystem().getSeparator(), "");
    }
}
