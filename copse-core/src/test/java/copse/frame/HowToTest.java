package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles and runs the code of the how-to page and compares what it prints with what the page says.
class HowToTest {
    private static final Path PAGE = Path.of("..", "docs", "how-to", "shape-data.md");

    @Test
    void pagePrintsWhatItSays(@TempDir Path classes) throws Exception {
        String page = Files.readString(PAGE);
        List<String> blocks = blocks(page, "java");
        String imports = blocks.getFirst();
        String body = String.join("\n", blocks.subList(1, blocks.size()));
        compile(imports + "public class Page { public static void main(String[] args) {\n" + body + "\n} }", classes);
        assertThat(run(classes).lines())
                .containsExactlyElementsOf(
                        String.join("", blocks(page, "text")).lines().toList());
    }

    private static List<String> blocks(String page, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static void compile(String source, Path into) throws IOException {
        Path file = Files.writeString(into.resolve("Page.java"), source);
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-cp", System.getProperty("java.class.path"), file.toString());
        assertThat(exit).as(messages.toString()).isZero();
    }

    private static String run(Path classes) throws IOException, ReflectiveOperationException {
        PrintStream console = System.out;
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Locale.setDefault(Locale.ROOT);
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Page").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
            Locale.setDefault(locale);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
