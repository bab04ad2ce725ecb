package copse.cli;

import copse.balance.Balance;
import copse.balance.BalanceOptions;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.report.BalanceDocument;
import copse.report.BalanceJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse balance`: how alike the arms are.
@CommandLine.Command(
        name = "balance",
        header = "Compares arms in their covariates, and their numbers of units with the design.",
        footer = {
            "  copse balance schools.csv --arm arm --on size,pre",
            "  copse balance pupils.csv --arm arm --cluster school --strata region",
            "  copse balance users.parquet --arm variant --expect control=9,treatment=1 --json"
        })
final class BalanceCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "DATA", description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(names = "--arm", paramLabel = "COL", description = "The column that says the arm of each row.")
    private @Nullable String arm;

    @Option(
            names = "--on",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Covariates (default: every numeric, logical and factor column that is nothing else here).")
    private List<String> on = new ArrayList<>();

    @Option(
            names = "--id",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Columns that are no covariates, such as ids.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--weights", paramLabel = "COL", description = "A column of weights.")
    private @Nullable String weights;

    @Option(
            names = "--strata",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Count arms in each combination of these columns.")
    private List<String> strata = new ArrayList<>();

    @Option(
            names = "--cluster",
            paramLabel = "COL",
            description = "The clusters that were randomised: tests are then made on their means and numbers.")
    private @Nullable String cluster;

    @Option(
            names = "--reference",
            paramLabel = "ARM",
            description = "The arm that others are compared with (default: the first).")
    private @Nullable String reference;

    @Option(
            names = "--expect",
            paramLabel = "ARM=SHARE,…",
            split = ",",
            hideParamSyntax = true,
            description = "Shares of the arms that the design promised (default: equal).")
    private List<String> expected = new ArrayList<>();

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    BalanceCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        Format form = format.chosen();
        DataSource source = reading.source(data);
        if (arm == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --arm",
                    "a comparison needs the column that says the arm of each row",
                    "--arm arm");
        }
        BalanceOptions options = new BalanceOptions(
                on,
                ids,
                Optional.ofNullable(weights),
                strata,
                Optional.ofNullable(cluster),
                Optional.ofNullable(reference),
                shares());
        String[] factors = Stream.of(Stream.of(arm), strata.stream(), Stream.ofNullable(cluster))
                .flatMap(names -> names)
                .filter(Data.columns(source)::contains) // the comparison itself says best which name is not there
                .toArray(String[]::new);
        Frame frame = DataOptions.load(this, source, reading.options().withFactors(factors))
                .frame();
        Balance balance = Balance.of(frame, arm, options);
        print(form, () -> BalanceDocument.of(balance), () -> BalanceJson.of(balance));
        return ExitCode.DONE;
    }

    private SequencedMap<String, Double> shares() {
        SequencedMap<String, Double> shares = new LinkedHashMap<>();
        for (String text : expected) {
            int equals = text.lastIndexOf('=');
            try {
                shares.put(text.substring(0, equals), Double.parseDouble(text.substring(equals + 1)));
            } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "--expect cannot have `" + text + "`",
                        "it is an arm, `=` and a number",
                        "--expect control=2,treatment=1");
            }
        }
        return shares;
    }
}
