package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Does what the pages for newcomers tell to do, in the order of each page, and compares what is printed.
///
/// - ` ```console `: lines after `$ ` are run by the shell in one folder per page, with the `./copse` of this
///   build; the other lines are what they print, standard output and standard error. A command goes on after a
///   backslash, and to the line `END` if it says so.
/// - ` ```java `: the blocks of a page are one program, run in the same folder; what it prints is the ` ```text
///   ` block that follows. A block after that goes on with the program, unless it begins with imports: then it
///   begins another.
/// - ` ```python ` and ` ```r `: the same for the blocks of either language, run by `python3` and `Rscript`
///   with `copse` on their path; left as they are where there is no such interpreter, or no package jsonlite.
/// - Pictures of a page that its commands have made are those in `docs/pictures`: the same texts, as many
///   marks.
///
/// `COPSE_GOLDEN=write ./test PagesTest` writes anew what is printed, with `COPSE_PAGE=PART` of the pages whose
/// name has that part.
class PagesTest {
    private static final boolean WRITE = "write".equals(System.getenv("COPSE_GOLDEN"));

    /// A part of the name of the only pages to do; all without it.
    private static final String PART = Objects.requireNonNullElse(System.getenv("COPSE_PAGE"), "");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^```(console|java|python|r|text)\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\(([^)]*/)?([^)/]+\\.svg)\\)");
    private static final Pattern MARKS = Pattern.compile("<(path|line|rect|text)\\b|>([^<]+)<");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

    private static final Pattern FULL_PRECISION = Pattern.compile("-?\\d+\\.\\d{8,}(E-?\\d+)?");

    @BeforeAll
    static void needsAPosixShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: the pages show commands of a POSIX shell");
    }

    @TestFactory
    Stream<DynamicTest> pagesPrintWhatTheySay(@TempDir Path folder) {
        return Stream.of(
                        "README.md",
                        "docs/tutorial/first-tour.md",
                        "docs/reference/cli.md",
                        "docs/reference/ledger.md",
                        "docs/reference/plots.md",
                        "docs/how-to/choose-a-design.md",
                        "docs/how-to/choose-a-size.md",
                        "docs/how-to/run-an-experiment.md",
                        "docs/how-to/effects-beyond-the-average.md",
                        "docs/how-to/simulate-power.md",
                        "docs/how-to/randomise-clusters-with-few-of-them.md",
                        "docs/how-to/test-by-randomisation.md",
                        "docs/how-to/prove-an-assignment.md",
                        "docs/how-to/analyse-an-experiment.md",
                        "docs/how-to/report-an-experiment.md",
                        "docs/how-to/network-experiments.md",
                        "docs/how-to/enrol-as-they-come.md",
                        "docs/how-to/fit-from-the-command-line.md",
                        "docs/how-to/fit-counts-and-shares.md",
                        "docs/tutorial/notebooks.md",
                        "docs/concepts/shrinkage.md",
                        "docs/concepts/icc-and-design-effect.md",
                        "docs/concepts/random-intercepts-and-slopes.md",
                        "docs/concepts/interference.md",
                        "docs/how-to/use-in-notebooks.md",
                        "docs/how-to/use-from-python-and-r.md")
                .filter(name -> name.contains(PART))
                .map(name -> dynamicTest(name, () -> check(Path.of("..").resolve(name), folder.resolve(name))));
    }

    /// Every relative link of every page.
    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    broken.add(page + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("../docs", "../examples", "../bench")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(".."), "*.md")) {
            files.forEach(pages::add);
        }
        return pages;
    }

    private static void check(Path page, Path folder) throws IOException, InterruptedException {
        String text = Files.readString(page);
        Page done = new Page(Files.createDirectories(folder));
        String told = done.follow(text);
        pictures(page, text, folder);
        if (WRITE) {
            Files.writeString(page, told);
            return;
        }
        assertThat(rounded(text))
                .as("%s (COPSE_GOLDEN=write writes it anew)", page)
                .isEqualTo(rounded(told));
    }

    private static void pictures(Path page, String text, Path folder) throws IOException {
        Matcher picture = PICTURE.matcher(text);
        while (picture.find()) {
            Path made = folder.resolve(picture.group(2));
            Path kept = page.resolveSibling(Objects.requireNonNullElse(picture.group(1), "") + picture.group(2));
            if (Files.exists(made) && WRITE) {
                Files.createDirectories(kept.getParent());
                Files.copy(made, kept, StandardCopyOption.REPLACE_EXISTING);
            } else if (Files.exists(made)) {
                assertThat(marks(kept))
                        .as("%s (COPSE_GOLDEN=write draws it anew)", kept)
                        .isEqualTo(marks(made));
            }
        }
    }

    /// What stands in a picture in order: kinds of marks, and the texts. Places and shapes are left out, whose
    /// last digits are rounding errors.
    private static List<String> marks(Path picture) throws IOException {
        return MARKS.matcher(Files.readString(picture))
                .results()
                .map(mark -> rounded(mark.group()))
                .toList();
    }

    /// Numbers in full precision, as CSV and JSON have them, count by their first digits: the last ones are
    /// rounding errors, which another order of the same sums changes.
    private static String rounded(String text) {
        return FULL_PRECISION
                .matcher(text)
                .replaceAll(number -> String.format(Locale.ROOT, "%.4e", Double.parseDouble(number.group())));
    }

    /// One reading of a page.
    private static final class Page {
        private final Path folder;
        private final List<String> program = new ArrayList<>();
        private final Map<String, Script> scripts = new HashMap<>();
        private String printed = "";
        private boolean hasRun;
        private @Nullable Script script;

        /// The blocks of a language that an interpreter reads from a file.
        private final class Script {
            private final StringBuilder source = new StringBuilder();
            private final String language;
            private String printed = "";

            Script(String language) {
                this.language = language;
            }

            Script add(String block) {
                source.append(block);
                return this;
            }

            /// @param told what the page says is printed
            /// @return what is printed beyond what was printed before
            String run(String told) throws IOException, InterruptedException {
                if (!present()) {
                    return told;
                }
                Path file = Files.writeString(folder.resolve("page." + language), source);
                String interpreter = language.equals("r") ? "Rscript" : "python3";
                String all = Page.this.run("/bin/sh", "-c", "PATH=\"$PWD:$PATH\" " + interpreter + " " + file);
                assertThat(all).startsWith(printed);
                String fresh = all.substring(printed.length());
                printed = all;
                return fresh;
            }

            private boolean present() throws IOException, InterruptedException {
                String trial = language.equals("r") ? "Rscript -e 'library(jsonlite)'" : "python3 -c 'import json'";
                return new ProcessBuilder("/bin/sh", "-c", trial + " >/dev/null 2>&1")
                                .start()
                                .waitFor()
                        == 0;
            }
        }

        Page(Path folder) throws IOException {
            this.folder = folder;
            Path launcher = folder.resolve("copse");
            Files.createFile(
                    launcher, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(launcher, """
                            #!/bin/sh
                            main=copse.cli.Main
                            case $1 in
                                classpath) echo '%2$s'; exit ;;
                                jshell | kernel) main=copse.notebook.Main ;;
                            esac
                            exec '%1$s' --enable-native-access=ALL-UNNAMED -cp '%2$s' $main "$@"
                            """.formatted(JAVA, System.getProperty("java.class.path")));
        }

        /// @param text the page
        /// @return the page with what was really printed
        String follow(String text) throws IOException, InterruptedException {
            Matcher block = BLOCK.matcher(text);
            StringBuilder told = new StringBuilder();
            while (block.find()) {
                String content = block.group(2);
                String real = switch (block.group(1)) {
                    case "console" -> console(content);
                    case "java" -> {
                        add(content);
                        yield content;
                    }
                    case "python", "r" -> {
                        script = scripts.computeIfAbsent(block.group(1), Script::new)
                                .add(content);
                        yield content;
                    }
                    default -> {
                        if (script != null) {
                            String said = script.run(content);
                            script = null;
                            yield said;
                        }
                        yield program.isEmpty() || hasRun ? content : runProgram();
                    }
                };
                block.appendReplacement(told, Matcher.quoteReplacement("```" + block.group(1) + "\n" + real + "```"));
            }
            block.appendTail(told);
            assertThat(program.isEmpty() || hasRun)
                    .as("java blocks have a text block behind them")
                    .isTrue();
            return told.toString();
        }

        private String console(String content) throws IOException, InterruptedException {
            StringBuilder told = new StringBuilder();
            List<String> lines = content.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                // `$ copse …` is what the demo prints of its own steps: pages call `./copse`
                if (lines.get(i).startsWith("$ ") && !lines.get(i).startsWith("$ copse ")) {
                    StringBuilder command = new StringBuilder(lines.get(i).substring(2));
                    while (command.charAt(command.length() - 1) == '\\') {
                        command.append('\n').append(lines.get(++i));
                    }
                    if (command.indexOf("<<'END'") >= 0) {
                        do {
                            command.append('\n').append(lines.get(++i));
                        } while (!lines.get(i).equals("END"));
                    }
                    told.append("$ ").append(command).append('\n').append(run("/bin/sh", "-c", command.toString()));
                }
            }
            return told.toString();
        }

        private void add(String block) {
            if (hasRun && block.startsWith("import ")) {
                program.clear();
                printed = "";
            }
            hasRun = false;
            program.add(block);
        }

        /// @return what the program prints beyond what it printed with the blocks before
        private String runProgram() throws IOException, InterruptedException {
            StringBuilder imports = new StringBuilder();
            StringBuilder body = new StringBuilder();
            program.stream()
                    .flatMap(String::lines)
                    .forEach(line -> (line.startsWith("import ") ? imports : body)
                            .append(line)
                            .append('\n'));
            Path source = Files.writeString(
                    folder.resolve("Page.java"),
                    imports + "public class Page { public static void main(String[] args) throws Exception {\n" + body
                            + "} }\n");
            String classPath = System.getProperty("java.class.path");
            StringWriter messages = new StringWriter();
            int exit = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(
                            new PrintWriter(messages),
                            new PrintWriter(messages),
                            "-proc:none",
                            "-cp",
                            classPath,
                            "-d",
                            folder.toString(),
                            source.toString());
            assertThat(exit).as(messages.toString()).isZero();
            String all = run(
                    JAVA.toString(),
                    "-Duser.language=en",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    folder + System.getProperty("path.separator") + classPath,
                    "Page");
            assertThat(all).startsWith(printed);
            String fresh = all.substring(printed.length());
            printed = all;
            hasRun = true;
            return fresh;
        }

        private String run(String... command) throws IOException, InterruptedException {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            // As on a page: no colours, nobody's own width.
            builder.environment().keySet().removeAll(Set.of("COLUMNS", "COPSE_DEBUG"));
            builder.environment().put("NO_COLOR", "1");
            builder.environment().put("COPSE_PROGRESS", "off");
            builder.environment().merge("PATH", JAVA.getParent().toString(), (path, jdk) -> jdk + ":" + path);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }
    }
}
