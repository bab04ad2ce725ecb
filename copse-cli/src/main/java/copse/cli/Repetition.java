package copse.cli;

import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.FrameDifferences;
import copse.report.JsonDifferences;
import copse.report.RerunReport;
import copse.report.ResultComparison;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A kept run made once more in a folder of its own, and held against what lies beside the record.
///
/// @param command on whose terminal
/// @param kept the run
/// @param folder for what the repeated run writes
record Repetition(Command command, KeptRun kept, Path folder) {
    /// Options that name a file to be written.
    private static final Set<String> WRITTEN = Set.of("--out", "--truth", "--graph");

    /// Records; of a Bayesian run what the table of all draws has too, or is the sampler's own; of an
    /// experiment its lock, and pages whose numbers are those of `report.json`.
    private static final String TOLD_ELSEWHERE =
            "run\\.json|settings\\.json|chain-\\d+\\.(csv|state)|\\.lock|report\\.(html|md|txt)";

    private static final String RECORD = "run.json";

    /// @return what differs
    /// @throws FailedException `U115` if the command fails this time
    RerunReport report() throws IOException {
        List<List<String>> commands = ExperimentRepetition.isOne(kept)
                ? new ExperimentRepetition(kept, folder.resolve("again")).commands()
                : List.of(words());
        for (List<String> words : commands) {
            run(words);
        }
        Path again = results(folder);
        RunRecord now = KeptRun.read(again.resolve(RECORD)).record();
        return new RerunReport(kept.file().toString(), kept.record(), now, inputs(now), comparisons(again));
    }

    private void run(List<String> words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal own = new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false,
                command.terminal().width(),
                command.terminal().environment());
        int exit = new Cli(own).run(words.toArray(String[]::new));
        if (exit != ExitCode.DONE && exit != ExitCode.DIAGNOSTICS) {
            throw new FailedException(
                    CliCode.NOT_REPEATABLE,
                    "the run cannot be made again: " + first(err.toString(StandardCharsets.UTF_8)),
                    "the command of " + kept.file() + " worked once; the data may have moved or changed since",
                    "put back what is missing, or see the whole message: "
                            + new DemoStep("", kept.record().command(), null).line());
        }
    }

    private static String first(String err) {
        return err.lines()
                .findFirst()
                .map(line -> line.replaceFirst("^error\\[\\w+\\]: ", ""))
                .orElse("it ended without a word");
    }

    /// The words of the command, what it writes sent elsewhere, what it reads named so that it is found from
    /// here, and the seed said that was drawn.
    private List<String> words() {
        List<String> words = new ArrayList<>();
        List<String> before = kept.record().command();
        boolean scenario = before.contains("simulate") && !before.contains("network");
        for (int i = 0; i < before.size(); i++) {
            String word = before.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = equals > 0 ? word.substring(0, equals) : word;
            boolean writes = WRITTEN.contains(option) || scenario && option.equals("--edges");
            if (equals > 0) {
                String value = word.substring(equals + 1);
                words.add(option + "=" + (writes ? redirected(value) : found(value)));
            } else {
                words.add(writes ? word : found(word));
                if (writes && i + 1 < before.size()) {
                    i++;
                    words.add(redirected(before.get(i)));
                }
            }
        }
        Long seed = kept.record().seed();
        if (seed != null && words.stream().noneMatch(word -> word.equals("--seed") || word.startsWith("--seed="))) {
            words.add("--seed");
            words.add(seed.toString());
        }
        words.removeAll(List.of("--force", "--quiet"));
        words.add("--quiet");
        return words;
    }

    private String redirected(String target) {
        return folder.resolve(Path.of(target).getFileName()).toString();
    }

    /// A relative name is found from the folder in which the command was given first, if it is not from here.
    private String found(String word) {
        try {
            Path path = Path.of(word);
            if (word.isBlank() || path.isAbsolute() || Files.exists(path)) {
                return word;
            }
            return kept.place()
                    .map(place -> place.resolve(path))
                    .filter(Files::exists)
                    .map(Path::toString)
                    .orElse(word);
        } catch (InvalidPathException noName) {
            return word;
        }
    }

    /// @return where the record of the repeated run is: a Bayesian one makes a folder
    private static Path results(Path folder) throws IOException {
        if (Files.exists(folder.resolve(RECORD))) {
            return folder;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory).findFirst().orElse(folder);
        }
    }

    private List<RerunReport.Input> inputs(RunRecord now) {
        List<RerunReport.Input> inputs = new ArrayList<>();
        for (int i = 0; i < kept.record().data().size(); i++) {
            RunRecord.Source source = kept.record().data().get(i);
            String hash = i < now.data().size() ? now.data().get(i).sha256() : null;
            inputs.add(new RerunReport.Input(source.name(), source.sha256(), hash));
        }
        return inputs;
    }

    private List<ResultComparison> comparisons(Path again) throws IOException {
        List<ResultComparison> results = new ArrayList<>();
        for (Path now : files(again)) {
            String name = again.relativize(now).toString().replace('\\', '/');
            Path before = kept.folder().resolve(name);
            results.add(
                    Files.exists(before)
                            ? compared(name, before, now)
                            : ResultComparison.unlike(name, "it is not beside the record any more"));
        }
        return results;
    }

    /// The folder of an experiment has that of a posterior in it.
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder, 2)) {
            return inside.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).matches(TOLD_ELSEWHERE))
                    .sorted()
                    .toList();
        }
    }

    /// @param name of the file
    /// @param before the result of the first run
    /// @param now the result of the second
    /// @return what differs
    static ResultComparison compared(String name, Path before, Path now) throws IOException {
        if (Digest.sha256(before).equals(Digest.sha256(now))) {
            return ResultComparison.identical(name);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".json")) {
            try {
                return JsonDifferences.of(
                        name,
                        JsonMapper.shared().readTree(Files.readString(before)),
                        JsonMapper.shared().readTree(Files.readString(now)));
            } catch (JacksonException e) {
                return ResultComparison.unlike(name, "it is not JSON, or was cut off");
            }
        }
        if (lower.matches(".*\\.(csv|tsv|tab)(\\.gz)?|.*\\.(parquet|pq)")) {
            return FrameDifferences.of(
                    name,
                    Data.read(DataSource.file(before.toString()), ReadOptions.defaults()),
                    Data.read(DataSource.file(now.toString()), ReadOptions.defaults()));
        }
        return ResultComparison.unlike(name, "its bytes are others");
    }
}
