package copse.cli;

import copse.frame.Aggregate;
import copse.frame.Frame;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.report.Document;
import copse.report.FrameJson;
import copse.report.FrameTable;
import copse.report.Numbers;
import copse.report.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse show`: rows of a file, or a table of groups.
@CommandLine.Command(
        name = "show",
        header = "Shows rows, or a table of groups.",
        footer = {
            "  copse show calls.csv --tail 5",
            "  copse show calls.csv --by center_ID --n --mean call_CSAT,age --share reason=property",
            "  copse show calls.parquet --where 'age > 60' --head 20 --format csv"
        })
final class ShowCommand extends Command {
    private static final int HEAD = 10;

    @Parameters(arity = "0..1", paramLabel = "DATA", description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(names = "--head", paramLabel = "N", description = "The first N rows (default 10; all as CSV).")
    private @Nullable Integer head;

    @Option(names = "--tail", paramLabel = "N", description = "The last N rows.")
    private @Nullable Integer tail;

    @Option(
            names = "--by",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "One row per combination of these columns.")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--mean",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Means of these columns, per group.")
    private List<String> means = new ArrayList<>();

    @Option(
            names = "--sd",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Standard deviations, per group.")
    private List<String> sds = new ArrayList<>();

    @Option(
            names = "--share",
            paramLabel = "COL=LEVEL",
            description = "Share of rows with this level, per group. May be repeated.")
    private List<String> shares = new ArrayList<>();

    @Option(names = "--n", description = "Number of rows per group (the default if nothing else is asked for).")
    private boolean count;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        Format form = format.chosen();
        boolean aggregates = count || !means.isEmpty() || !sds.isEmpty() || !shares.isEmpty();
        if (by.isEmpty() && aggregates) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --by",
                    "--mean, --sd, --share and --n describe groups",
                    "add the columns that make the groups, such as --by center_ID; copse describe has the whole file");
        }
        if (!by.isEmpty() && (head != null && tail != null)) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --head and --tail were given",
                    "one end of a table is shown",
                    "leave one out");
        }
        DataSource source = reading.source(data);
        Map<String, Aggregate> wanted = wanted();
        Frame frame = DataOptions.load(this, source, columns(reading.options())).frame();
        Frame all =
                by.isEmpty() ? frame : frame.groupBy(by.toArray(String[]::new)).summarise(wanted);
        Frame shown = part(all, form);
        print(form, () -> document(all, shown), () -> FrameJson.of(all.rows(), shown));
        return ExitCode.DONE;
    }

    /// CSV goes into files and other programs, where rows left out would not be missed.
    private Frame part(Frame all, Format form) {
        boolean rowsOfFile = by.isEmpty() && head == null && tail == null && form != Format.csv;
        if (tail != null) {
            return all.tail(tail);
        }
        return head != null ? all.head(head) : rowsOfFile ? all.head(HEAD) : all;
    }

    private Document document(Frame all, Frame shown) {
        List<Part> parts = new ArrayList<>(List.of(FrameTable.of(shown)));
        if (shown.rows() < all.rows()) {
            parts.add(new Part.Note(
                    "rows",
                    Numbers.count(shown.rows()) + " of " + Numbers.count(all.rows())
                            + (by.isEmpty() ? " rows; --head and --tail show others." : " groups.")));
        }
        return new Document(parts);
    }

    private Map<String, Aggregate> wanted() {
        Map<String, Aggregate> wanted = new LinkedHashMap<>();
        if (count || means.isEmpty() && sds.isEmpty() && shares.isEmpty()) {
            wanted.put("n", Aggregate.count());
        }
        means.forEach(column -> wanted.put("mean(" + column + ")", Aggregate.mean(column)));
        sds.forEach(column -> wanted.put("sd(" + column + ")", Aggregate.sd(column)));
        shares.forEach(text -> {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "--share cannot be `" + text + "`",
                        "it is a column, `=` and one of the column's levels",
                        "--share reason=property");
            }
            wanted.put("share(" + text + ")", Aggregate.share(text.substring(0, equals), text.substring(equals + 1)));
        });
        return wanted;
    }

    /// A table of groups needs no other columns than those it names.
    private ReadOptions columns(ReadOptions options) {
        if (by.isEmpty()) {
            return options;
        }
        Set<String> needed = new LinkedHashSet<>(by);
        needed.addAll(means);
        needed.addAll(sds);
        shares.forEach(text -> needed.add(text.substring(0, text.indexOf('='))));
        return options.withColumns(List.copyOf(needed));
    }
}
