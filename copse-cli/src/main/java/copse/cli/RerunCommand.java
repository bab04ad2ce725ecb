package copse.cli;

import copse.report.RerunDocument;
import copse.report.RerunJson;
import copse.report.RerunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse rerun`: a run once more, and what differs.
@CommandLine.Command(
        name = "rerun",
        header = "Repeats a run from its run.json, and says what differs.",
        description = "Exit code 0 if every result is as it was, numbers up to rounding; 3 if not.",
        footer = {"  copse rerun run.json", "  copse rerun trial.copse/run.json", "  copse rerun run.json --keep again"
        })
final class RerunCommand extends Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN.json",
            description = "The record that a command with --out left beside its result, or the folder where it is.")
    private @Nullable Path run;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep what the repeated run writes, in a new folder (default: it is compared and deleted).")
    private @Nullable Path keep;

    @Mixin
    private FormatOption format = new FormatOption();

    RerunCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        Format form = format.chosen();
        KeptRun kept = KeptRun.read(given());
        Path target = keep;
        RerunReport report;
        if (target == null) {
            try (Scratch scratch = Scratch.create()) {
                report = repeated(kept, scratch.path());
            }
        } else {
            report = repeated(kept, fresh(target));
        }
        print(form, () -> RerunDocument.of(report), () -> RerunJson.of(report));
        return report.same() ? ExitCode.DONE : ExitCode.DATA;
    }

    private RerunReport repeated(KeptRun kept, Path folder) throws IOException {
        try (Progress ignored = progress("running " + kept.title() + " again")) {
            return new Repetition(this, kept, folder).report();
        }
    }

    private Path given() {
        if (run == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing RUN.json",
                    "a command that writes its result with --out leaves run.json beside it, which tells how to make it again",
                    "copse rerun run.json");
        }
        return Files.isDirectory(run) ? run.resolve("run.json") : run;
    }

    private static Path fresh(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FailedException(
                    CliCode.FILE_EXISTS,
                    "`" + folder + "` is already there",
                    "the repeated run gets a folder of its own",
                    "give another name after --keep");
        }
        Output.check(folder);
        return Files.createDirectory(folder);
    }
}
