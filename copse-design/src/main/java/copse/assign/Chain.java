package copse.assign;

import copse.record.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The chain through the lines of a ledger: each line ends with the SHA-256 of the hash before it, as 64
/// hexadecimal digits, and its own content, which is the line up to the comma before `"chain"`. The first line
/// has nothing before it.
///
/// ```text
/// {"n":1,"id":"p-001","arm":"treatment",…,"chain":"5d0c…"}
///  ^------------- content --------------^
/// ```
/// With the opening brace the content is what `sha256sum` has to be given after the hash of the line before.
final class Chain {
    /// The hash before the first line.
    static final String START = "";

    private static final String KEY = ",\"chain\":\"";
    private static final int DIGITS = 64;
    private static final String END = "\"}";
    private static final int TAIL = KEY.length() + DIGITS + END.length();

    private Chain() {}

    /// A line of the ledger.
    ///
    /// @param bytes with the newline
    /// @param hash of this line and all before
    record Link(byte[] bytes, String hash) {}

    /// @param previous hash of the line before
    /// @param content a JSON object without its closing brace
    /// @return the line
    static Link append(String previous, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        String hash = hash(previous, body, body.length);
        byte[] tail = (KEY + hash + END + '\n').getBytes(StandardCharsets.US_ASCII);
        byte[] line = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, line, body.length, tail.length);
        return new Link(line, hash);
    }

    /// @param line without newline
    /// @return the hash that it ends with; empty if it does not end as a whole line does
    static Optional<String> hash(byte[] line) {
        int at = line.length - TAIL;
        if (at < 0) {
            return Optional.empty();
        }
        String tail = new String(line, at, TAIL, StandardCharsets.ISO_8859_1);
        String hash = tail.substring(KEY.length(), KEY.length() + DIGITS);
        return tail.startsWith(KEY) && tail.endsWith(END) && hash.matches("[0-9a-f]{64}")
                ? Optional.of(hash)
                : Optional.empty();
    }

    /// @param previous hash of the line before
    /// @param line without newline, at least as long as a tail
    /// @return the hash that it should end with
    static String expected(String previous, byte[] line) {
        return hash(previous, line, line.length - TAIL);
    }

    private static String hash(String previous, byte[] body, int length) {
        var digest = Digest.sha256();
        digest.update(previous.getBytes(StandardCharsets.US_ASCII));
        digest.update(body, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }
}
