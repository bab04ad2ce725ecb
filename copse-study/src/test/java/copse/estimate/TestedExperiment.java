package copse.estimate;

import copse.design.Design;
import copse.design.Units;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Small experiments whose arms are set by hand.
final class TestedExperiment {
    static final Question QUESTION = Question.of("y", "treatment", "control");

    private TestedExperiment() {}

    /// @param design in short form
    /// @param columns that it reads, one row per row of the data
    /// @param y outcome of each row
    /// @return the experiment with some arms
    static Experiment of(String design, Map<String, Column> columns, double... y) {
        Map<String, Column> all = new LinkedHashMap<>(columns);
        all.put(
                "id",
                NumericColumn.of(IntStream.range(0, y.length).asDoubleStream().toArray()));
        Frame rows = Frame.of(all);
        return Experiment.of(
                rows.with("y", NumericColumn.of(y)),
                Design.parse(design).over(Units.of(rows, "id")).assign(Seed.of(1)));
    }

    static Experiment of(String design, double... y) {
        return of(design, Map.of(), y);
    }

    static RandomisationResult test(Experiment experiment, TestStatistic statistic) {
        return RandomisationTest.of(statistic).result(experiment.totals(QUESTION), QUESTION);
    }
}
