package copse.assign;

import copse.design.Allocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Arms by a hash of the id: for units that arrive where no ledger can be asked, such as visitors of a web page
/// on many servers.
///
/// The arm of an id is fixed for ever by salt and ratio, and anybody can work it out:
///
/// 1. h is the first 8 bytes of SHA-256 over the UTF-8 bytes of the salt, one zero byte, and those of the id,
/// as a whole number in `[0, 2⁶⁴)`, most significant byte first;
/// 2. the ratio is written in the smallest whole numbers (`0.9 : 0.1` is `9 : 1`), R is their sum, and
///    `t = ⌊h R / 2⁶⁴⌋`;
/// 3. the arm is the first whose numbers, added up from the first arm on, exceed t.
///
/// ```python
/// h = int.from_bytes(hashlib.sha256(salt.encode() + b"\0" + id.encode()).digest()[:8], "big")
/// t = h * sum(ratio) >> 64
/// ```
/// For the salt `checkout-2026` and the ratio 1:1 the ids `a`, `b`, `c`, `user-1`, `user-2` give
/// `treatment`, `control`, `treatment`, `control`, `treatment`.
///
/// Another salt gives another assignment that has nothing to do with the first; the same salt in two
/// experiments gives the same units the same arms. Growing the last arm (from 9:1 to 8:2) leaves in it all who
/// were there.
///
/// Units are assigned independently of each other, as by coins ([copse.design.Simple]): arms are balanced by
/// chance only. Who knows the salt knows the arms beforehand.
///
/// Cost: about 0.3 µs per id.
public final class HashAssignment {
    private final byte[] prefix;
    private final Allocation.Shares allocation;
    private final long[] ends;

    private HashAssignment(byte[] prefix, Allocation.Shares allocation, long[] ends) {
        this.prefix = prefix;
        this.allocation = allocation;
        this.ends = ends;
    }

    /// @param salt names the experiment; not empty, without zero characters
    /// @param allocation shares of the arms; an arm of share 0 gets nobody
    /// @return the assignment
    /// @throws copse.error.DesignException `D337` if the salt is none, `D340` if the ratio is not one of
    ///     numbers with about 17 digits between them
    public static HashAssignment of(String salt, Allocation.Shares allocation) {
        Attributes.checkText("a salt", salt);
        long[] ends = WholeRatio.ofLarge(allocation).parts();
        for (int arm = 1; arm < ends.length; arm++) {
            ends[arm] += ends[arm - 1];
        }
        return new HashAssignment((salt + '\0').getBytes(StandardCharsets.UTF_8), allocation, ends);
    }

    /// @return shares of the arms
    public Allocation.Shares allocation() {
        return allocation;
    }

    /// @param id of a unit, compared character by character
    /// @return index of its arm
    /// @throws copse.error.DesignException `D337` if the id is empty, begins or ends with a blank, or holds
    ///     control characters
    public int arm(String id) {
        Attributes.checkText("an id", id);
        long hash = ByteBuffer.wrap(Sha256.of(prefix, id.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        long t = Math.unsignedMultiplyHigh(hash, ends[ends.length - 1]);
        int arm = 0;
        while (t >= ends[arm]) {
            arm++;
        }
        return arm;
    }

    /// @param id of a unit
    /// @return label of its arm
    /// @throws copse.error.DesignException `D337` as [#arm(String)]
    public String label(String id) {
        return allocation.arms().get(arm(id));
    }
}
