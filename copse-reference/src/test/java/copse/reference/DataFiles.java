package copse.reference;

import copse.scenario.ReferenceData;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds or makes the data file of a case.
///
/// Files are sought in the reference folder, in the default reference folder, then in the test resources. Files with a
/// `data_generator` are never read but made by copse's own simulator and held against the digest of the case.
final class DataFiles {
    /// Data that may not be copied into the project and are not at hand.
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        private final String data;

        private Missing(String data) {
            super(data + " may not be copied into this project: set COPSE_REFERENCE to the folder that has it");
            this.data = data;
        }

        String data() {
            return data;
        }
    }

    private final ReferenceFolder folder;
    private final boolean mustBeThere;
    private final Map<String, Path> made = new HashMap<>();

    /// @param folder the folder asked for
    DataFiles(ReferenceFolder folder) {
        this.folder = folder;
        // a folder given by hand is meant to be whole, and CI has it
        this.mustBeThere = !folder.equals(ReferenceFolder.standard()) || "true".equals(System.getenv("CI"));
    }

    /// @param one a case
    /// @return its data file
    /// @throws Missing if the file is not there and need not be
    Path of(Expected one) throws Missing {
        String data = one.at("data").text();
        one.ignore("data_root");
        if (one.has("data_generator")) {
            return made(data, one.at("data_generator"));
        }
        return Stream.of(
                        folder.root(),
                        ReferenceFolder.standard().root(),
                        ReferenceFolder.standard().root().getParent())
                .map(root -> root.resolve(data))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> missing(data));
    }

    private Missing missing(String data) {
        if (mustBeThere) {
            throw new AssertionError("no " + data + " in " + folder.root() + " or the test resources");
        }
        return new Missing(data);
    }

    private Path made(String data, Expected recipe) {
        String generator = recipe.at("generator").text();
        List<String> arguments = recipe.at("args").texts();
        String expected = recipe.at("sha256").text();
        return made.computeIfAbsent(
                generator + arguments + expected, key -> make(data, generator, arguments, expected));
    }

    private static Path make(String data, String generator, List<String> arguments, String expected) {
        try {
            Path file =
                    Files.createTempFile("copse-reference-", "-" + Path.of(data).getFileName());
            file.toFile().deleteOnExit();
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
                ReferenceData.generatedBy(generator, arguments).writeCsv(out);
            }
            String digest = HexFormat.of().formatHex(sha256.digest());
            if (!digest.equals(expected)) {
                throw new AssertionError(
                        data + ": copse's own file has SHA-256 " + digest + ", the case says " + expected);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
