package copse.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cross-products as bytes: the model, then all sums with all their bits, so that a fit of what was read back
/// is the same to the last digit.
final class ProductsFormat {
    private static final int VERSION = 1;
    /// A file that claims more is damaged: no array in Java is longer.
    private static final int MOST = Integer.MAX_VALUE - 8;
    /// Arrays grow while they are read, so that a damaged length fails at the end of the file and not in the
    /// heap.
    private static final int STEP = 1 << 16;

    private ProductsFormat() {}

    static void write(CrossProducts products, CrossProducts.@Nullable Pair[] pairs, DataOutput out) throws IOException {
        out.writeInt(VERSION);
        products.spec().write(out);
        out.writeLong(products.rows());
        CrossProducts.Dropped dropped = products.dropped();
        out.writeLong(dropped.seen());
        out.writeLong(dropped.missing());
        out.writeLong(dropped.zeroWeight());
        longs(dropped.byVariable().stream().mapToLong(Long::longValue).toArray(), out);
        out.writeDouble(products.logWeights());
        doubles(products.shift(), out);
        doubles(products.gram().toArray(), out);
        for (CrossProducts.Products grouping : products.groupings()) {
            out.writeInt(products.spec().groupings().indexOf(grouping.grouping()));
            longs(grouping.keys(), out);
            longs(grouping.counts(), out);
            doubles(grouping.ztz(), out);
            doubles(grouping.ztx(), out);
            doubles(grouping.shift(), out);
        }
        out.writeInt(pairs.length);
        for (CrossProducts.Pair pair : pairs) {
            out.writeBoolean(pair != null);
            if (pair != null) {
                ints(pair.start(), out);
                ints(pair.level(), out);
                doubles(pair.blocks(), out);
            }
        }
    }

    static CrossProducts read(DataInput in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("version " + version + " of the format of cross-products is not known");
        }
        ModelSpec spec = ModelSpec.read(in);
        long rows = in.readLong();
        long seen = in.readLong();
        long missing = in.readLong();
        long zeroWeight = in.readLong();
        List<Long> byVariable = new ArrayList<>();
        for (long count : longs(in)) {
            byVariable.add(count);
        }
        double logWeights = in.readDouble();
        double[] shift = doubles(in);
        double[] gram = doubles(in);
        List<CrossProducts.Products> groupings = new ArrayList<>();
        for (int g = 0; g < spec.groupings().size(); g++) {
            Grouping grouping =
                    spec.groupings().get(checked(in.readInt(), spec.groupings().size() - 1));
            groupings.add(new CrossProducts.Products(
                    grouping, grouping.columns(), longs(in), longs(in), doubles(in), doubles(in), doubles(in)));
        }
        CrossProducts.@Nullable Pair[] pairs = new CrossProducts.Pair[checked(in.readInt(), STEP)];
        for (int i = 0; i < pairs.length; i++) {
            if (in.readBoolean()) {
                pairs[i] = new CrossProducts.Pair(ints(in), ints(in), doubles(in));
            }
        }
        return new CrossProducts(
                spec,
                rows,
                new CrossProducts.Dropped(seen, missing, zeroWeight, List.copyOf(byVariable)),
                logWeights,
                shift,
                gram,
                List.copyOf(groupings),
                pairs);
    }

    private static int checked(int value, int most) throws IOException {
        if (value < 0 || value > most) {
            throw new IOException("damaged: " + value + " where at most " + most + " makes sense");
        }
        return value;
    }

    private static void doubles(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] doubles(DataInput in) throws IOException {
        int length = checked(in.readInt(), MOST);
        double[] values = new double[Math.min(length, STEP)];
        for (int i = 0; i < length; i++) {
            values = i < values.length ? values : Arrays.copyOf(values, longer(values.length, length));
            values[i] = in.readDouble();
        }
        return values;
    }

    private static void longs(long[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static long[] longs(DataInput in) throws IOException {
        int length = checked(in.readInt(), MOST);
        long[] values = new long[Math.min(length, STEP)];
        for (int i = 0; i < length; i++) {
            values = i < values.length ? values : Arrays.copyOf(values, longer(values.length, length));
            values[i] = in.readLong();
        }
        return values;
    }

    private static void ints(int[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static int[] ints(DataInput in) throws IOException {
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
}
