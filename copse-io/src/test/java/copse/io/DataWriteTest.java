package copse.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.Schema;
import copse.frame.TextColumn;
import copse.record.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written, and that nothing is written by halves.
class DataWriteTest {
    @TempDir
    private Path folder;

    private static final Frame SMALL = Frame.of(
            "g, h", FactorColumn.of("a", "say \"no\"", null),
            "x", NumericColumn.of(1, 0.1, 6.557268),
            "text", TextColumn.of("two\nlines", null, "plain text"));

    @Test
    void csvQuotesOnlyWhereNeeded() throws IOException {
        Path file = folder.resolve("out.csv");
        Data.write(SMALL, file);
        assertThat(Files.readString(file))
                .isEqualTo("\"g, h\",x,text\na,1,\"two\nlines\"\n\"say \"\"no\"\"\",0.1,\n,6.557268,plain text\n");
    }

    @Test
    void tsvQuotesTabsNotCommas() throws IOException {
        Path file = folder.resolve("out.tsv");
        Data.write(Frame.of("a,b", TextColumn.of("x\ty", "1,2")), file);
        assertThat(Files.readString(file)).isEqualTo("a,b\n\"x\ty\"\n1,2\n");
    }

    @Test
    void jsonIsAnArrayOfObjectsAndNdjsonALineEach() throws IOException {
        Path array = folder.resolve("out.json");
        Data.write(SMALL, array);
        assertThat(Files.readString(array)).isEqualTo("""
                [
                {"g, h":"a","x":1,"text":"two\\nlines"},
                {"g, h":"say \\"no\\"","x":0.1,"text":null},
                {"g, h":null,"x":6.557268,"text":"plain text"}
                ]
                """);
        Path lines = folder.resolve("out.ndjson");
        Data.write(SMALL.rows(new int[] {0}), lines);
        assertThat(Files.readString(lines)).isEqualTo("{\"g, h\":\"a\",\"x\":1,\"text\":\"two\\nlines\"}\n");
    }

    /// Rows enough to be put into text by several threads, in order, chunk after chunk.
    @ParameterizedTest
    @ValueSource(strings = {"big.csv", "big.json", "big.ndjson.gz"})
    void manyRowsComeInOrderWithTheFingerprintOfTheirBytes(String name) throws IOException {
        int rows = 100_003;
        Frame frame = Frame.of(
                "id", NumericColumn.of(IntStream.range(0, rows).asDoubleStream().toArray()),
                "arm", FactorColumn.of(rows, row -> row % 7 == 0 ? null : "arm " + row % 3),
                "p",
                        NumericColumn.of(IntStream.range(0, rows)
                                .mapToDouble(row -> 1.0 / (1 + row % 5))
                                .toArray()));
        Path file = folder.resolve(name);
        String sha256 = Data.writeAndDigest(frame, file, Existing.REFUSE);
        assertThat(sha256).isEqualTo(Digest.sha256(file));
        assertThat(Data.read(file)).isEqualTo(frame);
    }

    @Test
    void theFingerprintOfParquetIsThatOfItsBytes() throws IOException {
        Path file = folder.resolve("small.parquet");
        assertThat(Data.writeAndDigest(SMALL, file, Existing.REFUSE)).isEqualTo(Digest.sha256(file));
    }

    @Test
    void missingInASingleColumnIsNoEmptyLine() {
        Path file = folder.resolve("one.csv");
        Frame frame = Frame.of("g", FactorColumn.of("a", null, "a"));
        Data.write(frame, file);
        assertThat(Data.read(file)).isEqualTo(frame);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.parquet", "out.json", "out.tsv.gz"})
    void replacesUnlessToldToRefuse(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "old");
        assertThatThrownBy(() -> Data.write(SMALL, file, Existing.REFUSE))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("I222"));
        assertThat(Files.readString(file)).isEqualTo("old");
        Data.write(SMALL, file);
        assertThat(Data.read(file).rows()).isEqualTo(3);
        assertThat(files()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.parquet", "out.json", "out.csv.gz"})
    void failureLeavesWhatWasThere(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "old");
        assertThatThrownBy(() -> Data.write(new Failing(), file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("half way");
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(files()).containsExactly(name);
    }

    @Test
    void wholeNumbersAreIntegersInParquet() {
        Path file = folder.resolve("out.parquet");
        Data.write(SMALL.with("n", NumericColumn.of(1, 2, 3)), file);
        Frame types = Data.read(
                DataSource.sql("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '" + file + "')"),
                ReadOptions.defaults());
        assertThat(types.column("column_type").text(1)).isEqualTo("DOUBLE");
        assertThat(types.column("column_type").text(3)).isEqualTo("BIGINT");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// Gives one chunk and fails when asked for the second.
    private static final class Failing implements RowSource {
        @Override
        public Schema schema() {
            return SMALL.schema();
        }

        @Override
        public Chunks open() {
            return new Chunks() {
                private boolean asked;

                @Override
                public @Nullable Frame next() {
                    if (asked) {
                        throw new IllegalStateException("half way");
                    }
                    asked = true;
                    return SMALL;
                }

                @Override
                public void close() {}
            };
        }
    }
}
