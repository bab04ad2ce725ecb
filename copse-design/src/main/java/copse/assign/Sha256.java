package copse.assign;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of what is in memory.
final class Sha256 {
    private Sha256() {}

    /// @param parts hashed one after the other
    /// @return 32 bytes
    static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /// @return a digest at its start
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
