package copse.cli;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.design.Randomisation;
import copse.exposure.Exposure;
import copse.exposure.ExposureMap;
import copse.exposure.ExposureProbabilities;
import copse.exposure.Positivity;
import copse.exposure.ProbabilityOptions;
import copse.exposure.Sides;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.DataSource;
import copse.math.Seed;
import copse.network.Network;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.ExposureDocument;
import copse.report.ExposureReport;
import copse.report.NetworkJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse network exposure`: who can be exposed to what under a design, and how likely.
@CommandLine.Command(
        name = "exposure",
        header = "Says which conditions of exposure nodes can have under a design, and how likely they are.",
        description = {
            "",
            "EXPOSURE is one of",
            "  own                     own arm alone: no interference",
            "  full                    a node and all its neighbours in one arm",
            "  fraction(q: 0.75)       a node and at least that share of its neighbours",
            "  share(cuts: 0, 0.5)     own arm and the treated share of neighbours, in intervals",
            "  count(least: 1, 3)      own arm and the number of treated neighbours, in classes",
            "  four-way                own arm, and whether any neighbour is treated",
            "  khop(hops: 2)           a node and all within so many edges in one arm"
        },
        footer = {
            "  copse network exposure --assignment arms.json",
            "  copse network exposure --assignment arms.json --exposure 'fraction(q: 0.75)' --out p.csv",
            "  copse network exposure edges.csv --exposure full --exposure four-way",
            "  copse network exposure edges.csv --nodes nodes.csv --design 'clustered(by: cluster, simple())'"
        })
final class NetworkExposureCommand extends Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "EDGES",
            description =
                    "One row per edge: a CSV, TSV, Parquet or JSON file, gzip too. With --assignment only if they are"
                            + " not where the record says.")
    private @Nullable String edges;

    @Option(
            names = "--assignment",
            paramLabel = "RECORD",
            description =
                    "The record that copse network assign wrote; without it, nodes and design as for that command.")
    private @Nullable Path assignment;

    @Mixin
    private NetworkUnits units = new NetworkUnits();

    @Option(
            names = "--exposure",
            paramLabel = "EXPOSURE",
            description = "How arms of neighbours count; may be repeated (default: full).")
    private List<String> exposures = new ArrayList<>();

    @Option(names = "--treatment", paramLabel = "ARM", description = "The arm (default: the last of the design).")
    private @Nullable String treatment;

    @Option(names = "--control", paramLabel = "ARM", description = "The other arm (default: the first of the design).")
    private @Nullable String control;

    @Option(
            names = "--rare",
            paramLabel = "P",
            description = "Probabilities below this are called rare (default 0.01).")
    private double rare = Positivity.RARE;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Random assignments where no exact way is affordable (default 4096).")
    private int draws = ProbabilityOptions.defaults().draws();

    @Option(names = "--seed", paramLabel = "N", description = "Where clusters and draws start (default 1).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Writes the probability of each condition at each node, as CSV, TSV or Parquet; run.json goes"
                    + " beside it.")
    private @Nullable Path out;

    @Mixin
    private FormatOption format = new FormatOption();

    NetworkExposureCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        List<Exposure> asked = (exposures.isEmpty() ? List.of("full") : exposures)
                .stream().map(Exposure::parse).toList();
        if (!(rare > 0 && rare < 1)) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--rare cannot be `" + rare + "`", "it lies between 0 and 1", "--rare 0.01");
        }
        if (draws < Long.SIZE) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--draws cannot be " + draws, "it takes at least 64", "--draws 4096");
        }
        if (out != null) {
            Output.check(out);
        }
        Setting setting = assignment == null ? designed() : recorded(assignment);
        List<String> arms = NetworkEffect.arms(setting.randomisation.design().arms());
        Sides sides = Sides.of(
                setting.randomisation.design().arms(),
                treatment == null ? arms.getLast() : treatment,
                control == null ? arms.getFirst() : control);
        ProbabilityOptions options = ProbabilityOptions.defaults()
                .withDraws(draws)
                .withSeed(Seed.of(seed))
                .withThreads(units.threads());
        List<Positivity> found = new ArrayList<>();
        try (Progress ignored = progress("working out probabilities")) {
            for (Exposure exposure : asked) {
                ExposureMap map = ExposureMap.of(setting.network.graph(), exposure);
                found.add(Positivity.of(ExposureProbabilities.of(map, setting.randomisation, sides, options), rare));
            }
        }
        ExposureReport report = ExposureReport.of(
                setting.network, setting.method, setting.randomisation.design(), found, setting.assignment, sides);
        if (out != null) {
            Path target = out;
            Output.file(target, unfinished -> Data.write(probabilities(setting.network, found), unfinished));
            keep(setting.record, target);
        }
        print(
                form,
                () -> form == Format.csv ? ExposureDocument.flat(report) : ExposureDocument.of(report),
                () -> NetworkJson.of(report, setting.record));
        return ExitCode.DONE;
    }

    /// Nodes, their design and, after arms were handed out, these.
    private record Setting(
            Network network,
            Optional<String> method,
            Randomisation randomisation,
            Optional<Assignment> assignment,
            RunRecord record) {}

    private Setting designed() throws IOException {
        units.check();
        DataSource source = units.source(edges, "EDGES or --assignment");
        NetworkUnits.Made made = units.make(this, source, seed);
        Randomisation randomisation =
                made.design().over(made.units(), made.network().id());
        RunRecord record = RunRecord.of(words()).withSeed(seed);
        return new Setting(
                made.network(),
                made.clusters().map(_ -> made.method().text()),
                randomisation,
                Optional.empty(),
                switch (source) {
                    case DataSource.DataFile(Path path) -> record.withData(path.toString(), Digest.sha256(path));
                    case DataSource.DataQuery(String sql) -> record.withData(sql, null);
                });
    }

    private Setting recorded(Path file) throws IOException {
        if (units.isGiven()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --assignment and nodes, clusters or a design were given",
                    "the record knows nodes, clusters and design",
                    "leave --nodes, --method and the options of the design out");
        }
        AssignmentRecord record = AssignmentRecord.read(file);
        RecordedNetwork recorded = new RecordedNetwork(this, file, record);
        Assignment arms = recorded.assignment();
        Network network = recorded.read(edges, units.edges(), arms.units().frame());
        return new Setting(
                network,
                Optional.ofNullable(record.options().get("method")),
                arms.randomisation(),
                Optional.of(arms),
                RunRecord.of(words()).withSeed(seed).withData(file.toString(), Digest.sha256(file)));
    }

    /// A column per condition; standard errors beside those that are shares of random assignments.
    private static Frame probabilities(Network network, List<Positivity> found) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(network.id(), network.ids());
        for (Positivity positivity : found) {
            ExposureProbabilities probabilities = positivity.probabilities();
            Exposure exposure = probabilities.map().exposure();
            String prefix = found.size() == 1 ? "" : exposure.print() + " ";
            for (int k = 0; k < probabilities.conditions(); k++) {
                double[] value = new double[probabilities.nodes()];
                double[] error = new double[value.length];
                boolean drawn = false;
                for (int node = 0; node < value.length; node++) {
                    value[node] = probabilities.of(node, k);
                    error[node] = probabilities.error(node, k);
                    drawn |= error[node] > 0;
                }
                String name = prefix + exposure.conditions().get(k);
                columns.put(name, NumericColumn.wrap(value, Mask.none(value.length)));
                if (drawn) {
                    columns.put(name + " se", NumericColumn.wrap(error, Mask.none(error.length)));
                }
            }
        }
        return Frame.of(columns);
    }
}
