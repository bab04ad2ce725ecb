package copse.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Each unit goes through several conditions, one per period; the order is random.
///
/// @param sequences conditions per period, such as `A B` and `B A`; equally long, distinct
/// @param by columns whose combinations are strata; empty for none
/// @param spare where spare units go
public record Crossover(List<List<String>> sequences, List<Stratifier> by, Spare spare) implements Design {
    /// Copies the lists.
    public Crossover {
        sequences = sequences.stream().map(List::copyOf).toList();
        by = List.copyOf(by);
    }

    @Override
    public Arms arms() {
        List<String> labels = sequences.stream().map(s -> String.join("-", s)).toList();
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("sequence", labels);
        return new Arms(labels, columns);
    }

    @Override
    public List<String> columns() {
        return by.stream().map(Stratifier::column).distinct().toList();
    }
}
