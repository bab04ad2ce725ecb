package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import copse.error.Explained;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    @Test
    void saysWhatACodeMeans() {
        Run run = copse("explain", "u102");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("U102: unknown command\n").contains("do: Run `copse --help`");
    }

    @Test
    void unknownCodeSuggestsTheNearest() {
        Run run = copse("explain", "U1O2");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("error[U107]: no code `U1O2`").contains("fix: copse explain U102");
    }

    @Test
    void codesAreDistinctAndSayEverything() {
        List<Explained> all = Catalogues.all();
        assertThat(all)
                .extracting(Explained::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[A-Z]\\d{3}|[a-z]+(-[a-z]+)*"));
        assertThat(all).allSatisfy(entry -> {
            assertThat(entry.title()).as(entry.code()).isNotBlank().doesNotEndWith(".");
            assertThat(entry.meaning()).as(entry.code()).endsWith(".");
            assertThat(entry.advice()).as(entry.code()).isNotBlank();
        });
    }

    /// Every enum on the class path that is a catalogue has to be in the list that `explain` knows.
    @Test
    void everyCatalogueIsListed() throws Exception {
        Set<String> listed = new TreeSet<>(Catalogues.all().stream()
                .map(entry -> ((Enum<?>) entry).getDeclaringClass().getName())
                .toList());
        assertThat(listed).isEqualTo(catalogues());
    }

    private static Set<String> catalogues() throws Exception {
        Set<String> found = new TreeSet<>();
        for (URL root : Collections.list(Explained.class.getClassLoader().getResources("copse"))) {
            URI uri = root.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    collect(jar.getPath("copse"), found);
                }
            } else {
                collect(Path.of(uri), found);
            }
        }
        return found;
    }

    private static void collect(Path root, Set<String> found) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.getParent() == null
                            ? file.toString()
                            : root.getParent().relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(ExplainCommandTest::isCatalogue)
                    .forEach(found::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isCatalogue(String name) {
        try {
            Class<?> type = Class.forName(name, false, ExplainCommandTest.class.getClassLoader());
            return type.isEnum() && Explained.class.isAssignableFrom(type);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
