package copse.model;

import copse.family.Outcomes;
import java.util.Optional;

/// Cells as keys again, to be put together with others.
///
/// @param cells the cells
/// @param shape what the columns are to be
/// @param before rows of the source that come before those of the cells
record CodedCells(Cells cells, CellShape shape, long before) implements CellColumns {
    @Override
    public int count() {
        return cells.count();
    }

    @Override
    public void word(int word, long[] into, int at) {
        RawPredictors raw = cells.raw();
        if (word < raw.numbers().length) {
            CellRows.bits(raw.numbers()[word], count(), into, at);
        } else if (word < shape.predictorWords()) {
            shape.pack(word, raw.codes(), count(), into, at);
        } else {
            Outcomes outcomes = cells.outcomes();
            CellRows.bits(word == shape.predictorWords() ? outcomes.y() : outcomes.size(), count(), into, at);
        }
    }

    @Override
    public void value(int value, double[] into, int at) {
        Outcomes outcomes = cells.outcomes();
        double[] from = !shape.additive ? outcomes.multiplicity() : value == 0 ? outcomes.y() : outcomes.size();
        System.arraycopy(from, 0, into, at, count());
    }

    @Override
    public boolean isSingle() {
        return cells.rows() == cells.count();
    }

    @Override
    public double[] rows() {
        return cells.rowsOf();
    }

    @Override
    public Optional<double[]> squares() {
        return cells.content().squares();
    }

    @Override
    public void first(long[] into, int at) {
        int[] row = cells.raw().row();
        for (int i = 0; i < row.length; i++) {
            into[at + i] = before + row[i];
        }
    }
}
