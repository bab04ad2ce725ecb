package copse.io;

import static org.assertj.core.api.Assertions.assertThat;

import copse.error.CopseException;
import copse.frame.RowSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every message about bad input, word for word, from reading into memory and from streaming alike.
class BadInputGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/golden/bad-input.txt");

    @TempDir
    private static Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void files() throws IOException {
        write(
                "calls.csv",
                "month,center_ID,call_CSAT,reason\n1,101,6.5,property\n1,102,5.7,payment\n2,101,7.1,other\n");
        write("empty.csv", "");
        write("blank.csv", "\n\n");
        write("header.csv", "a,b,c\n");
        write("short.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n");
        write("long.csv", "name,x\n\"Smith, J.\",1\nMiller, K.,2\n");
        write("twice.csv", "x,y,x\n1,2,3\n");
        write("slip.csv", "g,x\na,1.5\n\"b\nb\",2\nc,about 3\n");
        write("comma.csv", "g;x\na;1,5\n");
        Files.write(folder.resolve("latin.csv"), "name,x\nMüller,1\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("latin-name.csv"), "größe,x\n1,1\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("utf16.csv"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));
        write("open.csv", "a,b\n1,2\n3,\"4\n5,6\n");
        write("behind.csv", "a,b\n1,\"2\"3\n");
        write("cut.csv.gz", "\u001f\u008b\u0008");
        write("not.parquet", "PAR1 this is no Parquet file, although it is long enough for one");
        write("broken.json", "[{\"a\": 1}, {\"a\": ");
        write("nested.json", "[{\"a\": 1, \"b\": [1, 2]}]");
        write("labels.json", "[{\"a\": \"x\"}, {\"a\": \"y\"}, {\"a\": \"y\"}]");
        write("sheet.csv", "PK\u0003\u0004 and so on");
        write("parquet.csv", "PAR1 and so on");
        write("lists.json", "[{\"a\": [1]}]");
        write("notes.txt", "a b c");
        Files.createDirectories(folder.resolve("parts"));
        Files.createDirectories(folder.resolve("nothing"));
        write("parts/one.csv", "a\n1\n");
        try (DuckSession session = DuckSession.open(1, ReadOptions.DEFAULT_MEMORY)) {
            session.execute("COPY (SELECT range AS x, range % 3 AS g, 'r' || range % 2 AS r FROM range(10)) TO '"
                    + folder.resolve("good.parquet") + "'");
            session.execute("COPY (SELECT 1 AS x WHERE false) TO '" + folder.resolve("none.parquet") + "'");
            session.execute("COPY (SELECT range / 0.5::DOUBLE AS x FROM range(3) UNION ALL SELECT 'inf'::DOUBLE) TO '"
                    + folder.resolve("infinite.parquet") + "'");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(String name, String text) throws IOException {
        Files.write(
                folder.resolve(name),
                text.getBytes(name.endsWith(".gz") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }

    @Test
    void messagesAreThoseOfTheGoldenFile() throws IOException {
        file("there is no such file", "cals.csv");
        file("there is nothing like it", "zebra.csv");
        file("there is no such folder", "nowhere/calls.csv");
        file("a folder", "parts");
        file("a folder without data", "nothing");
        file("unknown extension", "notes.txt");
        file("empty", "empty.csv");
        file("blank lines only", "blank.csv");
        file("header only", "header.csv");
        file("too few cells", "short.csv");
        file("too many cells", "long.csv");
        file("a name twice", "twice.csv");
        file("text in a numeric column, behind a cell of two lines", "slip.csv", o -> o.withNumerics("x"));
        file("decimal comma in a numeric column", "comma.csv", o -> o.withNumerics("x"));
        file("Latin-1 in a cell", "latin.csv");
        file("Latin-1 in a name", "latin-name.csv");
        file("UTF-16", "utf16.csv");
        file("a quote that stays open", "open.csv");
        file("text behind a quote", "behind.csv");
        file("gzip cut off", "cut.csv.gz");
        file("a spreadsheet", "sheet.csv");
        file("Parquet under the name of CSV", "parquet.csv");
        file("nested columns alone", "lists.json");
        file("no Parquet", "not.parquet");
        file("Parquet without rows", "none.parquet");
        file("infinite value", "infinite.parquet");
        file("broken JSON", "broken.json");
        file("nested column asked for", "nested.json", o -> o.withColumns(List.of("b")));
        file("unknown factor", "calls.csv", o -> o.withFactors("center"));
        file("unknown column in Parquet", "good.parquet", o -> o.withNumerics("gg"));
        file("unknown level", "calls.csv", o -> o.withLevels("reason=property|payment"));
        file("unknown level in Parquet", "good.parquet", o -> o.withLevels("r=r0"));
        file("unknown level in JSON", "labels.json", o -> o.withLevels("a=y"));
        file("levels that are none", "calls.csv", o -> o.withLevels("reason"));
        file("text in a numeric column of Parquet", "good.parquet", o -> o.withNumerics("r"));
        file("unknown column in a condition", "calls.csv", o -> o.withWhere("raeson = 'other'"));
        file("unknown column in a condition on Parquet", "good.parquet", o -> o.withWhere("xx = 1"));
        file("text as if it were a column", "calls.csv", o -> o.withWhere("reason = \"other\""));
        file("a condition that is no SQL", "calls.csv", o -> o.withWhere("reason == == 1"));
        file("a condition that compares text with numbers", "calls.csv", o -> o.withWhere("month = 'May'"));
        file("a condition that nothing satisfies", "calls.csv", o -> o.withWhere("month > 12"));
        file("a condition that nothing in Parquet satisfies", "good.parquet", o -> o.withWhere("x > 12"));
        query("no SQL", "SELEC 1", UnaryOperator.identity());
        query("unknown table", "SELECT * FROM calls", UnaryOperator.identity());
        query("unknown column", "SELECT raeson FROM '" + folder.resolve("calls.csv") + "'", UnaryOperator.identity());
        query("a name twice", "SELECT 1 AS a, 2 AS a", UnaryOperator.identity());
        query("no rows", "SELECT 1 AS a WHERE false", UnaryOperator.identity());
        query("from the network", "SELECT * FROM 'https://example.org/a.parquet'", UnaryOperator.identity());
        query(
                "too little memory",
                "SELECT list(range ORDER BY hash(range)) AS a FROM range(30000000)",
                o -> o.withMemory(64L << 20).withThreads(1));

        String all = String.join("\n", told);
        if ("write".equals(System.getenv("COPSE_GOLDEN"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, all);
        }
        assertThat(all).isEqualTo(Files.readString(GOLDEN));
    }

    private void file(String about, String name) {
        file(about, name, UnaryOperator.identity());
    }

    private void file(String about, String name, UnaryOperator<ReadOptions> how) {
        tell(about, DataSource.file(folder.resolve(name)), how);
    }

    private void query(String about, String sql, UnaryOperator<ReadOptions> how) {
        tell("query: " + about, DataSource.sql(sql), how);
    }

    private void tell(String about, DataSource source, UnaryOperator<ReadOptions> how) {
        String read = message(() -> Data.load(source, how.apply(ReadOptions.defaults())));
        String streamed = message(() -> {
            try (DataStream stream = Data.open(source, how.apply(ReadOptions.defaults()));
                    RowSource.Chunks chunks = stream.open()) {
                while (chunks.next() != null) {
                    // the rows do not matter: the error does
                }
            }
        });
        assertThat(streamed).as(about + ": the stream says the same").isEqualTo(read);
        told.add("# " + about + "\n" + read + "\n");
    }

    private static String message(Runnable work) {
        try {
            work.run();
        } catch (CopseException e) {
            return e.getMessage().replace(folder + "/", "").replace(folder.toString(), "FOLDER");
        }
        return "no error";
    }
}
