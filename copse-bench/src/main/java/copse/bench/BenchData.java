package copse.bench;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.scenario.ReferenceData;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The models and files of the benchmarks. Files lie in the folder that the system property `copse.bench.data` names.
final class BenchData {
    /// The call-centre model, nested.
    static final String NESTED = "call_CSAT ~ reason + age + (1 | center_ID/rep_ID)";

    /// The lecture-evaluation model, crossed.
    static final String CROSSED = "y ~ service + (1 | s) + (1 | d) + (1 | dept)";

    private BenchData() {}

    /// @return the folder of all files
    static Path folder() {
        String folder = System.getProperty("copse.bench.data");
        if (folder == null) {
            throw new IllegalStateException("-Dcopse.bench.data=FOLDER is missing: start with bench/run");
        }
        return Path.of(folder);
    }

    /// @return the 695,205 calls as CSV, made if not there
    static Path calls() {
        Path file = folder().resolve("call_center.csv");
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(folder());
                Path part = Files.createTempFile(folder(), "call_center", ".part");
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                    ReferenceData.of("call-center").writeCsv(out);
                }
                Files.move(part, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    /// @return the calls in memory, the columns of the model only, as the command line reads them
    static Frame callFrame() {
        return Data.read(
                DataSource.file(calls()),
                ReadOptions.defaults()
                        .withColumns(List.of("call_CSAT", "reason", "age", "center_ID", "rep_ID"))
                        .withFactors("center_ID", "rep_ID"));
    }

    /// @return 73,421 evaluations of lectures in memory
    static Frame evaluationFrame() {
        return Data.read(
                DataSource.file(folder().resolve("insteval.csv")),
                ReadOptions.defaults()
                        .withColumns(List.of("y", "service", "s", "d", "dept"))
                        .withFactors("service", "s", "d", "dept"));
    }

    /// Reads the rows of a column once and adds them up, levels by their codes.
    ///
    /// @param column numbers or factor
    /// @param from first row
    /// @param to row after the last
    /// @return the sum
    static double sum(Column column, int from, int to) {
        return switch (column) {
            case NumericColumn numbers -> {
                double sum = 0;
                for (int row = from; row < to; row++) {
                    sum += numbers.value(row);
                }
                yield sum;
            }
            case FactorColumn factor -> {
                long sum = 0;
                for (int row = from; row < to; row++) {
                    sum += factor.code(row);
                }
                yield sum;
            }
            default -> throw new IllegalArgumentException("no sum of a column of type " + column.type());
        };
    }
}
