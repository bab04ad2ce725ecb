package copse.cli;

import copse.frame.RowSource;
import copse.io.Data;
import copse.math.Seed;
import copse.record.RunRecord;
import copse.report.Json;
import copse.report.Numbers;
import copse.report.RowsCsv;
import copse.scenario.Parameter;
import copse.scenario.ReferenceData;
import copse.scenario.Scenario;
import copse.scenario.ScenarioType;
import copse.scenario.Simulated;
import copse.scenario.Truth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `copse simulate SCENARIO`: its options are the scenario's parameters.
@CommandLine.Command
final class ScenarioCommand extends Command {
    private static final String REFERENCE = "reference";

    private final ScenarioType type;
    private final Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            order = 500,
            paramLabel = "N",
            description = "Same seed, same data (default: a new one, which is told)."
                    + " `reference` writes the reference file of call-center or students, byte for byte.")
    private @Nullable String seed;

    @Option(
            names = "--out",
            order = 500,
            paramLabel = "FILE",
            description = "CSV, TSV or Parquet by its ending, .gz too; run.json goes beside it."
                    + " Without it CSV goes to standard output.")
    private @Nullable Path out;

    @Option(
            names = "--truth",
            order = 500,
            paramLabel = "FILE",
            description = "Writes the effects that were drawn, per level, as JSON.")
    private @Nullable Path truth;

    @Option(
            names = "--every",
            order = 500,
            paramLabel = "N",
            description = "With --seed reference: keep rows 0, N, 2N, … of the file.")
    private @Nullable Integer every;

    private final SocialNetworkOption network = new SocialNetworkOption();

    ScenarioCommand(Terminal terminal, ScenarioType type) {
        super(terminal);
        this.type = type;
    }

    @Override
    CommandLine line() {
        CommandLine line = super.line();
        line.getCommandSpec().name(type.label());
        line.getCommandSpec()
                .usageMessage()
                .header(sentence("Simulates " + type.title()))
                .footer(
                        "  copse simulate " + type.label() + " --seed 7 --out data.csv --truth truth.json",
                        "  copse simulate " + type.label() + " --seed 7 | head");
        type.parameters().forEach(parameter -> line.getCommandSpec().addOption(option(parameter)));
        if (type == ScenarioType.SOCIAL_NETWORK) {
            line.addMixin("network", network);
            line.getCommandSpec()
                    .usageMessage()
                    .footer(
                            "  copse simulate social-network --seed 7 --out users.csv --edges edges.csv",
                            "  copse simulate social-network --graph 'erdos_renyi(nodes: 50, p: 0.1)' --seed 7",
                            "  copse simulate social-network --seed 7 --arms arms.csv --out outcomes.csv");
        }
        return line;
    }

    private OptionSpec option(Parameter parameter) {
        boolean flag = parameter.kind() == Parameter.Kind.SWITCH;
        String standard = flag || parameter.standard().isEmpty() ? "" : " (default " + parameter.standard() + ")";
        OptionSpec.Builder option = OptionSpec.builder("--" + parameter.name())
                .description(sentence(parameter.help() + standard).replace("%", "%%"))
                .type(flag ? boolean.class : String.class)
                .setter(new CommandLine.Model.ISetter() {
                    @Override
                    public <T> T set(T value) {
                        // picocli resets every option to null before it reads the command line
                        if (value != null && !Boolean.FALSE.equals(value)) {
                            values.put(parameter.name(), value.toString());
                        }
                        return value;
                    }
                });
        return (flag ? option : option.paramLabel(parameter.kind().placeholder())).build();
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    @Override
    int run() throws IOException {
        if (out != null) {
            Output.check(out);
        }
        if (truth != null) {
            Output.check(truth);
        }
        network.check();
        return REFERENCE.equals(seed) ? reference() : simulated();
    }

    private int reference() throws IOException {
        if (truth != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--truth does not go with --seed reference",
                    "the reference files are fixed data made by scripts that keep no record of the effects",
                    "give a number after --seed");
        }
        ReferenceData file = ReferenceData.of(type.label());
        boolean clip = Boolean.parseBoolean(values.getOrDefault("clip", "false"));
        values.keySet().stream()
                .filter(name -> !name.equals("clip"))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException(
                            CliCode.CONFLICT,
                            "--" + name + " does not go with --seed reference",
                            "the reference files are fixed data; only --clip and --every change them",
                            "leave --" + name + " out, or give a number after --seed");
                });
        ReferenceData chosen = file.withClip(clip).withEvery(every == null ? 1 : every);
        if (out == null) {
            chosen.writeCsv(terminal().out());
        } else if (fileName(out).endsWith(".csv")) {
            Output.stream(out, chosen::writeCsv);
            keep(RunRecord.of(words()), out);
        } else {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--out cannot be `" + out + "` with --seed reference",
                    "the reference files are CSV, byte for byte",
                    "give a name that ends in .csv");
        }
        return ExitCode.DONE;
    }

    /// The rows are made as they are written: their number is not bounded by memory.
    private int simulated() throws IOException {
        if (every != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--every goes with --seed reference only",
                    "it picks rows of a fixed file; a simulated study has as many rows as it is given",
                    "leave --every out");
        }
        Scenario scenario = type.with(values);
        long number = number();
        Truth told;
        try (Progress ignored = progress("simulating " + type.label())) {
            Optional<Simulated> given = network.simulated(scenario, Seed.of(number));
            RowSource rows = given.<RowSource>map(Simulated::frame).orElseGet(() -> scenario.rows(Seed.of(number)));
            told = given.map(Simulated::truth).orElseGet(() -> scenario.truth(Seed.of(number)));
            network.write(scenario, Seed.of(number));
            if (out == null) {
                writeTruth(told);
                RowsCsv.write(rows, terminal().out());
            } else {
                Output.file(out, unfinished -> Data.write(rows, unfinished));
                writeTruth(told);
                keep(record(scenario, number), out);
                note(Numbers.count(told.rows()) + " rows in " + out + ", seed " + number);
            }
        }
        told.notes().forEach(this::note);
        return ExitCode.DONE;
    }

    private RunRecord record(Scenario scenario, long number) {
        RunRecord record = RunRecord.of(words()).withSeed(number).withOption("scenario", type.label());
        for (Map.Entry<String, String> value : type.values(scenario).entrySet()) {
            record = record.withOption(value.getKey(), value.getValue());
        }
        return record;
    }

    private void writeTruth(Truth told) {
        if (truth != null) {
            ObjectNode json = Json.object().put("schema", "copse.truth/1");
            json.setAll((ObjectNode) JsonMapper.shared().<ObjectNode>valueToTree(told));
            Output.stream(truth, stream -> stream.write(Json.text(json).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private long number() {
        if (seed == null) {
            // a seed that fits into 32 bits can be told on the phone
            long drawn = new SecureRandom().nextInt() & 0xffff_ffffL;
            note("seed " + drawn + " (give --seed " + drawn + " for the same data again)");
            return drawn;
        }
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException notWhole) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--seed cannot be `" + seed + "`",
                    "it is a whole number, or the word reference",
                    "--seed 7");
        }
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
