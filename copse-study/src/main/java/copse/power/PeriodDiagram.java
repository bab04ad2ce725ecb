package copse.power;

import copse.error.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which cluster has which arm in which period: sequences of cells with the number of clusters that follow
/// each.
///
/// ```java
/// PeriodDiagram.steppedWedge(4, 3);                      // 0 1 1 1 1 / 0 0 1 1 1 / 0 0 0 1 1 / 0 0 0 0 1,
/// three each
/// PeriodDiagram.of("0 1 1 1 .", "0 0 1 1 1", ". 0 0 0 1") // incomplete, one cluster each
/// ```
///
/// @param sequences at least one, all of the same number of periods
public record PeriodDiagram(List<Sequence> sequences) {
    /// What a cluster does in a period.
    public enum Cell {
        /// Measured without treatment.
        CONTROL,
        /// Measured under treatment.
        TREATED,
        /// Not measured.
        ABSENT
    }

    /// The clusters that share one row of the diagram.
    ///
    /// @param clusters how many
    /// @param cells one per period
    public record Sequence(double clusters, List<Cell> cells) {
        /// @param clusters how many
        /// @param cells one per period
        public Sequence {
            Require.finite("the number of clusters of a sequence", clusters);
            cells = List.copyOf(cells);
        }
    }

    /// @param sequences at least one
    /// @throws PlanException `W105` if there is none, or if they differ in their number of periods
    public PeriodDiagram {
        sequences = List.copyOf(sequences);
        long lengths = sequences.stream().map(s -> s.cells().size()).distinct().count();
        if (lengths != 1 || sequences.getFirst().cells().isEmpty()) {
            throw PowerCode.CONTRADICTION.error(
                    sequences.isEmpty() ? "the diagram has no rows" : "the rows of the diagram differ in length",
                    "each row is what a cluster does in every period",
                    "write a dot for a period in which a cluster is not measured: '0 1 1 .'");
        }
    }

    /// @param rows one cluster each: `0`, `1` and `.` for control, treated and not measured; blanks do not
    ///     matter
    /// @return the diagram; equal rows make one sequence
    /// @throws PlanException `W105` if a row has another sign
    public static PeriodDiagram of(String... rows) {
        List<List<Cell>> cells = new ArrayList<>();
        for (String row : rows) {
            cells.add(row.chars()
                    .filter(c -> c > ' ')
                    .mapToObj(c -> cell((char) c, row))
                    .toList());
        }
        return ofCells(cells);
    }

    /// @param rows one cluster each
    /// @return the diagram; equal rows make one sequence
    public static PeriodDiagram ofCells(List<List<Cell>> rows) {
        List<Sequence> sequences = rows.stream()
                .distinct()
                .map(row -> new Sequence(rows.stream().filter(row::equals).count(), row))
                .toList();
        return new PeriodDiagram(sequences);
    }

    private static Cell cell(char sign, String row) {
        return switch (sign) {
            case '0' -> Cell.CONTROL;
            case '1' -> Cell.TREATED;
            case '.' -> Cell.ABSENT;
            default ->
                throw PowerCode.CONTRADICTION.error(
                        "`" + sign + "` is no cell of a diagram, in `" + row + "`",
                        "a cell is 0 (control), 1 (treated) or . (not measured)",
                        "write rows such as '0 0 1 1' or '. 0 1 1'");
        };
    }

    /// @param steps sequences, one of which begins treatment at each period but the first
    /// @param clusters per sequence
    /// @return the standard stepped wedge, of `steps + 1` periods
    public static PeriodDiagram steppedWedge(int steps, double clusters) {
        Require.finite("the number of steps", steps);
        return new PeriodDiagram(IntStream.rangeClosed(1, steps)
                .mapToObj(step -> new Sequence(clusters, periods(steps + 1, step)))
                .toList());
    }

    /// @param control clusters that are never treated
    /// @param treated clusters that are treated after the baseline
    /// @param before periods of baseline
    /// @param after periods of treatment
    /// @return parallel arms with a baseline
    public static PeriodDiagram withBaseline(double control, double treated, int before, int after) {
        Require.finite("the number of periods after the baseline", after);
        return new PeriodDiagram(List.of(
                new Sequence(control, periods(before + after, before + after)),
                new Sequence(treated, periods(before + after, before))));
    }

    /// @param clusters per sequence
    /// @return two periods, treatment in the second or in the first
    public static PeriodDiagram crossover(double clusters) {
        return new PeriodDiagram(List.of(
                new Sequence(clusters, List.of(Cell.CONTROL, Cell.TREATED)),
                new Sequence(clusters, List.of(Cell.TREATED, Cell.CONTROL))));
    }

    private static List<Cell> periods(int all, int before) {
        return IntStream.range(0, all)
                .mapToObj(t -> t < before ? Cell.CONTROL : Cell.TREATED)
                .toList();
    }

    /// @return number of periods
    public int periods() {
        return sequences.getFirst().cells().size();
    }

    /// @return number of clusters
    public double clusters() {
        double sum = 0;
        for (Sequence sequence : sequences) {
            sum += sequence.clusters();
        }
        return sum;
    }

    /// @param kind of cell
    /// @return how many cells of that kind there are, over all clusters
    public double cells(Cell kind) {
        double sum = 0;
        for (Sequence sequence : sequences) {
            for (Cell cell : sequence.cells()) {
                sum += cell == kind ? sequence.clusters() : 0;
            }
        }
        return sum;
    }

    PeriodDiagram times(double factor) {
        return new PeriodDiagram(sequences.stream()
                .map(s -> new Sequence(s.clusters() * factor, s.cells()))
                .toList());
    }
}
