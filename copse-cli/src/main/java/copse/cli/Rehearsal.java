package copse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the launcher runs once while Java records its start-up cache: a fit of a file held in memory and a
/// streamed one through DuckDB, so that classes and profiles of the loops of both are in the cache.
///
/// Not meant to be used otherwise. If DuckDB's library does not start here, its part of the cache stays empty.
final class Rehearsal {
    // Rows cluster by cluster, as most files have them.
    private static final int ROWS = 50_000;
    // Rows in no order; as many as it takes for the methods that are called once a block to have a profile.
    private static final int STREAMED = 1_000_000;

    private Rehearsal() {}

    /// @param args the folder to write into
    /// @throws IOException if it cannot be written
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        String csv = folder.resolve("rows.csv").toString();
        Files.writeString(Path.of(csv), rows());
        run(
                "fit",
                "y ~ x + f + (1 | g/h)",
                csv,
                "--out",
                folder.resolve("fit.json").toString());
        run("fit", "y ~ x + f + (1 | g/h)", "--sql", query(), "--stream", "--quiet");
    }

    private static void run(String... words) {
        new Cli(Terminal.system()).run(words);
    }

    private static String rows() {
        StringBuilder text = new StringBuilder("y,x,f,g,h\n");
        for (int i = 0; i < ROWS; i++) {
            int h = i / 1000;
            int g = h / 5;
            int x = i * 37 % 101;
            double y = 5 + x / 50.0 + h % 3 + g % 4 + i * 7919L % 1009 / 300.0;
            text.append(Math.round(y * 10_000) / 10_000.0).append(',').append(x).append(',');
            text.append(i % 3 > 0 ? "no" : "yes")
                    .append(',')
                    .append(g)
                    .append(',')
                    .append(h)
                    .append('\n');
        }
        return text.toString();
    }

    private static String query() {
        return "SELECT 5 + x / 50.0 + h % 3 + h // 5 % 4 + i * 7919 % 1009 / 300.0 AS y, x, f, h // 5 AS g, h FROM "
                + "(SELECT i, i * 37 % 101 AS x, CASE i % 3 WHEN 0 THEN 'yes' ELSE 'no' END AS f, "
                + "(i * 7919 % 100003 * 31 % 200)::INTEGER AS h FROM range(" + STREAMED + ") AS t(i))";
    }
}
