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
    /// @param sequences conditions per period
    /// @param by columns whose combinations are strata
    /// @param spare where spare units go
    /// @throws copse.error.DesignException `D118` if there are fewer than two sequences or periods, sequences
    ///     differ in length, or one occurs twice
    public Crossover {
        sequences = sequences.stream().map(List::copyOf).toList();
        by = List.copyOf(by);
        List<String> printed = sequences.stream().map(s -> String.join("-", s)).toList();
        if (sequences.size() < 2
                || sequences.getFirst().size() < 2
                || sequences.stream().mapToInt(List::size).distinct().count() > 1
                || printed.stream().distinct().count() < printed.size()) {
            throw DesignCode.BAD_SEQUENCES.error(
                    "a crossover with the sequences " + String.join(", ", printed),
                    "it has at least two different sequences, all with the same number of periods, at least two",
                    "such as `crossover(sequences: order(A, B), order(B, A))`");
        }
    }

    /// @return the condition of each sequence in each period
    public Schedule schedule() {
        return new Schedule(arms().labels(), sequences);
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
