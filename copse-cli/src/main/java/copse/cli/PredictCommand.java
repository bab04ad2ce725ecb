package copse.cli;

import copse.bayes.BayesFit;
import copse.bayes.BayesPredictOptions;
import copse.bayes.BayesPredictions;
import copse.frame.Frame;
import copse.glmm.Averaging;
import copse.glmm.GlmmFit;
import copse.glmm.GlmmPredictOptions;
import copse.glmm.GlmmPredictions;
import copse.io.Data;
import copse.io.DataSource;
import copse.lmm.LmmFit;
import copse.lmm.PredictOptions;
import copse.math.Seed;
import copse.model.Fit;
import copse.model.ModelSpec;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.Document;
import copse.report.FrameJson;
import copse.report.FrameTable;
import copse.report.Numbers;
import copse.report.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `copse predict`: a saved fit applied to rows of known and new groups.
@CommandLine.Command(
        name = "predict",
        header = "Predicts rows from a saved fit, for known and new groups, with intervals.",
        footer = {
            "  copse predict fit.json new.csv",
            "  copse predict fit.json new.csv --observation --level 0.9 --out predicted.parquet",
            "  copse predict fit.json new.csv --population --format csv",
            "  copse predict run new.csv --observation"
        })
final class PredictCommand extends Command {
    private static final int HEAD = 10;

    private static final String MEAN_OVER_GROUPS = "the mean over groups";

    @Parameters(
            index = "0",
            paramLabel = "RESULT",
            description = "A file that copse fit --out wrote, or a folder of copse bayes --out.")
    private Path saved = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "Rows with the model's predictors and groups; the response need not be there.")
    private @Nullable String data;

    @Option(names = "--population", description = "The mean over groups instead of the groups that the rows name.")
    private boolean population;

    @Option(names = "--observation", description = "Limits for one new response instead of limits for the mean.")
    private boolean observation;

    @Option(names = "--level", paramLabel = "X", description = "Coverage of the limits (default 0.95).")
    private double level = 0.95;

    @Option(
            names = "--df",
            paramLabel = "METHOD",
            description = "Degrees of freedom of population means of linear models: z (default), satterthwaite or kr.")
    private QuestionOptions.Df df = QuestionOptions.Df.z;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of what is drawn for a Bayesian model: effects of new groups, single responses (default 1).")
    private long seed = 1;

    @Option(names = "--head", paramLabel = "N", description = "Rows to show as a table (default 10).")
    private int head = HEAD;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "All rows as CSV, TSV, Parquet or JSON by its ending; run.json goes beside it.")
    private @Nullable Path out;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    PredictCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        if (!(level > 0 && level < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--level cannot be `" + level + "`", "it lies between 0 and 1", "--level 0.95");
        }
        if (out != null) {
            Output.check(out);
        }
        Model fit = model();
        DataSource source = reading.source(data);
        Frame rows = DataOptions.load(this, source, reading.options()).frame();
        Frame predicted;
        try (Progress ignored = progress("predicting " + Numbers.count(rows.rows()) + " rows")) {
            RowPredictions predictions = fit.predict(rows);
            predicted = predictions.beside(rows);
            noteUnseen(fit, predictions);
        }
        if (out != null) {
            Path target = out;
            Output.file(target, unfinished -> Data.write(predicted, unfinished));
            keep(record(source), target);
        }
        boolean whole = form == Format.csv || form == Format.json;
        Frame shown = whole ? predicted : predicted.head(head);
        print(form, () -> document(fit, predicted, shown), () -> json(fit, predicted));
        return ExitCode.DONE;
    }

    /// What predicts.
    private interface Model {
        ModelSpec spec();

        RowPredictions predict(Frame rows);

        /// What is predicted for a group that the model has not seen.
        String ofUnseen();

        /// Whom the predictions of `--population` are for.
        String population();
    }

    private Model model() {
        if (SavedRun.isRun(saved)) {
            return sampled(SavedRun.read(saved).fit());
        }
        Fit fit = SavedFits.read(saved).fit();
        return fit instanceof GlmmFit generalised ? generalised(generalised) : linear((LmmFit) fit);
    }

    private Model sampled(BayesFit fit) {
        if (df != QuestionOptions.Df.z) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--df " + df + " for a Bayesian model",
                    "its limits are quantiles of draws; degrees of freedom are for linear models of copse fit",
                    "leave --df out");
        }
        if (population && observation) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--population with --observation for a Bayesian model",
                    "a single response belongs to some group; that of a group not yet seen is what a row gets whose"
                            + " group is new",
                    "leave --population out");
        }
        BayesPredictOptions options = BayesPredictOptions.defaults()
                .with(observation ? BayesPredictOptions.Of.OUTCOME : BayesPredictOptions.Of.MEAN)
                .withAveraging(population ? Averaging.POPULATION : Averaging.GROUPS)
                .withLevel(level)
                .withSeed(Seed.of(seed));
        return of(
                fit.model().spec(),
                rows -> RowPredictions.of(
                        BayesPredictions.of(fit, rows, options),
                        fit.model().spec().groupings().size()),
                "one drawn from the distribution over groups",
                MEAN_OVER_GROUPS);
    }

    private Model generalised(GlmmFit fit) {
        checkGeneralised(fit);
        GlmmPredictOptions options = GlmmPredictOptions.defaults()
                .withAveraging(population ? Averaging.POPULATION : Averaging.GROUPS)
                .withLevel(level);
        return of(
                fit.spec(),
                rows -> RowPredictions.of(
                        GlmmPredictions.of(fit, rows, options), fit.groups().size()),
                "a typical one (the mean over groups is another number: --population)",
                MEAN_OVER_GROUPS);
    }

    private Model linear(LmmFit fit) {
        PredictOptions options = PredictOptions.defaults()
                .withScope(population ? PredictOptions.Scope.POPULATION : PredictOptions.Scope.GROUPS)
                .withTarget(observation ? PredictOptions.Target.OBSERVATION : PredictOptions.Target.MEAN)
                .withLevel(level)
                .withDf(df.method());
        return of(
                fit.spec(),
                rows -> RowPredictions.of(
                        fit.predict(rows, options), fit.groups().size()),
                "the average group",
                "the average group");
    }

    private static Model of(
            ModelSpec spec, Function<Frame, RowPredictions> predict, String ofUnseen, String population) {
        return new Model() {
            @Override
            public ModelSpec spec() {
                return spec;
            }

            @Override
            public RowPredictions predict(Frame rows) {
                return predict.apply(rows);
            }

            @Override
            public String ofUnseen() {
                return ofUnseen;
            }

            @Override
            public String population() {
                return population;
            }
        };
    }

    /// A new outcome of 0 or 1 has no limits, and degrees of freedom are for linear models.
    private void checkGeneralised(GlmmFit fit) {
        if (observation) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--observation for a fit of the family " + fit.family().label(),
                    "limits are those of the mean outcome; a single one is yes or no, or a count",
                    "leave --observation out");
        }
        if (df != QuestionOptions.Df.z) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--df " + df + " for a fit of the family " + fit.family().label(),
                    "degrees of freedom are for linear models",
                    "leave --df out");
        }
    }

    private void noteUnseen(Model fit, RowPredictions predictions) {
        int unseen = predictions.unseen();
        if (unseen > 0 && !population) {
            note(Numbers.count(unseen)
                    + (unseen == 1 ? " row names" : " rows name")
                    + " a group that the fit has not seen: predicted as "
                    + fit.ofUnseen());
        }
    }

    private Document document(Model fit, Frame all, Frame shown) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence("Predictions of " + fit.spec().response() + " for "
                + (population ? fit.population() : "the groups named") + ", with " + Numbers.level(level)
                + "% limits of " + (observation ? "a new response" : "the mean") + "."));
        parts.add(FrameTable.of(shown));
        if (shown.rows() < all.rows()) {
            parts.add(new Part.Note(
                    "rows",
                    Numbers.count(shown.rows()) + " of " + Numbers.count(all.rows())
                            + " rows; --out and --format csv have all."));
        }
        return new Document(parts);
    }

    private ObjectNode json(Model fit, Frame predicted) {
        ObjectNode json = FrameJson.of(predicted.rows(), predicted);
        json.put("schema", "copse.predict/1");
        json.put("formula", fit.spec().formula().toString())
                .put("scope", population ? "population" : "groups")
                .put("target", observation ? "observation" : "mean")
                .put("level", level);
        return json;
    }

    private RunRecord record(DataSource source) throws IOException {
        RunRecord record = RunRecord.of(words())
                .withOption("scope", population ? "population" : "groups")
                .withOption("target", observation ? "observation" : "mean")
                .withOption("level", Double.toString(level))
                .withData(
                        saved.toString(), Digest.sha256(SavedRun.isRun(saved) ? saved.resolve("result.json") : saved));
        return switch (source) {
            case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
    }
}
