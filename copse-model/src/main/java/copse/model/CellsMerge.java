package copse.model;

import java.util.List;

/// Puts cells of two sets of rows together.
final class CellsMerge {
    private CellsMerge() {}

    static Cells of(Cells a, Cells b) {
        if (!a.spec().equals(b.spec()) || a.content().summed() != b.content().summed()) {
            throw new IllegalArgumentException("cells of two models cannot be merged");
        }
        CellShape shape = new CellShape(a.spec(), a.content().summed());
        CellColumns first = new CodedCells(a, shape, 0);
        CellColumns second = new CodedCells(b, shape, a.dropped().seen());
        Cells.Tally tally =
                new Cells.Tally(a.rows() + b.rows(), a.dropped().plus(b.dropped()), a.constant() + b.constant());
        if (isLined(a) && isLined(b)) {
            return CellsAssembly.of(a.spec(), shape, new LinedRows(List.of(first, second)), tally, 1);
        }
        CellPart sum = new CellPart(shape);
        sum.add(first);
        sum.add(second);
        return CellsAssembly.of(a.spec(), shape, sum, tally, 1);
    }

    /// Whether so many rows are all different that hardly any will be alike when put together.
    private static boolean isLined(Cells cells) {
        return cells.rows() == cells.count() && cells.rows() > ChunkPass.CHUNK;
    }
}
