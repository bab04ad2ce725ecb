package copse.cli;

import copse.record.Version;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// `copse` itself: the overview and the version.
@CommandLine.Command(
        name = "copse",
        header = "Designs, randomises, powers and analyses experiments whose units come in groups.",
        customSynopsis = "copse COMMAND [ARGUMENTS]",
        commandListHeading = "%nCommands (copse COMMAND --help shows options and examples):%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage of the command line",
            "3:data, formula or plan wrong",
            "4:done, but diagnostics unmet under --strict",
            "130:interrupted"
        },
        footer = {
            "  copse demo",
            "  copse describe calls.csv --by center_ID",
            "  copse assign schools.csv --id school --design 'stratified(by: region)' --seed 7 --out arms.csv",
            "  copse fit 'call_CSAT ~ reason + age + (1 | center_ID/rep_ID)' calls.csv",
            "  copse explain F103"
        })
final class RootCommand extends Command {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("unused") // picocli looks at the option, not at the field
    private boolean version;

    RootCommand(Terminal terminal) {
        super(terminal);
    }

    /// Without a command there is nothing to do: that is wrong usage, answered by the overview.
    @Override
    int run() {
        Usage.print(
                terminal(), Cli.line(this, Commands.ALL.keySet()), terminal().err());
        return ExitCode.USAGE;
    }

    static String versionText() {
        return "copse " + Version.copse() + " on Java " + Version.jdk();
    }
}
