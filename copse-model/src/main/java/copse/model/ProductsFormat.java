package copse.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cross-products as bytes: the model, then all sums with all their bits, so that a fit of what was read back
/// is the same to the last digit.
final class ProductsFormat {
    private static final int VERSION = 1;

    private ProductsFormat() {}

    static void write(CrossProducts products, CrossProducts.@Nullable Pair[] pairs, DataOutput out) throws IOException {
        out.writeInt(VERSION);
        products.spec().write(out);
        out.writeLong(products.rows());
        BinaryArrays.dropped(products.dropped(), out);
        out.writeDouble(products.logWeights());
        BinaryArrays.doubles(products.shift(), out);
        BinaryArrays.doubles(products.gram().toArray(), out);
        for (CrossProducts.Products grouping : products.groupings()) {
            out.writeInt(products.spec().groupings().indexOf(grouping.grouping()));
            BinaryArrays.longs(grouping.keys(), out);
            BinaryArrays.longs(grouping.counts(), out);
            BinaryArrays.doubles(grouping.ztz(), out);
            BinaryArrays.doubles(grouping.ztx(), out);
            BinaryArrays.doubles(grouping.shift(), out);
        }
        out.writeInt(pairs.length);
        for (CrossProducts.Pair pair : pairs) {
            out.writeBoolean(pair != null);
            if (pair != null) {
                BinaryArrays.ints(pair.start(), out);
                BinaryArrays.ints(pair.level(), out);
                BinaryArrays.doubles(pair.blocks(), out);
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
        CrossProducts.Dropped dropped = BinaryArrays.dropped(in);
        double logWeights = in.readDouble();
        double[] shift = BinaryArrays.doubles(in);
        double[] gram = BinaryArrays.doubles(in);
        List<CrossProducts.Products> groupings = new ArrayList<>();
        for (int g = 0; g < spec.groupings().size(); g++) {
            Grouping grouping = spec.groupings()
                    .get(BinaryArrays.checked(in.readInt(), spec.groupings().size() - 1));
            groupings.add(new CrossProducts.Products(
                    grouping,
                    grouping.columns(),
                    BinaryArrays.longs(in),
                    BinaryArrays.longs(in),
                    BinaryArrays.doubles(in),
                    BinaryArrays.doubles(in),
                    BinaryArrays.doubles(in)));
        }
        CrossProducts.@Nullable Pair[] pairs =
                new CrossProducts.Pair[BinaryArrays.checked(in.readInt(), BinaryArrays.STEP)];
        for (int i = 0; i < pairs.length; i++) {
            if (in.readBoolean()) {
                pairs[i] =
                        new CrossProducts.Pair(BinaryArrays.ints(in), BinaryArrays.ints(in), BinaryArrays.doubles(in));
            }
        }
        return new CrossProducts(spec, rows, dropped, logWeights, shift, gram, List.copyOf(groupings), pairs);
    }
}
