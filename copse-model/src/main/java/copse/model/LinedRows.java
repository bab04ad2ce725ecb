package copse.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/// Rows of which each is a cell, one stretch after the other.
///
/// @param stretches in the order of the source
record LinedRows(List<CellColumns> stretches) implements CellColumns {
    @Override
    public int count() {
        return Math.toIntExact(stretches.stream().mapToLong(CellColumns::count).sum());
    }

    private void each(int at, ObjIntConsumer<CellColumns> copy) {
        int next = at;
        for (CellColumns stretch : stretches) {
            copy.accept(stretch, next);
            next += stretch.count();
        }
    }

    @Override
    public void word(int word, long[] into, int at) {
        each(at, (stretch, next) -> stretch.word(word, into, next));
    }

    @Override
    public void value(int value, double[] into, int at) {
        each(at, (stretch, next) -> stretch.value(value, into, next));
    }

    @Override
    public boolean isSingle() {
        return true;
    }

    @Override
    public double[] rows() {
        double[] ones = new double[count()];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public Optional<double[]> squares() {
        return Optional.empty();
    }

    @Override
    public void first(long[] into, int at) {
        each(at, (stretch, next) -> stretch.first(into, next));
    }
}
