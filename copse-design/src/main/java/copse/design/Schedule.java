package copse.design;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Which condition each sequence of a stepped wedge or crossover has in each period.
///
/// ```java
/// Frame rows = visits.join(assignment.frame(), "ward").join(wedge.schedule().frame(), "sequence", "period");
/// ```
///
/// @param sequences names of the sequences: the arms of the design
/// @param conditions per sequence the condition of each period, equally many
public record Schedule(List<String> sequences, List<List<String>> conditions) {
    /// Copies the lists.
    public Schedule {
        sequences = List.copyOf(sequences);
        conditions = conditions.stream().map(List::copyOf).toList();
    }

    /// @return number of periods
    public int periods() {
        return conditions.getFirst().size();
    }

    /// @param sequence index of a sequence
    /// @param period from 1
    /// @return its condition in that period
    public String condition(int sequence, int period) {
        return conditions.get(sequence).get(period - 1);
    }

    /// One row per sequence and period.
    ///
    /// @return columns `sequence`, `period` (numbers from 1) and `condition`, whose levels are in the order in
    ///     which they first occur
    public Frame frame() {
        int rows = sequences.size() * periods();
        int[] sequence = new int[rows];
        double[] period = new double[rows];
        int[] condition = new int[rows];
        List<String> names =
                conditions.stream().flatMap(List::stream).distinct().toList();
        for (int row = 0; row < rows; row++) {
            sequence[row] = row / periods();
            period[row] = row % periods() + 1.0;
            condition[row] = names.indexOf(condition(sequence[row], row % periods() + 1));
        }
        return Frame.of(
                "sequence", FactorColumn.wrap(sequence, Levels.of(sequences)),
                "period", NumericColumn.of(period),
                "condition", FactorColumn.wrap(condition, Levels.of(names)));
    }

    /// @param first condition of the first periods
    /// @param periods how many these are
    /// @param then condition of the others
    /// @param all number of all periods
    static List<String> step(String first, int periods, String then, int all) {
        List<String> conditions = new ArrayList<>(Collections.nCopies(periods, first));
        conditions.addAll(Collections.nCopies(all - periods, then));
        return conditions;
    }
}
