package copse.cli;

import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.lmm.LmmFit;
import copse.lmm.PredictOptions;
import copse.lmm.Predictions;
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
import java.util.BitSet;
import java.util.List;
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
            "  copse predict fit.json new.csv --population --format csv"
        })
final class PredictCommand extends Command {
    private static final int HEAD = 10;

    @Parameters(index = "0", paramLabel = "RESULT", description = "A file that copse fit --out wrote.")
    private Path saved = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "Rows with the model's predictors and groups; the response need not be there.")
    private @Nullable String data;

    @Option(names = "--population", description = "The average over groups instead of the groups that the rows name.")
    private boolean population;

    @Option(names = "--observation", description = "Limits for one new response instead of limits for the mean.")
    private boolean observation;

    @Option(names = "--level", paramLabel = "X", description = "Coverage of the limits (default 0.95).")
    private double level = 0.95;

    @Option(
            names = "--df",
            paramLabel = "METHOD",
            description = "Degrees of freedom of population means: z (default), satterthwaite or kr.")
    private QuestionOptions.Df df = QuestionOptions.Df.z;

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
        LmmFit fit = (LmmFit) SavedFits.read(saved).fit();
        DataSource source = reading.source(data);
        Frame rows = DataOptions.load(this, source, reading.options()).frame();
        Frame predicted;
        try (Progress ignored = progress("predicting " + Numbers.count(rows.rows()) + " rows")) {
            predicted = columns(fit, rows);
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

    private PredictOptions options() {
        return PredictOptions.defaults()
                .withScope(population ? PredictOptions.Scope.POPULATION : PredictOptions.Scope.GROUPS)
                .withTarget(observation ? PredictOptions.Target.OBSERVATION : PredictOptions.Target.MEAN)
                .withLevel(level)
                .withDf(df.method());
    }

    /// The rows as they are, with the prediction beside them; it is missing where a predictor is.
    private Frame columns(LmmFit fit, Frame rows) {
        Predictions predictions = fit.predict(rows, options());
        int n = rows.rows();
        double[][] values = new double[4][n];
        BitSet known = new BitSet(n);
        BitSet unseen = new BitSet(n);
        for (int i = 0; i < predictions.count(); i++) {
            int row = predictions.row(i);
            values[0][row] = predictions.value(i);
            values[1][row] = predictions.se(i);
            values[2][row] = predictions.lower(i);
            values[3][row] = predictions.upper(i);
            known.set(row);
            for (int g = 0; g < fit.groups().size(); g++) {
                if (!predictions.known(i, g)) {
                    unseen.set(row);
                }
            }
        }
        Mask missing = Mask.of(n, row -> !known.get(row));
        Frame result = rows.with("prediction", NumericColumn.of(values[0], missing))
                .with("prediction_se", NumericColumn.of(values[1], missing))
                .with("prediction_lower", NumericColumn.of(values[2], missing))
                .with("prediction_upper", NumericColumn.of(values[3], missing));
        if (fit.groups().isEmpty()) {
            return result;
        }
        if (!unseen.isEmpty() && !population) {
            note(Numbers.count(unseen.cardinality())
                    + (unseen.cardinality() == 1 ? " row names" : " rows name")
                    + " a group that the fit has not seen: predicted as the average group");
        }
        return result.with("new_group", LogicalColumn.of(Mask.of(n, unseen::get), missing));
    }

    private Document document(LmmFit fit, Frame all, Frame shown) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence("Predictions of " + fit.spec().response() + " for "
                + (population ? "the average group" : "the groups named") + ", with " + Numbers.level(level)
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

    private ObjectNode json(LmmFit fit, Frame predicted) {
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
                .withData(saved.toString(), Digest.sha256(saved));
        return switch (source) {
            case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
            case DataSource.DataQuery(String sql) -> record.withData(sql, null);
        };
    }
}
