package copse.estimate;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Data and values of `src/test/reference/effects/make.R`.
final class EffectsReference {
    private static final Path FOLDER = Path.of("src/test/reference/effects");
    static final Question QUESTION = Question.of("y", "treatment", "control");

    private EffectsReference() {}

    /// 100 rows in 16 clusters of unequal size, 8 in each arm.
    static Experiment clusters() {
        return Experiment.observed(read("clusters.csv"), Roles.of("arm").withUnit("unit"));
    }

    /// 400 rows, a part without an outcome.
    static Experiment lee() {
        return Experiment.observed(read("lee.csv"), Roles.of("arm"));
    }

    static double value(String name) {
        return lines("values.csv").stream()
                .map(line -> line.split(","))
                .filter(fields -> fields[0].equals(name))
                .mapToDouble(fields -> Double.parseDouble(fields[1]))
                .findFirst()
                .orElseThrow();
    }

    private static Frame read(String file) {
        List<String[]> rows =
                lines(file).stream().map(line -> line.split(",", -1)).toList();
        String[] names = rows.getFirst();
        Map<String, copse.frame.Column> columns = new LinkedHashMap<>();
        for (int c = 0; c < names.length; c++) {
            int at = c;
            List<String> cells = rows.stream().skip(1).map(row -> row[at]).toList();
            columns.put(
                    names[c],
                    names[c].equals("arm") || names[c].equals("unit") || names[c].equals("kind")
                            ? factor(cells)
                            : number(cells));
        }
        return Frame.of(columns);
    }

    private static FactorColumn factor(List<String> cells) {
        return FactorColumn.of(cells.toArray(String[]::new));
    }

    private static NumericColumn number(List<String> cells) {
        double[] values = cells.stream()
                .mapToDouble(cell -> cell.isEmpty() ? 0 : Double.parseDouble(cell))
                .toArray();
        return NumericColumn.of(
                values, Mask.of(values.length, row -> cells.get(row).isEmpty()));
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
