package copse.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
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
    /// A schedule is a table of sequences and periods.
    private static final int MOST_PERIODS = 10_000;

    /// @param sequences number of sequences
    /// @param baseline periods before the first crosses
    /// @param every periods between crossings
    /// @param by columns whose combinations are strata
    /// @param spare where spare units go
    /// @throws copse.error.DesignException `D118` if there are fewer than two sequences or more than 127, or a
    ///     number of periods is below 1 or all periods are more than 10,000
    public SteppedWedge {
        by = List.copyOf(by);
        if (sequences > Arms.MOST || baseline + (long) sequences * every > MOST_PERIODS) {
            throw DesignCode.BAD_SEQUENCES.error(
                    "a stepped wedge with sequences: " + sequences + ", baseline: " + baseline + ", every: " + every,
                    "it has at most " + Arms.MOST + " sequences and 10,000 periods",
                    "such as `wedge(sequences: " + Math.clamp(sequences, 2, Arms.MOST) + ", baseline: 1, every: 1)`");
        }
        if (sequences < 2 || baseline < 1 || every < 1) {
            throw DesignCode.BAD_SEQUENCES.error(
                    "a stepped wedge with sequences: " + sequences + ", baseline: " + baseline + ", every: " + every,
                    "it has at least two sequences, and at least one period before each crossing",
                    "such as `wedge(sequences: " + Math.max(2, sequences) + ", baseline: " + Math.max(1, baseline)
                            + ", every: " + Math.max(1, every) + ")`");
        }
    }

    /// Which sequence is under treatment when: periods 1 to `baseline + S · every`, so that the last to cross
    /// has as many periods under treatment as lie between crossings.
    ///
    /// @return conditions `control` and `treatment` by sequence and period
    public Schedule schedule() {
        int periods = Math.addExact(baseline, Math.multiplyExact(sequences, every));
        return new Schedule(
                arms().labels(),
                IntStream.range(0, sequences)
                        .mapToObj(s -> Schedule.step("control", baseline + s * every, "treatment", periods))
                        .toList());
    }

    @Override
    public Arms arms() {
        List<String> labels =
                IntStream.rangeClosed(1, sequences).mapToObj(Integer::toString).toList();
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("sequence", labels);
        return new Arms(labels, columns);
    }

    @Override
    public List<String> columns() {
        return by.stream().map(Stratifier::column).distinct().toList();
    }
}
