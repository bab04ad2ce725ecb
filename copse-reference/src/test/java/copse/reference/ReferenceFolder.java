package copse.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tree of reference cases: every JSON in it, wherever it lies, and `power_grid.csv`.
///
/// @param root the folder
record ReferenceFolder(Path root) {
    /// The one case that is a table of its own.
    private static final String POWER_GRID = "power_grid.csv";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Something that should be a case.
    sealed interface Found {
        /// @return path from the root without the ending, and `#id` for a case out of many
        String id();
    }

    /// A case that can be read.
    ///
    /// @param id path from the root without the ending, and `#id` for a case out of many
    /// @param kind the `kind` of its file
    /// @param function `fn` of a case of kind `design`, empty otherwise
    /// @param json the case; for `power_grid.csv` an object that names the file
    record ReferenceCase(String id, String kind, String function, JsonNode json) implements Found {}

    /// A file that should be a case and is none.
    ///
    /// @param id path from the root
    /// @param problem what is wrong
    record Unreadable(String id, String problem) implements Found {}

    /// The folder asked for: `COPSE_REFERENCE`, or the copy in the test resources.
    ///
    /// @return the folder
    /// @throws AssertionError if `COPSE_REFERENCE` names no folder
    static ReferenceFolder asked() {
        String asked = System.getenv("COPSE_REFERENCE");
        return asked == null || asked.isBlank() ? standard() : of(asked);
    }

    // `.ci/run` names the folder from the project's root, the tests run one below it.
    private static ReferenceFolder of(String asked) {
        return Stream.of(Path.of(asked), Path.of("..").resolve(asked))
                .filter(Files::isDirectory)
                .findFirst()
                .map(path -> new ReferenceFolder(path.toAbsolutePath().normalize()))
                .orElseThrow(() -> new AssertionError("COPSE_REFERENCE names no folder: " + asked));
    }

    /// @return the copy in the test resources
    static ReferenceFolder standard() {
        URL url = Objects.requireNonNull(
                ReferenceFolder.class.getResource("/reference"), "no reference folder in the test resources");
        try {
            return new ReferenceFolder(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param part a folder, or a case by its path from the root with or without the ending; empty for all
    /// @return the cases of that part, in order of their paths
    List<Found> cases(String part) {
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> within(name(file), part))
                    .sorted()
                    .forEach(file -> read(file, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /// @param one a case that is a file of its own
    /// @return the file
    Path file(ReferenceCase one) {
        return root.resolve(one.json().path("data").asString());
    }

    /// @param name path of a JSON file from the root
    /// @return what is in it
    JsonNode json(String name) {
        return JSON.readTree(root.resolve(name).toFile());
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static boolean within(String name, String part) {
        String wanted = part.endsWith("/") ? part.substring(0, part.length() - 1) : part;
        return wanted.isEmpty()
                || name.equals(wanted)
                || name.startsWith(wanted + "/")
                || name.startsWith(wanted + ".");
    }

    private void read(Path file, List<Found> into) {
        String name = name(file);
        if (name.endsWith(".json")) {
            readJson(file, name, into);
        } else if (file.endsWith(POWER_GRID)) {
            into.add(new ReferenceCase(
                    name, "design", "power_grid", JSON.createObjectNode().put("data", name)));
        }
    }

    private void readJson(Path file, String name, List<Found> into) {
        String id = name.substring(0, name.length() - ".json".length());
        JsonNode json;
        try {
            json = JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            into.add(new Unreadable(id, "not JSON: " + e.getOriginalMessage()));
            return;
        }
        String kind = json.path("kind").asString("");
        if (kind.isEmpty()) {
            into.add(new Unreadable(id, "the file names no `kind`"));
        } else if (kind.equals("design")) {
            readDesign(json, id, into);
        } else {
            into.add(new ReferenceCase(id, ComparisonCases.isStored(json) ? kind + " stored" : kind, "", json));
        }
    }

    private static void readDesign(JsonNode json, String id, List<Found> into) {
        if (json.path("cases").isEmpty()) {
            into.add(new Unreadable(id, "a file of kind `design` without `cases`"));
        }
        for (JsonNode one : json.path("cases")) {
            String function = one.path("fn").asString("");
            String caseId = id + "#" + one.path("id").asString("?");
            into.add(
                    function.isEmpty()
                            ? new Unreadable(caseId, "a case of kind `design` without `fn`")
                            : new ReferenceCase(caseId, "design", function, one));
        }
    }
}
