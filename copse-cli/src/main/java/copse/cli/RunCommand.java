package copse.cli;

import copse.plan.Plan;
import copse.report.trial.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse run`: an experiment from its plan to its report.
@CommandLine.Command(
        name = "run",
        header = "Goes through a plan: power, arms, outcomes when they are there, analysis, report.",
        description =
                "Everything goes into a folder beside the plan (trial.toml: trial.copse). Run it again when outcomes"
                        + " have arrived, or after an interruption: it goes on where it was, and never hands out arms twice.",
        footer = {
            "  copse run trial.toml",
            "  copse run trial.toml --until power",
            "  copse run trial.toml --amend",
            "  copse run trial.toml --out second-trial"
        })
final class RunCommand extends Command {
    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "A plan that copse plan check lets pass.")
    private @Nullable Path plan;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The folder of the experiment (default: beside the plan, with its name and the ending .copse).")
    private @Nullable Path out;

    @Option(names = "--until", paramLabel = "STAGE", description = "Stop after power, assignment, data or analysis.")
    private Until until = Until.report;

    @Option(
            names = "--amend",
            description = "Take over what the plan says otherwise since arms were handed out. The report tells it.")
    private boolean amend;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "Where names of files in the plan start (default: the folder of the plan).")
    private @Nullable Path base;

    @Option(
            names = "--strict",
            description =
                    "Exit with code 4 if a diagnostic is unmet; before arms are handed out, if one of the plan is.")
    private boolean strict;

    @Mixin
    private FormatOption format = new FormatOption();

    RunCommand(Terminal terminal) {
        super(terminal);
    }

    /// Stages. The names are those of the option's values.
    enum Until {
        power(Stage.POWER),
        assignment(Stage.ASSIGNMENT),
        data(Stage.DATA),
        analysis(Stage.ANALYSIS),
        report(Stage.REPORT);

        private final Stage stage;

        Until(Stage stage) {
            this.stage = stage;
        }
    }

    @Override
    int run() throws IOException, InterruptedException {
        Format form = format.chosen();
        Path file = given();
        Plan read = Plan.read(file);
        Path folder = out == null ? ExperimentFolder.beside(file) : out;
        Path from = base == null ? file.resolveSibling("") : base;
        ExperimentRun.Wish wish =
                new ExperimentRun.Wish(read, Files.readString(file), from, until.stage, amend, strict);
        ExperimentFolder place = new ExperimentFolder(folder, ignored -> {});
        ExperimentState state = new ExperimentRun(this, place, wish).state();
        print(form, () -> ExperimentDocument.of(file, state), () -> ExperimentJson.of(file, state));
        return strict ? strict(state.diagnostics()) : ExitCode.DONE;
    }

    private Path given() {
        if (plan == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing PLAN",
                    "an experiment is carried out as a file says that was written before it",
                    "write one: copse plan init DATA --out plan.toml");
        }
        return plan;
    }
}
