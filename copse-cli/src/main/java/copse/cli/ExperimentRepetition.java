package copse.cli;

import copse.report.trial.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The commands that make an experiment again: its plan as it was when arms were handed out, then each plan
/// that was taken over since, as far as the experiment had come.
///
/// @param kept the record of the experiment
/// @param target folder for the repeated experiment
record ExperimentRepetition(KeptRun kept, Path target) {
    private static final String NAME = "run";

    /// @param kept the record of a run
    /// @return whether it is that of an experiment
    static boolean isOne(KeptRun kept) {
        List<String> words = kept.record().command();
        return words.stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("")
                .equals(NAME);
    }

    /// @return words after `copse`, in order
    List<List<String>> commands() throws IOException {
        ExperimentFolder folder = new ExperimentFolder(kept.folder(), ignored -> {});
        ExperimentLog log = ExperimentLog.read(folder.log());
        Stage last =
                log.stages().keySet().stream().reduce((one, other) -> other).orElse(Stage.POWER);
        List<Path> amendments = folder.amendments();
        List<List<String>> commands = new ArrayList<>();
        for (int i = 0; i <= amendments.size(); i++) {
            boolean isLast = i == amendments.size();
            // results that had been seen before an amendment have to be there before it again
            boolean seen = !isLast
                    && i < log.amendments().size()
                    && log.amendments().get(i).seen();
            Stage until = isLast ? last : seen ? Stage.REPORT : Stage.ASSIGNMENT;
            List<String> words = new ArrayList<>(List.of(
                    NAME,
                    (i == 0 ? folder.plan() : amendments.get(i - 1)).toString(),
                    "--out",
                    target.toString(),
                    "--base",
                    base().toString(),
                    "--until",
                    until.name().toLowerCase(Locale.ROOT)));
            if (i > 0) {
                words.add("--amend");
            }
            words.add("--quiet");
            commands.add(words);
        }
        return commands;
    }

    /// Where names of files in the plan start: said, or where the plan was, or beside the folder.
    private Path base() {
        return kept.value("--base")
                .or(() -> kept.value("--out")
                        .flatMap(out -> kept.record().command().stream()
                                .filter(word -> word.endsWith(".toml"))
                                .findFirst()
                                .map(plan -> Path.of(plan).resolveSibling("").toString())))
                .map(Path::of)
                .map(path -> kept.place().orElse(Path.of("")).resolve(path))
                .orElseGet(() -> kept.folder().resolveSibling(""));
    }
}
