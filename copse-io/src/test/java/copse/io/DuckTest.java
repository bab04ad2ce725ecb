package copse.io;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.Diagnostic;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What queries, Parquet and JSON become.
class DuckTest {
    @TempDir
    private Path folder;

    private static Loaded load(String sql, ReadOptions options) {
        return Data.load(DataSource.sql(sql), options);
    }

    private static Frame read(String sql) {
        return load(sql, ReadOptions.defaults()).frame();
    }

    private static NumericColumn numbers(double... values) {
        return NumericColumn.of(values, Mask.of(values.length, row -> Double.isNaN(values[row])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TINYINT",
                "SMALLINT",
                "INTEGER",
                "BIGINT",
                "HUGEINT",
                "UTINYINT",
                "USMALLINT",
                "UINTEGER",
                "UBIGINT",
                "UHUGEINT",
                "FLOAT",
                "DOUBLE",
                "DECIMAL(9,2)",
                "DECIMAL(38,3)"
            })
    void everyTypeOfNumberIsNumeric(String type) {
        Frame frame = read("SELECT a::" + type + " AS a FROM (VALUES (1), (NULL), (100)) t(a)");
        assertThat(frame.column("a")).isEqualTo(numbers(1, Double.NaN, 100));
        Frame factor = load(
                        "SELECT a::" + type + " AS a FROM (VALUES (100), (NULL), (9), (100)) t(a)",
                        ReadOptions.defaults().withFactors("a"))
                .frame();
        if (!type.equals("DECIMAL(38,3)") && !type.equals("DECIMAL(9,2)")) {
            assertThat(factor.column("a")).isEqualTo(FactorColumn.of("100", null, "9", "100"));
        }
        assertThat(factor.factor("a").levels().size()).isEqualTo(2);
    }

    @Test
    void wholeFractionsAreNamedWithoutAPoint() {
        ReadOptions options = ReadOptions.defaults().withFactors("a", "b");
        Frame frame = load("SELECT * FROM (VALUES (101.0::DOUBLE, 0.5::DOUBLE), ('nan', 1), (9, 1)) t(a, b)", options)
                .frame();
        assertThat(frame.column("a")).isEqualTo(FactorColumn.of("101", null, "9"));
        assertThat(frame.column("b")).isEqualTo(FactorColumn.of("0.5", "1.0", "1.0"));
    }

    @Test
    void integersWithAndWithoutGapsBecomeLevels() {
        Frame frame = load(
                        "SELECT * FROM (VALUES (-1, 120::TINYINT), (NULL, -128), (1, NULL), (0, 119)) t(a, b)",
                        ReadOptions.defaults().withFactors("a", "b"))
                .frame();
        assertThat(frame.column("a")).isEqualTo(FactorColumn.of(Levels.of("-1", "0", "1"), "-1", null, "1", "0"));
        assertThat(frame.column("b"))
                .isEqualTo(FactorColumn.of(Levels.of("-128", "119", "120"), "120", "-128", null, "119"));
    }

    @Test
    void fewLabelsAtFirstDecideNothingIfManyFollow() {
        String sql = "SELECT CASE WHEN i < 150000 THEN 'same' ELSE 'x' || i END AS a,"
                + " CASE WHEN i < 150000 THEN 'same' ELSE 'y' || i % 1000 END AS b FROM range(500000) t(i)";
        Frame frame = read(sql);
        assertThat(frame.column("a").type()).isEqualTo(ColumnType.TEXT);
        assertThat(frame.factor("b").levels().size()).isEqualTo(1001);
    }

    @Test
    void nanIsMissing() {
        assertThat(read("SELECT a::DOUBLE AS a FROM (VALUES ('nan'), ('1.5')) t(a)")
                        .column("a"))
                .isEqualTo(numbers(Double.NaN, 1.5));
    }

    @Test
    void identifiersBeyondDoublesAreLabels() {
        Frame frame = read("SELECT * FROM (VALUES (9007199254740993), (9007199254740992), (9007199254740993)) t(id)");
        assertThat(frame.factor("id").levels().labels()).containsExactly("9007199254740992", "9007199254740993");
    }

    @Test
    void truthValuesAndTimesKeepTheirTypes() {
        Frame frame = read("SELECT true AS l, DATE '2026-01-31' AS d, TIMESTAMP '2026-01-31 12:34:56.5' AS t,"
                + " TIMESTAMPTZ '2026-01-31 12:00:00+02' AS z, TIMESTAMP_NS '2026-01-31 12:34:56' AS n"
                + " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL");
        assertThat(frame.schema().columns().stream().map(column -> column.type()))
                .containsExactly(
                        ColumnType.LOGICAL,
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP);
        assertThat(frame.names().stream().map(name -> frame.column(name).text(0)))
                .containsExactly(
                        "true", "2026-01-31", "2026-01-31T12:34:56.500", "2026-01-31T10:00", "2026-01-31T12:34:56");
        assertThat(frame.names())
                .allSatisfy(name -> assertThat(frame.column(name).isMissing(1)).isTrue());
    }

    @Test
    void textIsAFactorIfLabelsRepeat() {
        Frame frame = read(
                "SELECT 'g' || range % 3 AS g, 't' || range AS t, CASE range WHEN 0 THEN '' WHEN 1 THEN 'NA' ELSE 'x' END"
                        + " AS e FROM range(5)");
        assertThat(frame.column("g")).isEqualTo(FactorColumn.of("g0", "g1", "g2", "g0", "g1"));
        assertThat(frame.column("t")).isEqualTo(TextColumn.of("t0", "t1", "t2", "t3", "t4"));
        assertThat(frame.column("e")).isEqualTo(FactorColumn.of(Levels.of("NA", "x"), null, "NA", "x", "x", "x"));
    }

    @Test
    void quotesInLabelsAndNamesSurvive() {
        Frame frame = read("SELECT 'it''s \"so\"' AS \"a \"\"b\"\" 'c'\" FROM range(2)");
        assertThat(frame.column("a \"b\" 'c'")).isEqualTo(FactorColumn.of("it's \"so\"", "it's \"so\""));
    }

    @Test
    void integersOfAnyRangeBecomeFactors() {
        ReadOptions options = ReadOptions.defaults().withFactors("a", "b", "c");
        Frame frame = load(
                        "SELECT * FROM (VALUES (-5, 8000000000, 0), (2000000, -8000000000, 1000000000), (NULL, NULL, NULL))"
                                + " t(a, b, c)",
                        options)
                .frame();
        assertThat(frame.factor("a").levels()).isEqualTo(Levels.of("-5", "2000000"));
        assertThat(frame.factor("b").levels()).isEqualTo(Levels.of("-8000000000", "8000000000"));
        assertThat(frame.column("c")).isEqualTo(FactorColumn.of("0", "1000000000", null));
    }

    @Test
    void levelsGivenDecideTheOrder() {
        ReadOptions options = ReadOptions.defaults().withLevels("a=3|1|2").withLevels("t=b|a|z");
        Frame frame = load("SELECT * FROM (VALUES (1, 'a'), (3, 'b')) v(a, t)", options)
                .frame();
        assertThat(frame.column("a")).isEqualTo(FactorColumn.of(Levels.of("3", "1", "2"), "1", "3"));
        assertThat(frame.column("t")).isEqualTo(FactorColumn.of(Levels.of("b", "a", "z"), "a", "b"));
    }

    @Test
    void textAskedToBeNumericIsParsed() {
        ReadOptions options = ReadOptions.defaults().withNumerics("a").withMissing("-");
        Loaded loaded = load("SELECT * FROM (VALUES ('1.5'), ('NA'), (''), ('-'), (' 2 ')) v(a)", options);
        assertThat(loaded.frame().column("a")).isEqualTo(numbers(1.5, Double.NaN, Double.NaN, Double.NaN, 2));
        assertThat(loaded.notes())
                .extracting(Diagnostic::code, Diagnostic::value)
                .containsExactly(Tuple.tuple("na-as-missing", 1.0));
    }

    @Test
    void naOptionCountsInNumbersAndText() {
        ReadOptions options = ReadOptions.defaults().withMissing("-99", "none");
        Frame frame = load("SELECT * FROM (VALUES (1, 'x'), (-99, 'none'), (3, 'x')) v(a, t)", options)
                .frame();
        assertThat(frame.column("a")).isEqualTo(numbers(1, Double.NaN, 3));
        assertThat(frame.column("t")).isEqualTo(FactorColumn.of("x", null, "x"));
    }

    @Test
    void jsonOfNumbersAndNaIsNumeric() throws IOException {
        Path file = folder.resolve("mixed.json");
        Files.writeString(
                file, "[{\"a\": 1, \"r\": \"NA\"}, {\"a\": \"NA\", \"r\": \"EU\"}, {\"a\": 2.5}, {\"r\": \"EU\"}]");
        Loaded loaded = Data.load(DataSource.file(file), ReadOptions.defaults());
        assertThat(loaded.frame().column("a")).isEqualTo(numbers(1, Double.NaN, 2.5, Double.NaN));
        assertThat(loaded.frame().column("r")).isEqualTo(FactorColumn.of("NA", "EU", null, "EU"));
        assertThat(loaded.notes()).extracting(Diagnostic::parameter).containsExactly("a");
    }

    @Test
    void nestedColumnsAreLeftOutWithANote() throws IOException {
        Path file = folder.resolve("nested.ndjson");
        Files.writeString(file, "{\"a\": 1, \"b\": [1], \"c\": {\"d\": 1}}\n{\"a\": 2, \"b\": [], \"c\": null}\n");
        Loaded loaded = Data.load(DataSource.file(file), ReadOptions.defaults());
        assertThat(loaded.frame().names()).containsExactly("a");
        assertThat(loaded.notes())
                .extracting(Diagnostic::code, Diagnostic::parameter)
                .containsExactly(Tuple.tuple("column-left-out", "b"), Tuple.tuple("column-left-out", "c"));
    }

    @Test
    void conditionLimitsRowsAndLevels() {
        Path file = folder.resolve("g.parquet");
        Data.write(Frame.of("g", FactorColumn.of("a", "b", "c", "a"), "x", NumericColumn.of(1, 2, 3, 4)), file);
        ReadOptions options = ReadOptions.defaults().withColumns(List.of("g")).withWhere("x <> 2 -- not the second");
        Frame frame = Data.read(DataSource.file(file), options);
        assertThat(frame).isEqualTo(Frame.of("g", FactorColumn.of("a", "c", "a")));
    }

    @Test
    void namesOfFilesAreNoPatterns() {
        Frame frame = Frame.of("x", NumericColumn.of(1, 2));
        for (String name : List.of("a[1].parquet", "it's.parquet", "b[*]?.parquet", "c*.json")) {
            Data.write(frame, folder.resolve(name));
            assertThat(Data.read(folder.resolve(name))).as(name).isEqualTo(frame);
        }
    }

    @Test
    void oneSelectIsReadAndNothingElseRuns() {
        assertThat(read("SELECT 1 AS a;  ").column("a")).isEqualTo(numbers(1));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> read("SELECT 1 AS a; COPY (SELECT 1) TO '" + folder.resolve("evil.csv") + "'"))
                .isInstanceOf(copse.error.InputException.class);
        assertThat(folder.resolve("evil.csv")).doesNotExist();
    }

    @Test
    void namesAreKnownWithoutReadingRows() {
        assertThat(Data.columns(DataSource.sql("SELECT 1 AS a, error('not to be run') AS b")))
                .containsExactly("a", "b");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        // more than the limit: DuckDB spills to disk
        ReadOptions options = ReadOptions.defaults().withMemory(100L << 20).withThreads(1);
        Frame frame = load("SELECT range AS a, hash(range) / 2.0 AS b FROM range(4000000) ORDER BY b", options)
                .frame();
        assertThat(frame.rows()).isEqualTo(4_000_000);
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            String ours = "copse-" + ProcessHandle.current().pid() + "-";
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(ours));
        }
    }
}
