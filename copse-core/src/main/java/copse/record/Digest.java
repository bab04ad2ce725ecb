package copse.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Fingerprints: SHA-256 of files and texts.
public final class Digest {
    private static final int CHUNK = 1 << 16;

    private Digest() {}

    /// SHA-256 of the bytes as they lie on disk, so that `sha256sum FILE` agrees.
    ///
    /// Cost: one pass over the file, 64 kB of memory.
    ///
    /// @param file a file
    /// @return 64 hexadecimal digits, lower case
    /// @throws IOException if it cannot be read
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        add(file, digest);
        return hex(digest);
    }

    /// @param file a file
    /// @param digest fed with its bytes. *Modified.*
    /// @throws IOException if it cannot be read
    public static void add(Path file, MessageDigest digest) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
    }

    /// @param text any
    /// @return SHA-256 of the text in UTF-8, 64 hexadecimal digits, lower case
    public static String sha256(String text) {
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(digest);
    }

    /// @param digest fed with all bytes; fresh again afterwards
    /// @return its 64 hexadecimal digits, lower case
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// @return a new SHA-256, to be fed with bytes
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
