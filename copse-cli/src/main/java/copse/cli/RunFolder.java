package copse.cli;

import copse.error.InputException;
import copse.error.Problem;
import copse.mcmc.ChainState;
import copse.mcmc.Past;
import copse.mcmc.Trace;
import copse.report.Json;
import copse.report.draws.ChainFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The folder of a Bayesian run.
///
/// | file | holds | written |
/// |---|---|---|
/// | `settings.json` | command, data, priors, names of parameters | before sampling |
/// | `chain-1.csv`, … | draws of a chain, in CmdStan's form | as they are made |
/// | `chain-1.state`, … | where the sampler of a chain is | every 100 draws |
/// | `draws.parquet` or `draws.csv` | all draws as one table | at the end |
/// | `result.json`, `run.json` | what is told, what `predict` and `compare` need; the record | at the end |
///
/// @param path the folder
record RunFolder(Path path) {
    static final String SCHEMA = "copse.bayes-run/1";

    /// Makes the folder for a new run. A run that is there may have taken long, and is not replaced by chance.
    ///
    /// @param path where
    /// @param force whether a run that is there is replaced
    /// @return the folder
    static RunFolder create(Path path, boolean force) {
        RunFolder folder = new RunFolder(path);
        if (Files.exists(folder.settingsFile())) {
            if (!force) {
                boolean finished = Files.exists(folder.result());
                throw new FailedException(
                        CliCode.RUN_EXISTS,
                        "`" + path + "` holds a run" + (finished ? "" : " that was not finished"),
                        "its draws would be lost",
                        (finished ? "" : "copse bayes --resume '" + path + "', or ")
                                + "give another folder after --out, or add --force");
            }
            folder.empty();
        } else if (Files.exists(path) && (!Files.isDirectory(path) || !folder.isEmpty())) {
            throw new FailedException(
                    CliCode.CANNOT_WRITE,
                    "cannot write a run to " + path,
                    Files.isDirectory(path) ? "the folder holds other files" : "it is a file; a run is a folder",
                    "give the name of a new folder after --out");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
        return folder;
    }

    private boolean isEmpty() {
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /// Deletes the files of a run, and no others.
    private void empty() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(RunFolder::isOfARun).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private static boolean isOfARun(Path file) {
        return String.valueOf(file.getFileName())
                .matches("(settings|result|run)\\.json|chain-\\d+\\.(csv|state)|draws\\.(parquet|csv)");
    }

    Path settingsFile() {
        return path.resolve("settings.json");
    }

    /// @return what is told of the run, with what other commands need of it
    Path result() {
        return path.resolve("result.json");
    }

    /// @param chain its number, from 0
    /// @return the file of its draws
    Path chain(int chain) {
        return path.resolve("chain-" + (chain + 1) + ".csv");
    }

    private Path state(int chain) {
        return path.resolve("chain-" + (chain + 1) + ".state");
    }

    /// @param settings of the run
    void write(ObjectNode settings) {
        Output.stream(settingsFile(), out -> out.write(Json.text(settings).getBytes(StandardCharsets.UTF_8)));
    }

    /// @return the settings of the run that is here
    /// @throws InputException `U109` if there is none
    JsonNode settings() {
        String text;
        try {
            text = Files.readString(settingsFile());
        } catch (IOException e) {
            throw none(Files.isDirectory(path) ? "it has no settings.json" : "there is no such folder");
        }
        try {
            JsonNode settings = JsonMapper.shared().readTree(text);
            if (!settings.path("schema").asString("").equals(SCHEMA)) {
                throw none("the schema of its settings.json is not " + SCHEMA);
            }
            return settings;
        } catch (JacksonException e) {
            throw none("its settings.json is not JSON, or was cut off");
        }
    }

    /// @param why there is no run here
    /// @return the error to throw
    InputException none(String why) {
        return new InputException(new Problem(
                CliCode.NOT_A_RESULT.code(),
                "`" + path + "` is not the folder of a run",
                why,
                "make one: copse bayes 'y ~ x + (1 | g)' data.csv --out run"));
    }

    /// @return the error of who needs the whole run
    InputException unfinished() {
        return new InputException(new Problem(
                CliCode.NOT_A_RESULT.code(),
                "the run in `" + path + "` is not finished",
                "it was interrupted before all its draws were made",
                "copse bayes --resume '" + path + "'"));
    }

    /// Keeps where the sampler of a chain is. The draws before it must have been flushed.
    ///
    /// @param chain its number
    /// @param state to go on from
    /// @throws IOException if there is no room, for instance; the state before it is still there then
    void keep(int chain, ChainState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            state.write(out);
        }
        Path next = path.resolve(".chain-" + (chain + 1) + ".state");
        Files.write(next, bytes.toByteArray());
        Files.move(next, state(chain), StandardCopyOption.REPLACE_EXISTING);
    }

    /// What a run can go on from.
    ///
    /// @param chains number of chains
    /// @param names of the parameters as they head the columns of the files
    /// @return of the chains whose warm-up was done; the others begin anew
    /// @throws InputException `U112` if a file is damaged
    List<Past> past(int chains, List<String> names) {
        List<Past> all = new ArrayList<>();
        for (int chain = 0; chain < chains; chain++) {
            pastOf(chain, names).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Past> pastOf(int chain, List<String> names) {
        if (!Files.exists(state(chain)) || !Files.exists(chain(chain))) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(state(chain))))) {
            ChainState state = ChainState.read(in);
            ChainFile file = ChainFile.read(chain(chain), state.draws());
            if (!file.names().equals(names)) {
                throw damaged(chain(chain), "its columns are not the parameters of the model");
            }
            if (file.draws() < state.draws()) {
                throw damaged(chain(chain), "it has " + file.draws() + " draws of " + state.draws());
            }
            Trace trace = file.trace();
            return Optional.of(new Past(state, file.values(), trace));
        } catch (IOException e) {
            throw damaged(state(chain), String.valueOf(e.getMessage()));
        }
    }

    private static InputException damaged(Path file, String why) {
        return new InputException(new Problem(
                CliCode.NOT_RESUMABLE.code(),
                "the run cannot go on from " + file,
                why,
                "run the command again with --out and a new folder"));
    }

    /// @param target what cannot be written
    /// @param e why
    /// @return the error to throw
    static FailedException cannotWrite(Path target, IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
        return new FailedException(
                CliCode.CANNOT_WRITE, "cannot write " + target, reason, "give another path after --out");
    }
}
