package copse.report.plot;

import copse.frame.FactorColumn;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Means of rows by group and position, and of all groups together.
final class CellMeans {
    private final FactorColumn groups;
    private final Positions positions;
    private final int[] n;
    private final double[] sumY;
    private final double[] sumX;

    /// @param groups of the rows
    /// @param positions of the rows
    CellMeans(FactorColumn groups, Positions positions) {
        this.groups = groups;
        this.positions = positions;
        int cells = Math.multiplyExact(groups.levels().size() + 1, positions.count());
        this.n = new int[cells];
        this.sumY = new double[cells];
        this.sumX = new double[cells];
    }

    /// @param row with or without group and position
    /// @param y its value
    void add(int row, double y) {
        int p = positions.codes()[row];
        int g = groups.code(row);
        if (p >= 0 && g != FactorColumn.MISSING) {
            double x = positions.isNumeric() ? positions.numbers()[row] : 0;
            for (int cell : new int[] {cell(g, p), cell(all(), p)}) {
                n[cell]++;
                sumY[cell] += y;
                sumX[cell] += x;
            }
        }
    }

    private int cell(int g, int p) {
        return g * positions.count() + p;
    }

    /// @return number that stands for all groups together
    int all() {
        return groups.levels().size();
    }

    /// @param g group, or [#all()]
    /// @param p position
    /// @return rows in the cell
    int count(int g, int p) {
        return n[cell(g, p)];
    }

    /// @param g group, or [#all()]
    /// @param p position
    /// @return mean of the cell, which has rows
    double mean(int g, int p) {
        return sumY[cell(g, p)] / n[cell(g, p)];
    }

    /// @param g group, or [#all()]
    /// @param p position
    /// @return where the cell stands: the category, or the mean of its numbers
    Object at(int g, int p) {
        return positions.isNumeric()
                ? (Object) (sumX[cell(g, p)] / n[cell(g, p)])
                : positions.labels().get(p);
    }

    /// @return groups that have rows
    List<Integer> groups() {
        return IntStream.range(0, all())
                .filter(g -> IntStream.range(0, positions.count()).anyMatch(p -> count(g, p) > 0))
                .boxed()
                .toList();
    }

    /// @param some groups
    /// @return the means of their cells that have rows
    DoubleStream means(List<Integer> some) {
        return some.stream()
                .flatMapToDouble(g -> IntStream.range(0, positions.count())
                        .filter(p -> count(g, p) > 0)
                        .mapToDouble(p -> mean(g, p)));
    }
}
