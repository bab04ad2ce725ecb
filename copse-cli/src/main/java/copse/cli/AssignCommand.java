package copse.cli;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.design.Clustered;
import copse.design.Design;
import copse.design.Randomisation;
import copse.design.Units;
import copse.frame.Frame;
import copse.io.DataSource;
import copse.io.Loaded;
import copse.math.Seed;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.AssignmentDocument;
import copse.report.AssignmentJson;
import copse.report.AssignmentReport;
import copse.report.AssignmentReport.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse assign`: hands out arms, or proves those that were handed out.
@CommandLine.Command(
        name = "assign",
        header = "Hands out arms by a design, with a record that proves them.",
        footer = {
            "  copse assign schools.csv --id school --design 'pairs(on: size, pre)' --seed 7 --out arms.csv",
            "  copse assign pupils.csv --id pupil --cluster school --strata region --arms control=2,treatment=1",
            "  copse assign users.parquet --id user --design design.toml --seed 7 --out arms.parquet",
            "  copse assign --replay arms.json"
        })
final class AssignCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "DATA", description = "A CSV, TSV, Parquet or JSON file, gzip too.")
    private @Nullable String data;

    @Option(names = "--id", paramLabel = "COL", description = "The column that names each unit once.")
    private @Nullable String id;

    @Mixin
    private DesignOption design = new DesignOption();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same arms, whatever the order of rows (default: a new one, which is told and"
                    + " recorded).")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "CSV, TSV or Parquet by its ending, .gz too. The record goes beside it (arms.csv: arms.json), and"
                            + " run.json. Without it nothing is written.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace arms and record that are there already.")
    private boolean force;

    @Option(
            names = "--balance",
            paramLabel = "COL,…",
            hideParamSyntax = true,
            split = ",",
            description = "Covariates to compare the arms in (default: every number, logical and factor; none: no"
                    + " comparison).")
    private List<String> compared = new ArrayList<>();

    @Option(
            names = "--replay",
            paramLabel = "RECORD",
            description =
                    "Prove that arms follow from their record, or say what differs (exit code 3). The data are sought"
                            + " where the record says, beside it, unless DATA is given.")
    private @Nullable Path replay;

    @Option(names = "--strict", description = "Exit with code 4 if a diagnostic is unmet.")
    private boolean strict;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    AssignCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        if (replay != null) {
            noneBesideReplay();
            return new Replaying(this, replay, data).run(form);
        }
        Design chosen = design.design();
        Optional<AssignmentFiles> files = Optional.ofNullable(out).map(target -> AssignmentFiles.of(target, force));
        DataSource source = reading.source(data);
        files.ifPresent(targets -> targets.spare(source));
        Loaded loaded = DataOptions.load(this, source, UnitIds.options(reading.options(), source, id));
        Frame frame = UnitIds.plain(loaded.frame(), id);
        requireId(frame, chosen, source);
        AssignmentReport report;
        try (Progress ignored = progress("assigning")) {
            report = report(chosen, source, frame, files.isPresent() || form == Format.json, files);
        }
        if (files.isPresent()) {
            try (Progress ignored = progress("writing " + out)) {
                report = files.get().write(report);
            }
            keep(runRecord(report), files.get().arms());
        }
        AssignmentReport told = report;
        if (form == Format.csv) {
            copse.io.Data.writeCsv(told.assignment().frame(), terminal().out());
        } else {
            print(form, () -> AssignmentDocument.of(told), () -> AssignmentJson.of(told));
        }
        if (told.origin() == Origin.DRAWN && (form == Format.csv || form == Format.json)) {
            note("seed " + told.record().seed() + " was drawn, as none was given");
        }
        return strict ? strict(told.unmet()) : ExitCode.DONE;
    }

    private AssignmentReport report(
            Design chosen, DataSource source, Frame frame, boolean hashed, Optional<AssignmentFiles> files)
            throws IOException {
        Randomisation randomisation = chosen.over(frame, String.valueOf(id));
        Origin origin = seed == null ? Origin.DRAWN : Origin.GIVEN;
        // a seed that fits into 32 bits can be told on the phone
        long number = seed == null ? new SecureRandom().nextInt() & 0xffff_ffffL : seed;
        Assignment assignment = randomisation.assign(Seed.of(number));
        AssignmentRecord record = AssignmentRecord.of(assignment)
                .withData(
                        files.map(f -> f.dataName(source)).orElseGet(() -> DataOptions.name(source)),
                        hashed && source instanceof DataSource.DataFile(Path path) ? Digest.sha256(path) : null,
                        reading.recorded());
        return ArmComparison.add(AssignmentReport.of(assignment, record, origin), compared);
    }

    private void requireId(Frame frame, Design chosen, DataSource source) {
        if (id != null) {
            return;
        }
        List<String> candidates = Units.idColumns(frame);
        if (!candidates.isEmpty()) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --id",
                    "arms are kept by the id of the unit, never by the order of rows; these columns have a value of"
                            + " their own in each row: " + String.join(", ", candidates),
                    "--id " + candidates.getFirst());
        }
        String by = chosen instanceof Clustered clustered ? clustered.by() : "school";
        String from = source instanceof DataSource.DataFile(Path path) ? path.toString() : "…";
        throw new UsageException(
                CliCode.MISSING_ARGUMENT,
                "missing --id",
                "arms are kept by the id of the unit, and no column has a value of its own in each row",
                "randomise what the rows belong to, one row each: --sql \"SELECT " + by + ", count(*) AS n FROM '"
                        + from + "' GROUP BY " + by + "\" --id " + by);
    }

    private void noneBesideReplay() {
        String other = design.isGiven()
                ? "a design"
                : id != null ? "--id" : seed != null ? "--seed" : out != null ? "--out" : force ? "--force" : "";
        if (!other.isEmpty()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --replay and " + other + " were given",
                    "design, ids and seed are those of the record, and nothing is written",
                    "copse assign --replay " + replay);
        }
    }

    private RunRecord runRecord(AssignmentReport report) {
        RunRecord record = RunRecord.of(words())
                .withSeed(report.record().seed())
                .withOption("design", report.record().design())
                .withOption("id", report.record().id());
        RunRecord.Source source = report.record().data();
        return source == null ? record : record.withData(source.name(), source.sha256());
    }
}
