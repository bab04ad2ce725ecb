package copse.cli;

import copse.report.Comparison;
import copse.report.ComparisonDocument;
import copse.report.ComparisonJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `copse compare`: saved fits of the same data.
@CommandLine.Command(
        name = "compare",
        header = "Compares saved fits of the same data: likelihood ratio, AIC, BIC.",
        footer = {
            "  copse fit 'y ~ x + (1 | g)' data.csv --out small.json --quiet",
            "  copse fit 'y ~ x + (x | g)' data.csv --out large.json --quiet",
            "  copse compare small.json large.json"
        })
final class CompareCommand extends Command {
    @Parameters(arity = "1..*", paramLabel = "RESULT", description = "Two or more files that copse fit --out wrote.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private FormatOption format = new FormatOption();

    CompareCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        Format form = format.chosen();
        if (files.size() < 2) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing a second RESULT",
                    "one fit alone has nothing to be compared with",
                    "copse compare " + files.getFirst() + " other.json");
        }
        List<Comparison.Model> models = files.stream()
                .map(file -> Comparison.Model.of(
                        file.toString(), SavedFits.read(file).fit()))
                .toList();
        Comparison comparison = Comparison.of(models);
        print(form, () -> ComparisonDocument.of(comparison), () -> ComparisonJson.of(comparison));
        return ExitCode.DONE;
    }
}
