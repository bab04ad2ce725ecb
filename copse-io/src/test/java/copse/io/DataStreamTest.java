package copse.io;

import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Frame;
import copse.frame.RowSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A stream of chunks holds the rows of the frame, in their order, with the same types and levels, every time
/// it is opened.
class DataStreamTest {
    private static final int ROWS = 70_000;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void files() throws IOException {
        Frame frame = Frames.random(new SplittableRandom(7), ROWS);
        Data.write(frame, folder.resolve("a.csv"));
        Data.write(frame, folder.resolve("a.tsv.gz"));
        Data.write(frame, folder.resolve("a.parquet"));
        Data.write(frame, folder.resolve("a.ndjson"));
    }

    static Stream<Arguments> sources() {
        List<UnaryOperator<ReadOptions>> options = List.of(
                o -> o,
                o -> o.withFactors("id", "flag", "day").withColumns(List.of("day", "id", "x", "flag")),
                o -> o.withWhere("x > 0 AND (g IS NULL OR g < 'd')"),
                o -> o.withThreads(1)
                        .withColumns(List.of("id", "g"))
                        .withWhere("x < -2.5")
                        .withFactors("id"));
        return Stream.of("a.csv", "a.tsv.gz", "a.parquet", "a.ndjson")
                .flatMap(name -> options.stream()
                        .map(how -> Arguments.of(name, options.indexOf(how), how.apply(ReadOptions.defaults()))));
    }

    @ParameterizedTest(name = "{0} options {1}")
    @MethodSource("sources")
    void holdsTheRowsOfTheFrame(String name, int number, ReadOptions options) {
        DataSource source = DataSource.file(folder.resolve(name));
        Frame expected = Data.read(source, options);
        try (DataStream stream = Data.open(source, options)) {
            assertThat(stream.schema()).isEqualTo(expected.schema());
            for (int reading = 0; reading < 2; reading++) {
                int at = 0;
                try (RowSource.Chunks chunks = stream.open()) {
                    for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                        assertThat(chunk.schema()).isEqualTo(expected.schema());
                        assertThat(chunk).isEqualTo(expected.slice(at, at + chunk.rows()));
                        at += chunk.rows();
                    }
                }
                assertThat(at).isEqualTo(expected.rows());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void readingsCanOverlapAndStopEarly(String name) {
        try (DataStream stream = Data.open(DataSource.file(folder.resolve(name)), ReadOptions.defaults());
                RowSource.Chunks first = stream.open();
                RowSource.Chunks second = stream.open()) {
            assertThat(first.next()).isEqualTo(second.next()).isNotNull();
        }
    }

    static Stream<String> names() {
        return Stream.of("a.csv", "a.parquet");
    }

    @ParameterizedTest
    @MethodSource("names")
    void streamsCanBeWritten(String name) {
        DataSource source = DataSource.file(folder.resolve(name));
        List<Path> copies = new ArrayList<>();
        try (DataStream stream = Data.open(source, ReadOptions.defaults())) {
            for (String copy : List.of("copy.csv", "copy.parquet")) {
                copies.add(folder.resolve(copy));
                Data.write(stream, copies.getLast());
            }
        }
        Frame expected = Data.read(folder.resolve("a.csv"));
        assertThat(copies).allSatisfy(copy -> assertThat(Data.read(copy)).isEqualTo(expected));
    }
}
