package copse.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/// `copse network`: experiments whose units influence one another along the edges of a graph, one command for
/// each step from the edge list to the estimate.
@CommandLine.Command(
        name = "network",
        header = "Designs and analyses experiments among units that influence one another.",
        commandListHeading = "%nSteps (copse network STEP --help shows options and examples):%n",
        footer = {
            "  copse network describe edges.csv",
            "  copse network cluster edges.csv --out nodes.csv",
            "  copse network assign edges.csv --method 'leiden()' --seed 7 --out arms.csv",
            "  copse network estimate visits.csv --assignment arms.json --outcome n"
        })
final class NetworkCommand extends Command {
    private static final Map<String, Function<Terminal, Command>> STEPS = steps();

    NetworkCommand(Terminal terminal) {
        super(terminal);
    }

    private static Map<String, Function<Terminal, Command>> steps() {
        Map<String, Function<Terminal, Command>> steps = new LinkedHashMap<>();
        steps.put("describe", NetworkDescribeCommand::new);
        steps.put("cluster", NetworkClusterCommand::new);
        steps.put("assign", NetworkAssignCommand::new);
        steps.put("exposure", NetworkExposureCommand::new);
        steps.put("estimate", NetworkEstimateCommand::new);
        steps.put("simulate", NetworkSimulateCommand::new);
        return steps;
    }

    @Override
    CommandLine line() {
        CommandLine line = super.line();
        STEPS.forEach(
                (name, make) -> line.addSubcommand(name, make.apply(terminal()).line()));
        return line;
    }

    @Override
    int run() {
        throw new UsageException(
                CliCode.MISSING_ARGUMENT,
                "missing STEP",
                "there are " + String.join(", ", STEPS.keySet()),
                "copse network describe edges.csv");
    }
}
