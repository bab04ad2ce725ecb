package copse.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/// `copse plan`: writes and checks the file that says what will be done.
@CommandLine.Command(
        name = "plan",
        header = "Writes a plan by looking at data, or checks one line by line.",
        commandListHeading = "%nSteps (copse plan STEP --help shows options and examples):%n",
        footer = {"  copse plan init pupils.csv --out trial.toml", "  copse plan check trial.toml"})
final class PlanCommand extends Command {
    private static final Map<String, Function<Terminal, Command>> STEPS = steps();

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    private static Map<String, Function<Terminal, Command>> steps() {
        Map<String, Function<Terminal, Command>> steps = new LinkedHashMap<>();
        steps.put("init", PlanInitCommand::new);
        steps.put("check", PlanCheckCommand::new);
        return steps;
    }

    @Override
    CommandLine line() {
        CommandLine line = super.line();
        STEPS.forEach(
                (name, step) -> line.addSubcommand(name, step.apply(terminal()).line()));
        return line;
    }

    @Override
    int run() {
        throw new UsageException(
                CliCode.MISSING_ARGUMENT,
                "missing STEP",
                "a plan is written and checked by " + String.join(", ", STEPS.keySet()),
                "copse plan init DATA --out plan.toml");
    }
}
