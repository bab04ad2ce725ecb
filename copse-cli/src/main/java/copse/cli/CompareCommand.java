package copse.cli;

import copse.loo.KeptElpd;
import copse.loo.ModelComparison;
import copse.math.Seed;
import copse.report.Comparison;
import copse.report.ComparisonDocument;
import copse.report.ComparisonJson;
import copse.report.LooComparison;
import copse.report.LooComparisonDocument;
import copse.report.LooComparisonJson;
import copse.report.SavedBayes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `copse compare`: saved fits of the same data.
@CommandLine.Command(
        name = "compare",
        header = "Compares saved fits of the same data: likelihood ratio, AIC, BIC; leave-one-out of Bayesian ones.",
        footer = {
            "  copse fit 'y ~ x + (1 | g)' data.csv --out small.json --quiet",
            "  copse fit 'y ~ x + (x | g)' data.csv --out large.json --quiet",
            "  copse compare small.json large.json",
            "  copse bayes 'y ~ x + (1 | g)' data.csv --loo --out small --quiet",
            "  copse bayes 'y ~ x + (x | g)' data.csv --loo --out large --quiet",
            "  copse compare small large"
        })
final class CompareCommand extends Command {
    @Parameters(
            arity = "1..*",
            paramLabel = "RESULT",
            description = "Two or more files that copse fit --out wrote, or folders of copse bayes --loo --out.")
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
        long runs = files.stream().filter(SavedRun::isRun).count();
        if (runs == files.size()) {
            LooComparison compared = runs(files);
            print(form, () -> LooComparisonDocument.of(compared), () -> LooComparisonJson.of(compared));
            return ExitCode.DONE;
        } else if (runs > 0) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "fits of copse fit together with runs of copse bayes",
                    "a maximised likelihood and a predictive density are different things",
                    "fit the model with copse bayes --loo too");
        }
        List<Comparison.Model> models = files.stream()
                .map(file -> Comparison.Model.of(
                        file.toString(), SavedFits.read(file).fit()))
                .toList();
        Comparison comparison = Comparison.of(models);
        print(form, () -> ComparisonDocument.of(comparison), () -> ComparisonJson.of(comparison));
        return ExitCode.DONE;
    }

    /// @param files folders of runs
    /// @return their leave-one-out, compared
    /// @throws UsageException if a run has none, or is named twice
    static LooComparison runs(List<Path> files) {
        SequencedMap<String, KeptElpd> densities = new LinkedHashMap<>();
        Map<String, String> formulas = new LinkedHashMap<>();
        for (Path path : files) {
            SavedBayes saved = SavedRun.told(path);
            KeptElpd elpd = saved.elpd()
                    .orElseThrow(() -> new UsageException(
                            CliCode.MISSING_ARGUMENT,
                            "`" + path + "` has no leave-one-out to compare by",
                            "the run was made without --loo",
                            "copse bayes --resume '" + path + "' --loo"));
            densities.put(path.toString(), elpd);
            formulas.put(path.toString(), saved.formula());
        }
        if (densities.size() < files.size()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "a run is named twice",
                    "a model has nothing to be compared with in itself",
                    "name each run once");
        }
        return new LooComparison(ModelComparison.of(densities, Seed.of(1)), formulas);
    }
}
