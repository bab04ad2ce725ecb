package copse.cli;

import copse.scenario.ScenarioType;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;

/// `copse simulate`: data of the built-in scenarios, each a command of its own with its parameters as options.
@CommandLine.Command(
        name = "simulate",
        header = "Makes data of a built-in scenario.",
        footer = {
            "  copse simulate call-center --seed 7 --out calls.csv --truth truth.json",
            "  copse simulate students --seed reference --out students.csv",
            "  copse simulate schools --help"
        })
final class SimulateCommand extends Command {
    SimulateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    CommandLine line() {
        CommandLine line = super.line();
        for (ScenarioType type : ScenarioType.values()) {
            line.addSubcommand(type.label(), new ScenarioCommand(terminal(), type).line());
        }
        return line;
    }

    @Override
    int run() {
        throw new UsageException(
                CliCode.MISSING_ARGUMENT,
                "missing SCENARIO",
                "there are "
                        + Arrays.stream(ScenarioType.values())
                                .map(ScenarioType::label)
                                .collect(Collectors.joining(", ")),
                "copse simulate call-center --seed 7 --out calls.csv");
    }
}
