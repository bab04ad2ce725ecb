package copse.lmm;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The data sets of the lmm references that are small, from the test resources (data of the R package lme4).
final class Samples {
    static final Frame SLEEPSTUDY = read("sleepstudy", "Subject");
    static final Frame DYESTUFF = read("dyestuff", "Batch");
    static final Frame DYESTUFF2 = read("dyestuff2", "Batch");
    static final Frame PASTES = read("pastes", "batch", "cask", "sample");
    static final Frame PENICILLIN = read("penicillin", "plate", "sample");
    static final Frame STUDENTS = read("students_sample", "instructor", "method");

    private Samples() {}

    private static Frame read(String name, String... factors) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("src/test/resources/lmm", name + ".csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] head = lines.get(0).replace("\"", "").split(",");
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int c = 0; c < head.length; c++) {
            int at = c;
            String[] cells = lines.stream()
                    .skip(1)
                    .map(line -> line.replace("\"", "").split(",", -1)[at])
                    .toArray(String[]::new);
            columns.put(
                    head[c],
                    Arrays.asList(factors).contains(head[c])
                            ? FactorColumn.of(Levels.sorted(new TreeSet<>(Arrays.asList(cells))), cells)
                            : NumericColumn.of(Arrays.stream(cells)
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
        }
        return Frame.of(columns);
    }
}
