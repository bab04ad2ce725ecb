package copse.cli;

import copse.image.Look;
import copse.report.Chart;
import copse.report.Document;
import copse.report.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse plot`: one picture.
@CommandLine.Command(
        name = "plot",
        header = "Draws one picture of a result or of data.",
        description = "copse plot --list tells the kinds, and what each is made of.",
        footer = {
            "  copse plot histogram pupils.csv --of score --by arm --out scores.svg",
            "  copse plot caterpillar fit.json --group school --out schools.svg",
            "  copse plot trace run --parameter sigma --out trace.png",
            "  copse plot forest analysis.json --title 'What the methods say' --out forest.html",
            "  copse plot power power.json --language zh --out power.svg"
        })
final class PlotCommand extends Command {
    private static final int MOST_PIXELS = 10_000;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "What to draw; --list tells the kinds.")
    private @Nullable String kind;

    @Parameters(
            index = "1",
            arity = "0..*",
            paramLabel = "RESULT",
            hideParamSyntax = true,
            description =
                    "A saved fit, the folder of a Bayesian run, what another command saved or printed with --json,"
                            + " or data.")
    private List<String> results = new ArrayList<>();

    @Option(names = "--list", description = "Say which kinds there are.")
    private boolean list;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to, and by its ending as what: .svg, .png, .html (answers to the mouse) or .json (the"
                    + " specification in Vega-Lite). Without it, what there is to be seen is told in words.")
    private @Nullable Path out;

    @Option(names = "--width", paramLabel = "PX", description = "Width inside the axes, in pixels.")
    private @Nullable Integer width;

    @Option(
            names = "--height",
            paramLabel = "PX",
            description = "Height inside the axes, of each panel if there are several.")
    private @Nullable Integer height;

    @Option(names = "--scale", paramLabel = "X", description = "Dots per pixel of a PNG (2).")
    private double scale = 2;

    @Option(names = "--title", paramLabel = "TEXT", description = "Another title; '' for none.")
    private @Nullable String title;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private PlotOptions content = new PlotOptions();

    @Mixin
    private BayesModelOptions model = new BayesModelOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    PlotCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws Exception {
        Format form = format.chosen();
        if (list) {
            print(form, PlotKinds::list, PlotKinds::json);
            return ExitCode.DONE;
        }
        if (kind == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT, "missing KIND", "there are many pictures", "copse plot --list");
        }
        PlotKind chosen = PlotKinds.of(kind);
        Look look = look();
        PlotFile file = out == null ? null : PlotFile.of(out);
        if (file != null) {
            Output.check(file.path());
        }
        PlotRequest request = new PlotRequest(this, kind, results, content, model, reading, network, language.chosen());
        PlotKinds.check(chosen, request);
        Chart chart = titled(chosen.maker().of(request));
        if (file != null) {
            try (Progress ignored = progress("drawing")) {
                file.write(chart, look, scale, request.language());
            }
            note("wrote " + file.path());
        }
        print(
                form,
                () -> new Document(List.of(new Part.Figure(chart))),
                () -> PlotFile.specification(look.sized(chart)));
        return ExitCode.DONE;
    }

    private Chart titled(Chart chart) {
        return title == null ? chart : new Chart(chart.kind(), title, chart.description(), chart.spec());
    }

    private Look look() {
        Look look = Look.defaults();
        if (width != null) {
            look = look.withWidth(pixels("--width", width));
        }
        if (height != null) {
            look = look.withHeight(pixels("--height", height));
        }
        if (!(scale > 0 && scale <= 20)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--scale cannot be `" + scale + "`", "it lies above 0, up to 20", "--scale 2");
        }
        return look;
    }

    private static int pixels(String option, int value) {
        if (value < 20 || value > MOST_PIXELS) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    option + " cannot be " + value,
                    "pictures have 20 to " + MOST_PIXELS + " pixels on a side",
                    option + " 600");
        }
        return value;
    }
}
