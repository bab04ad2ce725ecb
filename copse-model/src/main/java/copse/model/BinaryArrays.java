package copse.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Arrays of numbers as bytes: the length, then every number with all its bits.
final class BinaryArrays {
    /// A file that claims more is damaged: no array in Java is longer.
    private static final int MOST = Integer.MAX_VALUE - 8;
    /// Arrays grow while they are read, so that a damaged length fails at the end of the file and not in the
    /// heap.
    static final int STEP = 1 << 16;

    private BinaryArrays() {}

    static int checked(int value, int most) throws IOException {
        if (value < 0 || value > most) {
            throw new IOException("damaged: " + value + " where at most " + most + " makes sense");
        }
        return value;
    }

    static void doubles(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static double[] doubles(DataInput in) throws IOException {
        int length = checked(in.readInt(), MOST);
        double[] values = new double[Math.min(length, STEP)];
        for (int i = 0; i < length; i++) {
            values = i < values.length ? values : Arrays.copyOf(values, longer(values.length, length));
            values[i] = in.readDouble();
        }
        return values;
    }

    static void longs(long[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    static long[] longs(DataInput in) throws IOException {
        int length = checked(in.readInt(), MOST);
        long[] values = new long[Math.min(length, STEP)];
        for (int i = 0; i < length; i++) {
            values = i < values.length ? values : Arrays.copyOf(values, longer(values.length, length));
            values[i] = in.readLong();
        }
        return values;
    }

    static void ints(int[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    static int[] ints(DataInput in) throws IOException {
        int length = checked(in.readInt(), MOST);
        int[] values = new int[Math.min(length, STEP)];
        for (int i = 0; i < length; i++) {
            values = i < values.length ? values : Arrays.copyOf(values, longer(values.length, length));
            values[i] = in.readInt();
        }
        return values;
    }

    private static int longer(int size, int wanted) {
        return (int) Math.min(wanted, 2L * size);
    }

    static void dropped(CrossProducts.Dropped dropped, DataOutput out) throws IOException {
        out.writeLong(dropped.seen());
        out.writeLong(dropped.missing());
        out.writeLong(dropped.zeroWeight());
        longs(dropped.byVariable().stream().mapToLong(Long::longValue).toArray(), out);
    }

    static CrossProducts.Dropped dropped(DataInput in) throws IOException {
        long seen = in.readLong();
        long missing = in.readLong();
        long zeroWeight = in.readLong();
        List<Long> byVariable = new ArrayList<>();
        for (long count : longs(in)) {
            byVariable.add(count);
        }
        return new CrossProducts.Dropped(seen, missing, zeroWeight, List.copyOf(byVariable));
    }
}
