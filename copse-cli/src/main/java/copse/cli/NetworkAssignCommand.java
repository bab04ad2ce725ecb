package copse.cli;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.math.Seed;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.AssignmentReport;
import copse.report.AssignmentReport.Origin;
import copse.report.NetworkAssignment;
import copse.report.NetworkAssignmentDocument;
import copse.report.NetworkJson;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse network assign`: hands out arms to clusters of a graph.
///
/// The nodes with their clusters become a table beside the arms, and the record names that table as its data:
/// so the arms are proved, balanced and analysed like those of any other units.
@CommandLine.Command(
        name = "assign",
        header = "Hands out arms to clusters of a graph, with a record that proves them.",
        footer = {
            "  copse network assign edges.csv --method 'leiden(resolution: 2)' --seed 7 --out arms.csv",
            "  copse network assign edges.csv --strata 'quantiles(size, 2)' --seed 7 --out arms.csv",
            "  copse network assign edges.csv --design 'saturation(by: cluster, levels: 0, 0.5)'",
            "  copse assign --replay arms.json"
        })
final class NetworkAssignCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "EDGES", description = NetworkOptions.EDGES)
    private @Nullable String edges;

    @Mixin
    private NetworkUnits units = new NetworkUnits();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same clusters and arms, whatever the order of edges (default: a new one, which is"
                    + " told and recorded).")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Arms as CSV, TSV or Parquet by its ending. Beside it go the nodes with their clusters"
                            + " (arms.csv: arms.nodes.csv), the record (arms.json) and run.json. Without it nothing is written.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace files that are there already.")
    private boolean force;

    @Option(
            names = "--balance",
            paramLabel = "COL,…",
            hideParamSyntax = true,
            split = ",",
            description =
                    "Covariates to compare the arms in (default: degree and every number, logical and factor of the"
                            + " nodes; none: no comparison).")
    private List<String> compared = new ArrayList<>();

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private FormatOption format = new FormatOption();

    NetworkAssignCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        units.check();
        Optional<AssignmentFiles> files = Optional.ofNullable(out).map(target -> AssignmentFiles.of(target, force));
        files.ifPresent(targets -> targets.requireFree(NodeTable.beside(targets)));
        DataSource source = units.source(edges);
        files.ifPresent(targets -> spare(targets, source));
        // a seed that fits into 32 bits can be told on the phone
        long number = seed == null ? new SecureRandom().nextInt() & 0xffff_ffffL : seed;
        NetworkUnits.Made made = units.make(this, source, number);
        Map<String, String> how = units.recorded(made, files);
        AssignmentReport report = report(made, number, files, how);
        AssignmentReport told = files.isEmpty() ? report : written(files.get(), report);
        if (form == Format.csv) {
            Data.writeCsv(told.assignment().frame(), terminal().out());
        } else {
            NetworkAssignment with = new NetworkAssignment(
                    made.network(), told, how, files.map(NodeTable::beside).map(Path::toString));
            print(form, () -> NetworkAssignmentDocument.of(with), () -> NetworkJson.of(with));
        }
        if (told.origin() == Origin.DRAWN && (form == Format.csv || form == Format.json)) {
            note("seed " + told.record().seed() + " was drawn, as none was given");
        }
        return strict ? strict(told.unmet()) : ExitCode.DONE;
    }

    private void spare(AssignmentFiles files, DataSource source) {
        for (DataSource read : units.sources(source)) {
            files.spare(read);
            Output.check(NodeTable.beside(files), read);
        }
    }

    /// The arms are drawn from the table as it was written and read again, which is all that a replay has. It
    /// appears under its name only if arms can be drawn from it.
    private AssignmentReport report(
            NetworkUnits.Made made, long number, Optional<AssignmentFiles> files, Map<String, String> how) {
        if (files.isEmpty()) {
            return drawn(
                    made, made.units(), number, record -> record.withData(String.valueOf(how.get("edges")), null, how));
        }
        Path table = NodeTable.beside(files.get());
        String id = made.network().id();
        String name = files.get().dataName(DataSource.file(table.toString()));
        List<AssignmentReport> drawn = new ArrayList<>();
        Output.file(table, unfinished -> {
            Data.write(made.units(), unfinished);
            DataSource written = DataSource.file(unfinished.toString());
            Frame rows = UnitIds.plain(Data.read(written, UnitIds.options(ReadOptions.defaults(), written, id)), id);
            String sha256 = Digest.sha256(unfinished);
            drawn.add(drawn(made, rows, number, record -> record.withData(name, sha256, how)));
        });
        return drawn.getFirst();
    }

    private AssignmentReport drawn(
            NetworkUnits.Made made, Frame rows, long number, UnaryOperator<AssignmentRecord> named) {
        try (Progress ignored = progress("assigning")) {
            Assignment assignment =
                    made.design().over(rows, made.network().id()).assign(Seed.of(number));
            Origin origin = seed == null ? Origin.DRAWN : Origin.GIVEN;
            AssignmentRecord record = named.apply(AssignmentRecord.of(assignment));
            return ArmComparison.add(AssignmentReport.of(assignment, record, origin), compared);
        }
    }

    private AssignmentReport written(AssignmentFiles files, AssignmentReport report) {
        AssignmentReport told;
        try (Progress ignored = progress("writing " + files.arms())) {
            told = files.write(report);
        }
        RunRecord record = RunRecord.of(words())
                .withSeed(told.record().seed())
                .withOption("design", told.record().design())
                .withOption("id", told.record().id());
        RunRecord.Source data = told.record().data();
        keep(data == null ? record : record.withData(data.name(), data.sha256()), files.arms());
        return told;
    }
}
