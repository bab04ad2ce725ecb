package copse.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// Copies vectors of DuckDB as a whole, several times as fast as value by value.
///
/// The driver keeps a vector's memory as a buffer but hands out single values only, each with its checks. The
/// buffer is taken from the driver's private field; should a version of the driver not have it, values are
/// taken one by one.
final class VectorMemory {
    private static final @Nullable VarHandle DATA = field("data");
    private static final @Nullable VarHandle VALIDITY = field("validity");

    private VectorMemory() {}

    private static @Nullable VarHandle field(String name) {
        try {
            return MethodHandles.privateLookupIn(DuckDBReadableVector.class, MethodHandles.lookup())
                    .findVarHandle(DuckDBReadableVector.class, name, ByteBuffer.class);
        } catch (ReflectiveOperationException | SecurityException otherDriver) {
            return null;
        }
    }

    /// @param vector of DOUBLE
    /// @param count number of its rows to copy
    /// @param missing what null becomes
    /// @param into filled from `at` on. *Modified.*
    /// @param at index of the first row in `into`
    static void copy(DuckDBReadableVector vector, int count, double missing, double[] into, int at) {
        ByteBuffer data = data(vector, 8L * count);
        if (data != null) {
            data.asDoubleBuffer().get(0, into, at, count);
            if (mayHoldNulls(vector, count)) {
                for (int i = 0; i < count; i++) {
                    into[at + i] = vector.isNull(i) ? missing : into[at + i];
                }
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = vector.getDouble(i, missing);
        }
    }

    /// @param vector of INTEGER
    /// @param count number of its rows to copy
    /// @param missing what null becomes
    /// @param into filled from `at` on. *Modified.*
    /// @param at index of the first row in `into`
    static void copy(DuckDBReadableVector vector, int count, int missing, int[] into, int at) {
        ByteBuffer data = data(vector, 4L * count);
        if (data != null) {
            data.asIntBuffer().get(0, into, at, count);
            if (mayHoldNulls(vector, count)) {
                for (int i = 0; i < count; i++) {
                    into[at + i] = vector.isNull(i) ? missing : into[at + i];
                }
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = vector.getInt(i, missing);
        }
    }

    private static @Nullable ByteBuffer data(DuckDBReadableVector vector, long bytes) {
        if (DATA == null || VALIDITY == null) {
            return null;
        }
        ByteBuffer data = (ByteBuffer) DATA.get(vector);
        return data == null || data.capacity() < bytes
                ? null
                : data.duplicate().clear().order(ByteOrder.nativeOrder());
    }

    /// A bit per row says that it is there; whole words of them are looked at.
    private static boolean mayHoldNulls(DuckDBReadableVector vector, int count) {
        ByteBuffer validity = VALIDITY == null ? null : (ByteBuffer) VALIDITY.get(vector);
        if (validity == null) {
            return false;
        }
        int words = count >>> 6;
        long there = -1;
        for (int word = 0; word < words; word++) {
            there &= validity.getLong(word << 3);
        }
        // bits behind the last row may be anything
        return there != -1 || (count & 63) != 0;
    }
}
