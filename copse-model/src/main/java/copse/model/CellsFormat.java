package copse.model;

import copse.family.Outcomes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Cells as bytes: the model, raw predictors and what is in each cell. What the model makes of the predictors
/// is calculated again, to the last digit the same.
final class CellsFormat {
    private static final int VERSION = 1;

    private CellsFormat() {}

    static void write(Cells cells, DataOutput out) throws IOException {
        out.writeInt(VERSION);
        cells.spec().write(out);
        out.writeLong(cells.rows());
        BinaryArrays.dropped(cells.dropped(), out);
        out.writeDouble(cells.constant());
        RawPredictors raw = cells.raw();
        for (double[] column : raw.numbers()) {
            BinaryArrays.doubles(column, out);
        }
        for (int[] column : raw.codes()) {
            BinaryArrays.ints(column, out);
        }
        BinaryArrays.ints(raw.row(), out);
        Cells.Content content = cells.content();
        out.writeBoolean(content.summed());
        BinaryArrays.doubles(content.outcomes().y(), out);
        BinaryArrays.doubles(content.outcomes().size(), out);
        BinaryArrays.doubles(content.outcomes().multiplicity(), out);
        BinaryArrays.doubles(content.rows(), out);
        out.writeBoolean(content.squares().isPresent());
        if (content.squares().isPresent()) {
            BinaryArrays.doubles(content.squares().get(), out);
        }
    }

    static Cells read(DataInput in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("version " + version + " of the format of cells is not known");
        }
        ModelSpec spec = ModelSpec.read(in);
        long rows = in.readLong();
        Cells.Tally tally = new Cells.Tally(rows, BinaryArrays.dropped(in), in.readDouble());
        CellShape shape = new CellShape(spec, true);
        double[][] numbers = new double[shape.slots.length][];
        for (int s = 0; s < numbers.length; s++) {
            numbers[s] = BinaryArrays.doubles(in);
        }
        int[][] codes = new int[shape.factors.length][];
        for (int f = 0; f < codes.length; f++) {
            codes[f] = BinaryArrays.ints(in);
        }
        RawPredictors raw = new RawPredictors(shape.slots, shape.factors, numbers, codes, BinaryArrays.ints(in));
        boolean summed = in.readBoolean();
        Outcomes outcomes = new Outcomes(BinaryArrays.doubles(in), BinaryArrays.doubles(in), BinaryArrays.doubles(in));
        double[] rowsOf = BinaryArrays.doubles(in);
        Optional<double[]> squares = in.readBoolean() ? Optional.of(BinaryArrays.doubles(in)) : Optional.empty();
        requireEqualLengths(raw, outcomes, rowsOf, squares);
        requireLevels(spec, raw);
        return Cells.of(
                spec,
                raw,
                CellLevels.all(spec, shape.factors, codes, rowsOf),
                new Cells.Content(summed, outcomes, rowsOf, squares),
                tally,
                1);
    }

    private static void requireEqualLengths(
            RawPredictors raw, Outcomes outcomes, double[] rowsOf, Optional<double[]> squares) throws IOException {
        int n = raw.count();
        boolean equal = outcomes.y().length == n
                && outcomes.size().length == n
                && outcomes.multiplicity().length == n
                && rowsOf.length == n
                && squares.map(own -> own.length == n).orElse(true);
        for (double[] column : raw.numbers()) {
            equal &= column.length == n;
        }
        for (int[] column : raw.codes()) {
            equal &= column.length == n;
        }
        if (!equal) {
            throw new IOException("damaged: columns of cells differ in length");
        }
    }

    private static void requireLevels(ModelSpec spec, RawPredictors raw) throws IOException {
        for (int f = 0; f < raw.factors().length; f++) {
            int levels = spec.layout().factors.get(raw.factors()[f]).levels().size();
            for (int code : raw.codes()[f]) {
                BinaryArrays.checked(code, levels - 1);
            }
        }
    }
}
