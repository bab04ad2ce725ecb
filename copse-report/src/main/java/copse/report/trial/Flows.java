package copse.report.trial;

import copse.assign.AssignmentRecord;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.report.Flow;
import copse.study.JoinedRows;
import copse.study.RecordedArms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of the flow that the record of an assignment and the outcomes show: who was randomised, who has no
/// outcome, who is analysed. Who was assessed before only people know, so that it is left open.
public final class Flows {
    private Flows() {}

    /// Cost: one pass over the rows.
    ///
    /// @param joined rows of outcomes with their arms
    /// @param outcome column; rows without it are lost
    /// @return the flow of an analysis that needs no more than the outcome
    /// @throws copse.error.InputException `I101` if there is no such column
    public static Flow of(JoinedRows joined, String outcome) {
        return of(joined, List.of(outcome));
    }

    /// Cost: one pass over the rows.
    ///
    /// @param joined rows of outcomes with their arms
    /// @param needed by the analysis, see [copse.study.Sample#needed()]: the outcome, without which rows are
    ///     lost, then columns without which they are left out; of these such as the rows lack are passed over
    /// @return the flow, an arm for each that was handed out: of designs over periods one for each sequence
    /// @throws copse.error.InputException `I101` if there is no such column
    public static Flow of(JoinedRows joined, List<String> needed) {
        Column values = joined.rows().column(needed.getFirst());
        List<Column> others = needed.stream()
                .skip(1)
                .filter(joined.rows().names()::contains)
                .map(joined.rows()::column)
                .toList();
        FactorColumn unit = joined.unit();
        long[] rows = new long[unit.levels().size()];
        long[] with = new long[rows.length];
        long[] used = new long[rows.length];
        for (int row = 0; row < unit.size(); row++) {
            int at = row;
            rows[unit.code(row)]++;
            if (!values.isMissing(row)) {
                with[unit.code(row)]++;
                used[unit.code(row)] += others.stream().anyMatch(column -> column.isMissing(at)) ? 0 : 1;
            }
        }
        return new Tally(joined.arms(), rows, with, used).flow(joined.unitName());
    }

    /// Counts by randomised unit.
    ///
    /// @param arms who got which arm
    /// @param rows of each randomised unit
    /// @param with those of them that have an outcome
    /// @param used those of these that have all that the analysis needs
    private record Tally(RecordedArms arms, long[] rows, long[] with, long[] used) {
        Flow flow(String unit) {
            int[] armOf = arms.armsOfRandomised();
            boolean clustered = isClustered();
            List<String> labels = arms.design().arms().labels();
            List<Flow.Arm> all = new ArrayList<>();
            long randomised = 0;
            for (int arm = 0; arm < labels.size(); arm++) {
                Flow.Arm counted =
                        clustered ? clusters(labels.get(arm), arm, armOf) : units(labels.get(arm), arm, armOf);
                randomised += counted.allocated().randomised();
                all.add(counted);
            }
            long without = armOf.length - randomised;
            return new Flow(
                    unit,
                    clustered,
                    Optional.empty(),
                    without == 0 ? List.of() : List.of(new Flow.Loss("", Flow.Count.of(without))),
                    Flow.Count.of(randomised),
                    all);
        }

        private boolean isClustered() {
            boolean several = arms.clusterColumn().isPresent();
            for (long count : rows) {
                several |= count > 1;
            }
            return several;
        }

        private Flow.Arm units(String label, int arm, int[] armOf) {
            long allocated = 0;
            long present = 0;
            long analysed = 0;
            for (int unit = 0; unit < armOf.length; unit++) {
                if (armOf[unit] == arm) {
                    allocated++;
                    present += with[unit] > 0 ? 1 : 0;
                    analysed += used[unit] > 0 ? 1 : 0;
                }
            }
            return new Flow.Arm(
                    label,
                    Flow.Count.of(allocated),
                    Optional.empty(),
                    Flow.Count.of(allocated - present),
                    Flow.Count.of(present - analysed),
                    Flow.Count.of(analysed));
        }

        private Flow.Arm clusters(String label, int arm, int[] armOf) {
            long allocated = 0;
            long kept = 0;
            long analysed = 0;
            boolean gone = false;
            long seen = 0;
            long present = 0;
            long in = 0;
            for (int cluster = 0; cluster < armOf.length; cluster++) {
                if (armOf[cluster] == arm) {
                    allocated++;
                    kept += with[cluster] > 0 ? 1 : 0;
                    analysed += used[cluster] > 0 ? 1 : 0;
                    gone |= rows[cluster] == 0;
                    seen += rows[cluster];
                    present += with[cluster];
                    in += used[cluster];
                }
            }
            long recorded = recorded(label);
            // of a cluster without rows nobody knows how many units it had, unless the record does
            boolean known = recorded > 0 || !gone;
            long units = Math.max(recorded, seen);
            return new Flow.Arm(
                    label,
                    known ? Flow.Count.of(allocated, units) : Flow.Count.of(allocated),
                    Optional.empty(),
                    known ? Flow.Count.of(allocated - kept, units - present) : Flow.Count.of(allocated - kept),
                    Flow.Count.of(kept - analysed, present - in),
                    Flow.Count.of(analysed, in));
        }

        /// Units of the arm's clusters at the assignment; where clusters are the units of the record, nobody
        /// counted what is in them before there were outcomes.
        private long recorded(String label) {
            AssignmentRecord record = arms.record();
            boolean finer = arms.clusterColumn().isPresent() && arms.size() > rows.length;
            return finer ? record.arms().getOrDefault(label, 0) : 0;
        }
    }
}
