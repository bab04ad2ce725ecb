package copse.estimate;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Data and values of `src/test/reference/cluster-shares/shares.py`: 36 clusters with how many of their rows
/// said yes, and how many events they had.
final class SharesReference {
    private static final Path FOLDER = Path.of("src/test/reference/cluster-shares");
    static final Question YES = Question.of("yes", "treatment", "control").withKind(OutcomeKind.BINARY);
    static final Question EVENTS = Question.of("events", "treatment", "control").withKind(OutcomeKind.COUNT);

    private SharesReference() {}

    /// One row per unit of a cluster; its events are spread over its rows one after the other. `odd` differs
    /// between the rows of a cluster.
    static Experiment experiment() {
        List<String> cluster = new ArrayList<>();
        List<String> arm = new ArrayList<>();
        List<Double> yes = new ArrayList<>();
        List<Double> events = new ArrayList<>();
        List<Double> size = new ArrayList<>();
        List<Double> odd = new ArrayList<>();
        lines("clusters.csv").skip(1).map(line -> line.split(",")).forEach(fields -> {
            int rows = Integer.parseInt(fields[2]);
            int count = Integer.parseInt(fields[4]);
            for (int row = 0; row < rows; row++) {
                cluster.add("c" + fields[0]);
                arm.add(fields[1].equals("1") ? "treatment" : "control");
                yes.add(row < Integer.parseInt(fields[3]) ? 1.0 : 0.0);
                events.add((double) (count / rows + (row < count % rows ? 1 : 0)));
                size.add((double) rows);
                odd.add((double) (row % 2));
            }
        });
        Frame rows = Frame.of(
                        "cluster",
                        FactorColumn.of(cluster.toArray(String[]::new)),
                        "arm",
                        FactorColumn.of(arm.toArray(String[]::new)))
                .with("yes", numbers(yes))
                .with("events", numbers(events))
                .with("size", numbers(size))
                .with("odd", numbers(odd))
                .relevel("arm", "control");
        return Experiment.observed(rows, Roles.of("arm").withUnit("cluster"));
    }

    private static NumericColumn numbers(List<Double> values) {
        return NumericColumn.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static double value(String name) {
        return lines("values.csv")
                .map(line -> line.split(","))
                .filter(fields -> fields[0].equals(name))
                .mapToDouble(fields -> Double.parseDouble(fields[1]))
                .findFirst()
                .orElseThrow();
    }

    private static java.util.stream.Stream<String> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
