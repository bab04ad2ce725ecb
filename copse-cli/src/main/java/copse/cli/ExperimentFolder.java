package copse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The folder of an experiment: what each stage made. Where an experiment stands is what lies in it, and
/// nothing else; every file appears whole or not at all.
///
/// | file | holds | written |
/// |---|---|---|
/// | `plan.toml` | the plan as it was when arms were handed out | before the arms |
/// | `power.json` | its power | before the arms |
/// | `units.csv` | units of simulated data | before the arms |
/// | `arms.json`, `arms.csv` | the record that proves the arms, then the arms | once |
/// | `amendment-1.toml`, … | plans that were taken over later | when asked for |
/// | `data.csv` | simulated outcomes | after the arms |
/// | `analysis.json`, `secondary.json`, `posterior/` | what outcomes say | when they are there |
/// | `report.html`, `.md`, `.txt`, `.json` | the report | last |
/// | `run.json` | what came of each stage, and of what inputs | after each stage |
///
/// @param path the folder
/// @param written told of each file once it is there
record ExperimentFolder(Path path, Consumer<Path> written) {
    /// Ending of the folder that lies beside a plan.
    private static final String ENDING = ".copse";

    /// @param plan a plan file
    /// @return the folder beside it that takes what the plan leads to: `trial.copse` for `trial.toml`
    static Path beside(Path plan) {
        String name = String.valueOf(plan.getFileName());
        int dot = name.lastIndexOf('.');
        return plan.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ENDING);
    }

    /// Makes the folder if it is not there.
    void create() {
        if (!Files.isDirectory(path)) {
            Output.check(path.toAbsolutePath());
            try {
                Files.createDirectory(path);
            } catch (IOException e) {
                throw RunFolder.cannotWrite(path, e);
            }
        }
    }

    /// Deletes what a process that was killed left unfinished. Only who has the lock may do so.
    void clear() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(Output::isUnfinished).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw RunFolder.cannotWrite(path, e);
        }
    }

    /// Deletes what an experiment makes, and nothing else; for one that is a demonstration.
    void discard() {
        List<Path> files = new ArrayList<>(List.of(plan(), power(), units(), arms(), record(), data(), analysis()));
        files.addAll(List.of(secondary(), log()));
        files.addAll(List.of(report("html"), report("md"), report("txt"), report("json")));
        files.addAll(amendments());
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw RunFolder.cannotWrite(path, e);
        }
    }

    Path plan() {
        return path.resolve("plan.toml");
    }

    Path power() {
        return path.resolve("power.json");
    }

    Path units() {
        return path.resolve("units.csv");
    }

    Path arms() {
        return path.resolve("arms.csv");
    }

    Path record() {
        return path.resolve("arms.json");
    }

    /// @return where simulated outcomes go
    Path data() {
        return path.resolve("data.csv");
    }

    Path analysis() {
        return path.resolve("analysis.json");
    }

    Path secondary() {
        return path.resolve("secondary.json");
    }

    Path posterior() {
        return path.resolve("posterior");
    }

    Path log() {
        return path.resolve("run.json");
    }

    /// @param ending such as `html`
    /// @return the report in that form
    Path report(String ending) {
        return path.resolve("report." + ending);
    }

    /// @param number from 1
    /// @return the plan that was taken over as that amendment
    Path amendment(int number) {
        return path.resolve("amendment-" + number + ".toml");
    }

    /// @return plans that were taken over after the arms were handed out, the first first
    List<Path> amendments() {
        List<Path> amendments = new ArrayList<>();
        for (int i = 1; Files.exists(amendment(i)); i++) {
            amendments.add(amendment(i));
        }
        return amendments;
    }

    /// @return whether arms were handed out: from the moment that their record is there
    boolean isAssigned() {
        return Files.exists(record());
    }

    /// @param target a file of the folder
    /// @param text its content
    void write(Path target, String text) {
        Output.stream(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        written.accept(target);
    }

    /// @param target a file of the folder
    /// @param writing makes it
    void write(Path target, Output.Writing writing) {
        Output.file(target, writing);
        written.accept(target);
    }
}
