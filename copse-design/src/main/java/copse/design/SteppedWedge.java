package copse.design;

import java.util.List;
import java.util.stream.IntStream;

/// All units start under control and cross over to treatment at different periods; which one crosses when is
/// random.
///
/// The sequence is the arm: sequence s of S crosses after `baseline + (s - 1) · every` periods.
///
/// @param sequences number of sequences S, at least 2
/// @param baseline periods before the first crosses, at least 1
/// @param every periods between crossings, at least 1
/// @param by columns whose combinations are strata; empty for none
/// @param spare where spare units go
public record SteppedWedge(int sequences, int baseline, int every, List<Stratifier> by, Spare spare) implements Design {
    /// Copies the list.
    public SteppedWedge {
        by = List.copyOf(by);
    }

    @Override
    public Arms arms() {
        List<String> labels =
                IntStream.rangeClosed(1, sequences).mapToObj(Integer::toString).toList();
        java.util.SequencedMap<String, List<String>> columns = new java.util.LinkedHashMap<>();
        columns.put("sequence", labels);
        return new Arms(labels, columns);
    }

    @Override
    public List<String> columns() {
        return by.stream().map(Stratifier::column).distinct().toList();
    }
}
