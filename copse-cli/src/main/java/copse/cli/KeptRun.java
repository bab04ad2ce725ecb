package copse.cli;

import copse.error.InputException;
import copse.error.Problem;
import copse.record.RunRecord;
import copse.report.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A `run.json` and what lies beside it.
///
/// @param file the record
/// @param record its content
record KeptRun(Path file, RunRecord record) {
    private static final String OUT = "--out";

    /// @param file a `run.json`
    /// @return the run
    /// @throws InputException `U114` if it is something else
    static KeptRun read(Path file) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw none(file, Files.exists(file) ? "it cannot be read" : "there is no such file");
        } catch (JacksonException e) {
            throw none(file, "it is not JSON, or was cut off");
        }
        return new KeptRun(
                file, RecordJson.read(json).orElseThrow(() -> none(file, "its schema is not " + RecordJson.SCHEMA)));
    }

    private static InputException none(Path file, String why) {
        return new InputException(new Problem(
                CliCode.NOT_A_RUN.code(),
                "`" + file + "` is not the record of a run",
                why,
                "name the run.json that lies beside a result"));
    }

    /// @return where the results lie
    Path folder() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /// @return the first words of the command
    String title() {
        return "copse "
                + String.join(
                        " ",
                        record.command().stream()
                                .takeWhile(word -> !word.startsWith("-"))
                                .limit(2)
                                .toList());
    }

    /// Where the command was given, as far as the name after `--out` tells: relative names in it start there.
    ///
    /// @return the folder; empty if the result was named from the root
    Optional<Path> place() {
        Optional<Path> out = value(OUT).map(Path::of).filter(path -> !path.isAbsolute());
        if (out.isEmpty()) {
            return Optional.empty();
        }
        Path target = out.get().normalize();
        // what is kept in a folder is told inside of it
        boolean inside = record.command().contains("bayes") || ExperimentRepetition.isOne(this);
        Path beside = inside ? target : target.getParent();
        Path place = folder();
        if (beside != null && !place.endsWith(beside)) {
            return Optional.empty();
        }
        for (int i = 0; beside != null && place != null && i < beside.getNameCount(); i++) {
            place = place.getParent();
        }
        return Optional.ofNullable(place);
    }

    /// @param option of the command
    /// @return its value; empty if it was not given
    Optional<String> value(String option) {
        List<String> words = record.command();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(option + "=")) {
                return Optional.of(words.get(i).substring(option.length() + 1));
            }
            if (words.get(i).equals(option) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
