package copse.io;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.Diagnostic;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What CSV text means.
class CsvTest {
    @TempDir
    private Path folder;

    private Loaded load(String text, ReadOptions options) {
        try {
            Path file = folder.resolve("data.csv");
            Files.writeString(file, text);
            return Data.load(DataSource.file(file), options);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Frame read(String text) {
        return load(text, ReadOptions.defaults()).frame();
    }

    private static NumericColumn numbers(double... values) {
        return NumericColumn.of(values, Mask.of(values.length, row -> Double.isNaN(values[row])));
    }

    @Test
    void typesFollowFromCells() {
        Frame frame = read("""
                n,w,logical,day,time,factor,text
                1.5,1,true,2026-01-31,2026-01-31 12:00:00,a,one
                -2e3,2,FALSE,1969-12-31,2026-01-31T12:00:00.5Z,b,two
                ,,,,,,
                .5,-7,True,2024-02-29,2026-01-31,a,three
                """);
        assertThat(frame.column("n")).isEqualTo(numbers(1.5, -2000, Double.NaN, 0.5));
        assertThat(frame.column("w")).isEqualTo(numbers(1, 2, Double.NaN, -7));
        assertThat(frame.column("logical"))
                .isEqualTo(LogicalColumn.of(Mask.of(4, row -> row % 3 == 0), Mask.of(4, row -> row == 2)));
        assertThat(frame.column("day")).isInstanceOf(TimeColumn.class);
        assertThat(frame.column("day").text(1)).isEqualTo("1969-12-31");
        assertThat(frame.column("day").type()).isEqualTo(ColumnType.DATE);
        assertThat(frame.column("day").isMissing(2)).isTrue();
        assertThat(frame.column("time").type()).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(frame.column("time").text(1)).isEqualTo("2026-01-31T12:00:00.500");
        assertThat(frame.column("time").text(3)).isEqualTo("2026-01-31T00:00");
        assertThat(frame.column("factor")).isEqualTo(FactorColumn.of("a", "b", null, "a"));
        assertThat(frame.column("text")).isEqualTo(TextColumn.of("one", "two", null, "three"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndWillDo(String end) {
        Frame expected = Frame.of("a", NumericColumn.of(1, 3), "b", NumericColumn.of(2, 4));
        String text = "a,b\n1,2\n3,4\n".replace("\n", end);
        assertThat(read(text)).isEqualTo(expected);
        assertThat(read(text.strip())).as("without the last line end").isEqualTo(expected);
        assertThat(read(text + end + end)).as("empty lines are no rows").isEqualTo(expected);
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstName() {
        assertThat(read("\ufeffa,b\n1,2\n").names()).containsExactly("a", "b");
        assertThat(read("\ufeff\"a\",b\n1,2\n").names()).containsExactly("a", "b");
    }

    @Test
    void quotedCellsMayHoldAnything() {
        Frame frame = read(
                "\"a, first\",b\n\"x,y\",\"1\"\n\"say \"\"no\"\"\",\"2\"\n\"two\nlines\r\nor three\",3\n\"\",\"\"\n");
        assertThat(frame.column("a, first"))
                .isEqualTo(TextColumn.of("x,y", "say \"no\"", "two\nlines\r\nor three", null));
        assertThat(frame.column("b")).as("quotes do not make a number a text").isEqualTo(numbers(1, 2, 3, Double.NaN));
    }

    @Test
    void quotesInsideAnUnquotedCellAreText() {
        assertThat(read("a,b\n5\" pipe,1\n6\" pipe,2\n").column("a").text(0)).isEqualTo("5\" pipe");
    }

    @Test
    void namesMayHaveBlanksInside() {
        assertThat(read("call CSAT, age ,\"größe\"\n1,2,3\n").names()).containsExactly("call CSAT", "age", "größe");
    }

    @Test
    void columnWithoutNameIsCalledByItsPosition() {
        Loaded loaded = load(",a\n1,2\n", ReadOptions.defaults());
        assertThat(loaded.frame().names()).containsExactly("column1", "a");
        assertThat(loaded.notes()).extracting(Diagnostic::code).containsExactly("unnamed-column");
    }

    @Test
    void naIsMissingAmongNumbersOnly() {
        Loaded loaded = load("region,x,flag\nNA,NA,true\nEU,1,NA\nNA,NaN,false\n", ReadOptions.defaults());
        assertThat(loaded.frame().column("region")).isEqualTo(FactorColumn.of("NA", "EU", "NA"));
        assertThat(loaded.frame().column("x")).isEqualTo(numbers(Double.NaN, 1, Double.NaN));
        assertThat(loaded.frame().column("flag").missing().rows()).containsExactly(1);
        assertThat(loaded.notes())
                .extracting(Diagnostic::code, Diagnostic::parameter, Diagnostic::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("na-as-missing", "x", 2.0),
                        org.assertj.core.groups.Tuple.tuple("na-as-missing", "flag", 1.0));
    }

    @Test
    void columnOfNaAloneIsText() {
        assertThat(read("x,y\nNA,1\nNA,2\n").column("x")).isEqualTo(FactorColumn.of("NA", "NA"));
        assertThat(read("x,y\nNA,1\n,2\nNA,3\n").column("x")).isEqualTo(FactorColumn.of("NA", null, "NA"));
    }

    @Test
    void emptyColumnIsNumericAndMissing() {
        assertThat(read("x,y\n,1\n,2\n").column("x")).isEqualTo(numbers(Double.NaN, Double.NaN));
    }

    @Test
    void naOptionAddsATextThatIsMissingEverywhere() {
        ReadOptions options = ReadOptions.defaults().withMissing("-", "n/a");
        Frame frame = load("g,x\n-,1\na,n/a\na,-\n", options).frame();
        assertThat(frame.column("g")).isEqualTo(FactorColumn.of(Levels.of("a"), null, "a", "a"));
        assertThat(frame.column("x")).isEqualTo(numbers(1, Double.NaN, Double.NaN));
    }

    @Test
    void factorsOfIntegersAreOrderedByNumber() {
        Frame frame = load("id\n10\n9\n100\n9\n", ReadOptions.defaults().withFactors("id"))
                .frame();
        assertThat(frame.factor("id").levels().labels()).containsExactly("9", "10", "100");
        assertThat(frame.factor("id").text(0)).isEqualTo("10");
    }

    @Test
    void factorsKeepLeadingZeros() {
        Frame frame = load("zip\n01234\n00001\n01234\n", ReadOptions.defaults().withFactors("zip"))
                .frame();
        assertThat(frame.factor("zip").levels().labels()).containsExactly("00001", "01234");
    }

    @Test
    void levelsAreOrderedByCodePoint() {
        Frame frame = read("g\nb\nB\na\n\uD83D\uDE00\n\uFFFD\nb\n");
        assertThat(frame.factor("g").levels().labels()).containsExactly("B", "a", "b", "\uFFFD", "\uD83D\uDE00");
    }

    @Test
    void givenLevelsKeepTheirOrderUsedOrNot() {
        ReadOptions options = ReadOptions.defaults().withLevels("g=low|mid|high");
        Frame frame = load("g,x\nhigh,1\nlow,2\n", options).frame();
        assertThat(frame.factor("g").levels().labels()).containsExactly("low", "mid", "high");
        assertThat(frame.factor("g").code(0)).isEqualTo(2);
    }

    @Test
    void wholeNumbersThatNoDoubleHoldsAreNames() {
        Frame frame = read("id\n9007199254740993\n9007199254740992\n9007199254740993\n");
        assertThat(frame.factor("id").levels().labels()).containsExactly("9007199254740992", "9007199254740993");
        assertThat(read("x\n0.12345678901234567\n").numeric("x").value(0)).isEqualTo(0.12345678901234567);
    }

    @Test
    void lateTextWidensAColumn() {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 300_000; i++) {
            text.append(i % 50).append(',').append(i).append('\n');
        }
        text.append("fifty,1\n");
        Loaded loaded = load(text.toString(), ReadOptions.defaults());
        assertThat(loaded.frame().factor("x").levels().size()).isEqualTo(51);
        assertThat(loaded.frame().factor("x").levels().label(0))
                .as("by code point, as not all are integers")
                .isEqualTo("0");
        assertThat(loaded.frame().column("y").type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(loaded.notes()).extracting(Diagnostic::code).containsExactly("text-among-numbers");
        assertThat(loaded.notes().getFirst().meaning()).contains("`fifty`");
    }

    @Test
    void datesAndTimeStampsTogetherAreTimeStamps() {
        assertThat(read("t\n2026-01-01\n2026-01-01 10:00\n").column("t").type()).isEqualTo(ColumnType.TIMESTAMP);
    }

    @Test
    void columnsWantedComeInTheirOrder() {
        ReadOptions options = ReadOptions.defaults().withColumns(List.of("c", "a"));
        assertThat(load("a,b,c\n1,2,3\n", options).frame())
                .isEqualTo(Frame.of("c", NumericColumn.of(3), "a", NumericColumn.of(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|"})
    void otherSeparatorsAreSeenInTheFirstLine(String separator) {
        Frame frame = read("a,b\n1,2\n".replace(",", separator));
        assertThat(frame).isEqualTo(Frame.of("a", NumericColumn.of(1), "b", NumericColumn.of(2)));
    }

    @Test
    void decimalCommasAreNotGuessed() {
        Frame frame = read("a;b\n1,5;2\n2,5;3\n");
        assertThat(frame.column("a").type()).isEqualTo(ColumnType.TEXT);
    }

    @Test
    void tabsSeparateInTsvWhateverTheFirstLineHolds() throws IOException {
        Path file = folder.resolve("data.tsv");
        Files.writeString(file, "a,b\tc\n1\t2\n");
        assertThat(Data.read(file).names()).containsExactly("a,b", "c");
    }

    @Test
    void gzipIsSeenInTheContent() throws IOException {
        for (String name : List.of("data.csv.gz", "misnamed.csv")) {
            Path file = folder.resolve(name);
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write("\ufeffa,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(Data.read(file)).isEqualTo(Frame.of("a", NumericColumn.of(1), "b", NumericColumn.of(2)));
        }
    }

    @Test
    void conditionSeesColumnsThatAreNotWanted() {
        ReadOptions options =
                ReadOptions.defaults().withColumns(List.of("x", "g")).withWhere("age >= 18 AND g <> 'c'");
        Frame frame = load("x,age,g\n1,17,a\n2,18,b\n3,19,c\n4,20,b\n,21,d\n", options)
                .frame();
        assertThat(frame.names()).containsExactly("x", "g");
        assertThat(frame.column("x")).isEqualTo(numbers(2, 4, Double.NaN));
        assertThat(frame.factor("g").levels().labels())
                .as("levels of the rows left")
                .containsExactly("b", "d");
    }

    @Test
    void conditionTreatsMissingAsSqlDoes() {
        ReadOptions options =
                ReadOptions.defaults().withWhere("region IS NULL OR x IS NULL OR day = DATE '2026-01-02'");
        Frame frame = load("region,x,day\nNA,1,2026-01-01\n,2,2026-01-01\nEU,NA,2026-01-01\nNA,3,2026-01-02\n", options)
                .frame();
        assertThat(frame.rows()).isEqualTo(3);
    }
}
