package copse.cli;

import copse.record.Digest;
import copse.record.RunRecord;
import copse.report.Json;
import copse.report.RecordJson;
import copse.report.trial.Stage;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What came of each stage of an experiment, and of what inputs: `run.json` of its folder.
///
/// It says whether a stage has to be gone through again: not if its inputs are the same, and the files that it
/// made are there with the bytes that they had. If it is lost or damaged, stages are gone through again; but
/// for the assignment, which is known by its own record.
///
/// @param stages those that are done
/// @param amendments plans that were taken over after arms were handed out, in order
/// @param looks results that were seen of outcomes that have changed since, in order
record ExperimentLog(Map<Stage, Entry> stages, List<Amendment> amendments, List<Look> looks) {
    /// Copies the collections.
    ExperimentLog {
        stages = Collections.unmodifiableMap(new EnumMap<>(withType(stages)));
        amendments = List.copyOf(amendments);
        looks = List.copyOf(looks);
    }

    private static EnumMap<Stage, Entry> withType(Map<Stage, Entry> stages) {
        EnumMap<Stage, Entry> all = new EnumMap<>(Stage.class);
        all.putAll(stages);
        return all;
    }

    /// A stage that is done.
    ///
    /// @param inputs fingerprint of all that it depends on
    /// @param finding what came of it, in words
    /// @param files that it made, by name, with their SHA-256
    record Entry(String inputs, String finding, SequencedMap<String, String> files) {
        /// Copies the map.
        Entry {
            files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
        }

        /// @param inputs all that the stage depends on, in order
        /// @param finding what came of it, in words
        /// @param made its files
        /// @return the entry
        static Entry of(List<String> inputs, String finding, List<Path> made) throws IOException {
            SequencedMap<String, String> files = new LinkedHashMap<>();
            for (Path file : made) {
                files.put(String.valueOf(file.getFileName()), Digest.sha256(file));
            }
            return new Entry(fingerprint(inputs), finding, files);
        }

        private static String fingerprint(List<String> inputs) {
            return Digest.sha256(String.join("\n", inputs));
        }

        /// @param folder of the experiment
        /// @param now what the stage depends on at present
        /// @return whether the stage need not be gone through again
        boolean holds(Path folder, List<String> now) throws IOException {
            if (!inputs.equals(fingerprint(now))) {
                return false;
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (!Files.exists(path) || !Digest.sha256(path).equals(file.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    /// A plan that was taken over after arms were handed out.
    ///
    /// @param digest of the plan
    /// @param seen whether results had been seen by then
    record Amendment(String digest, boolean seen) {}

    /// Results of outcomes that were others than those at hand now.
    ///
    /// @param outcomes fingerprint of the outcomes
    /// @param finding what they said
    record Look(String outcomes, String finding) {}

    /// @return nothing done
    static ExperimentLog empty() {
        return new ExperimentLog(Map.of(), List.of(), List.of());
    }

    /// @param file `run.json`
    /// @return what it tells; nothing if it is not there, or damaged
    /// @throws IOException if it is there and cannot be read
    static ExperimentLog read(Path file) throws IOException {
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
            Map<Stage, Entry> stages = new EnumMap<>(Stage.class);
            for (JsonNode stage : json.path("stages").values()) {
                stages.put(Stage.valueOf(stage.path("stage").asString("").toUpperCase(Locale.ROOT)), entry(stage));
            }
            List<Amendment> amendments = new ArrayList<>();
            for (JsonNode one : json.path("amendments").values()) {
                amendments.add(new Amendment(
                        one.path("plan").asString(""), one.path("seen").booleanValue(true)));
            }
            List<Look> looks = new ArrayList<>();
            for (JsonNode one : json.path("looks").values()) {
                looks.add(new Look(
                        one.path("outcomes").asString(""), one.path("finding").asString("")));
            }
            return new ExperimentLog(stages, amendments, looks);
        } catch (NoSuchFileException | CharacterCodingException | JacksonException | IllegalArgumentException lost) {
            return empty();
        }
    }

    private static Entry entry(JsonNode stage) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        for (JsonNode file : stage.path("files").values()) {
            files.put(file.path("name").asString(""), file.path("sha256").asString(""));
        }
        return new Entry(
                stage.path("inputs").asString(""), stage.path("finding").asString(""), files);
    }

    /// @param stage any
    /// @return what came of it, if it is done
    Optional<Entry> find(Stage stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    /// @param stage that is done
    /// @param entry what came of it
    /// @return this log with it; later stages stay, as their inputs tell whether they hold
    ExperimentLog with(Stage stage, Entry entry) {
        Map<Stage, Entry> more = new EnumMap<>(withType(stages));
        more.put(stage, entry);
        return new ExperimentLog(more, amendments, looks);
    }

    /// @param amendment that was taken over
    /// @return this log with it
    ExperimentLog with(Amendment amendment) {
        List<Amendment> more = new ArrayList<>(amendments);
        more.add(amendment);
        return new ExperimentLog(stages, more, looks);
    }

    /// @param look at results; told once
    /// @return this log with it
    ExperimentLog with(Look look) {
        List<Look> more = new ArrayList<>(looks);
        if (!more.contains(look)) {
            more.add(look);
        }
        return new ExperimentLog(stages, amendments, more);
    }

    /// @param record how the folder came about
    /// @param plan fingerprint of the plan that is in force
    /// @return the object, schema [RecordJson#SCHEMA] with the keys `plan`, `stages`, `amendments` and `looks`
    ObjectNode json(RunRecord record, String plan) {
        ObjectNode json = RecordJson.full(record).put("plan", plan);
        ArrayNode all = json.putArray("stages");
        stages.forEach((stage, entry) -> {
            ObjectNode row = all.addObject()
                    .put("stage", stage.name().toLowerCase(Locale.ROOT))
                    .put("inputs", entry.inputs())
                    .put("finding", entry.finding());
            ArrayNode files = row.putArray("files");
            entry.files()
                    .forEach((name, sha256) ->
                            files.add(Json.object().put("name", name).put("sha256", sha256)));
        });
        ArrayNode taken = json.putArray("amendments");
        amendments.forEach(
                one -> taken.add(Json.object().put("plan", one.digest()).put("seen", one.seen())));
        ArrayNode seen = json.putArray("looks");
        looks.forEach(
                one -> seen.add(Json.object().put("outcomes", one.outcomes()).put("finding", one.finding())));
        return json;
    }
}
