package copse.cli;

import copse.io.ReadOptions;
import copse.study.AnalysisOptions;
import copse.study.RecordedArms;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which columns of the outcomes an analysis reads, and which of them are labels.
final class OutcomeColumns {
    private OutcomeColumns() {}

    /// Ids, clusters, arms and groups are labels whatever they look like. If every column that is asked for is
    /// there, only those are read; else all, so that a message can say what was meant.
    ///
    /// @param there columns of the data
    /// @param analyses what is asked
    /// @param more columns that are needed beside those of the analyses, and read as labels if they are there
    /// @param key column of ids or clusters, if it was named
    /// @param arms who got which arm
    /// @param reading how the data are read
    /// @return the same, with columns and labels
    static ReadOptions of(
            List<String> there,
            Collection<AnalysisOptions> analyses,
            More more,
            Optional<String> key,
            RecordedArms arms,
            ReadOptions reading) {
        Set<String> labels = new LinkedHashSet<>(arms.parts());
        labels.add(key.orElse(arms.record().id()));
        arms.clusterColumn().ifPresent(labels::add);
        labels.addAll(more.labels());
        Set<String> asked = new LinkedHashSet<>(more.columns());
        Set<String> periods = new LinkedHashSet<>();
        for (AnalysisOptions options : analyses) {
            asked.addAll(options.outcomes());
            asked.addAll(options.covariates());
            asked.addAll(options.more().by());
            options.more().taken().ifPresent(asked::add);
            options.formula().ifPresent(formula -> asked.addAll(formula.columns()));
            options.formula().ifPresent(formula -> labels.addAll(formula.groupColumns()));
            periods.add(options.period());
        }
        asked.removeAll(arms.columns());
        asked.removeIf(name -> more.carried().contains(name) && !there.contains(name));
        boolean complete = there.containsAll(asked)
                && labels.stream().anyMatch(name -> !arms.parts().contains(name) && there.contains(name));
        asked.addAll(labels);
        asked.addAll(periods);
        asked.retainAll(there);
        labels.retainAll(there);
        ReadOptions all = reading.withFactors(labels.toArray(String[]::new));
        return complete ? all.withColumns(List.copyOf(asked)) : all;
    }

    /// Columns beside those of the analyses.
    ///
    /// @param columns that are needed
    /// @param labels among them
    /// @param carried what rows take over from their unit where the data lack it
    record More(List<String> columns, List<String> labels, List<String> carried) {
        /// Nothing beside.
        static final More NONE = new More(List.of(), List.of(), List.of());
    }
}
