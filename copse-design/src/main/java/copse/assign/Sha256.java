package copse.assign;

import copse.record.Digest;
import java.security.MessageDigest;

/// SHA-256 of what is in memory.
final class Sha256 {
    private Sha256() {}

    /// @param parts hashed one after the other
    /// @return 32 bytes
    static byte[] of(byte[]... parts) {
        MessageDigest digest = Digest.sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
