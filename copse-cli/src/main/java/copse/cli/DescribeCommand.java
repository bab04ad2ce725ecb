package copse.cli;

import copse.frame.Frame;
import copse.io.DataSource;
import copse.report.DescribeDocument;
import copse.report.DescribeJson;
import copse.report.Description;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse describe`: what is in a file.
@CommandLine.Command(
        name = "describe",
        header = "Describes the columns of a file, and its clusters.",
        footer = {
            "  copse describe calls.csv",
            "  copse describe calls.csv --by center_ID,rep_ID",
            "  copse describe --sql \"SELECT * FROM 'calls/*.parquet' WHERE age > 18\" --json"
        })
final class DescribeCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "DATA", description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(
            names = "--by",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Cluster sizes and intraclass correlations by the first of these columns,"
                    + " then within it by the next.")
    private List<String> by = new ArrayList<>();

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    DescribeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        Format form = format.chosen();
        DataSource source = reading.source(data);
        Frame frame = DataOptions.load(this, source, reading.options().withFactors(by.toArray(String[]::new)))
                .frame();
        Description description = Description.of(DataOptions.name(source), frame, by);
        print(
                form,
                () -> form == Format.csv ? DescribeDocument.flat(description) : DescribeDocument.of(description),
                () -> DescribeJson.of(description));
        return ExitCode.DONE;
    }
}
