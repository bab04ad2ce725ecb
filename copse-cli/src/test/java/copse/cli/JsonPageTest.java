package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// docs/reference/json.md names every schema and every key of a fit.
class JsonPageTest {
    private static final String PUPILS = "src/test/data/pupils.csv";
    private static final String SCHOOLS = "src/test/data/schools.csv";

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/reference/json.md"));
    }

    @Test
    void everyKeyOfAFitIsDescribed() throws IOException {
        JsonNode fit = JsonMapper.shared()
                .readTree(copse("fit", "score ~ arm + (pre | school)", PUPILS, "--json", "--anova", "3", "--emm", "arm")
                        .out());
        String page = page();
        String section = page.substring(page.indexOf("## copse.fit/1"), page.indexOf("## copse.compare/1"));
        assertThat(fit.propertyNames().stream().filter(key -> !key.equals("schema")))
                .allSatisfy(key -> assertThat(section).contains("`" + key + "`"));
        JsonNode generalised = JsonMapper.shared()
                .readTree(copse(
                                "fit",
                                "REPEAT ~ SEX + (1 | SCHOOLID)",
                                "src/test/data/repeat.csv",
                                "--family",
                                "poisson",
                                "--zi",
                                "1",
                                "--json")
                        .out());
        assertThat(generalised.propertyNames().stream().filter(key -> !key.equals("schema")))
                .allSatisfy(key -> assertThat(section).contains("`" + key + "`"));
        assertThat(generalised.get("effects").get(0).propertyNames())
                .allSatisfy(key -> assertThat(section).contains(key));
    }

    @Test
    void everySchemaIsDescribed() throws IOException {
        String page = page();
        for (List<String> words : List.of(
                List.of("describe", PUPILS, "--json"),
                List.of("show", PUPILS, "--json"),
                List.of("explain", "--json"))) {
            JsonNode json = JsonMapper.shared().readTree(copse(words.toArray()).out());
            assertThat(page).contains("## " + json.get("schema").stringValue());
            assertThat(json.propertyNames()).allSatisfy(key -> assertThat(page).contains(key));
        }
        assertThat(page).contains("## copse.compare/1", "## copse.predict/1", "## copse.run/1", "## copse.truth/1");
    }

    @Test
    void everyKeyOfAnAssignmentAndOfBalanceIsDescribed() throws IOException {
        String page = page();
        JsonNode assigned = JsonMapper.shared()
                .readTree(copse("assign", SCHOOLS, "--id", "school", "--strata", "region", "--seed", "7", "--json")
                        .out());
        isDescribed(assigned, page.substring(page.indexOf("## copse.assign/1"), page.indexOf("## copse.replay/1")));
        isDescribed(
                assigned.get("balance"),
                page.substring(page.indexOf("## copse.balance/1"), page.indexOf("## copse.enrolment/1")));
        assertThat(page).contains("## copse.replay/1");
    }

    @Test
    void everyKeyOfAnAnalysisIsDescribed(@TempDir Path folder) throws IOException {
        copse("assign", SCHOOLS, "--id", "school", "--seed", "7", "--quiet", "--out", folder.resolve("arms.csv"));
        JsonNode analysis = JsonMapper.shared()
                .readTree(copse(
                                "analyze",
                                "src/test/data/trial.csv",
                                "--assignment",
                                folder.resolve("arms.json"),
                                "--outcome",
                                "score",
                                "--json")
                        .out());
        String page = page();
        String section = page.substring(page.indexOf("## copse.analysis/1"), page.indexOf("## copse.enrolment/1"));
        isDescribed(analysis, section);
        JsonNode answer = analysis.get("answers").get(0);
        assertThat(answer.propertyNames()).allSatisfy(key -> assertThat(section).contains("`" + key + "`"));
        isDescribed(
                answer.get("primary"),
                page.substring(page.indexOf("## copse.estimate/1"), page.indexOf("## copse.analysis/1")));
    }

    @Test
    void everyKeyOfPowerIsDescribed() throws IOException {
        String page = page();
        String section = page.substring(page.indexOf("## copse.power/1"), page.indexOf("## copse.enrolment/1"));
        for (String power : List.of("0.8", "0.95")) {
            JsonNode json = JsonMapper.shared()
                    .readTree(copse(
                                    "power",
                                    "--clusters",
                                    20,
                                    "--icc",
                                    0.05,
                                    "--effect-sd",
                                    0.3,
                                    "--power",
                                    power,
                                    "--json")
                            .out());
            isDescribed(json, section);
            JsonNode row = json.get("rows").get(0);
            assertThat(row.get("feasible").booleanValue()).isEqualTo(power.equals("0.8"));
            assertThat(row.propertyNames())
                    .allSatisfy(key -> assertThat(section).contains(key));
            JsonNode choice = row.has("trial") ? row : row.get("nearest").get(0);
            assertThat(choice.get("trial").propertyNames())
                    .allSatisfy(key -> assertThat(section).contains(key));
        }
    }

    @Test
    void everyKeyOfSimulatedPowerIsDescribed() throws IOException {
        String page = page();
        String section = page.substring(page.indexOf("## copse.power/1"), page.indexOf("## copse.enrolment/1"));
        JsonNode simulated = JsonMapper.shared()
                .readTree(copse(
                                "power",
                                "--simulate",
                                "--clusters",
                                20,
                                "--size",
                                5,
                                "--icc",
                                0.05,
                                "--effect-sd",
                                0.3,
                                "--reps",
                                20,
                                "--json")
                        .out());
        isDescribed(simulated, section);
        JsonNode run = simulated.get("rows").get(0).get("simulation");
        JsonNode past = JsonMapper.shared()
                .readTree(copse(
                                "power",
                                "--from",
                                "src/test/data/pupils.csv",
                                "--outcome",
                                "pre",
                                "--cluster",
                                "school",
                                "--effect",
                                3,
                                "--reps",
                                20,
                                "--json")
                        .out());
        isDescribed(past, section);
        for (JsonNode node : List.of(
                run,
                run.get("estimators").get(0),
                run.get("estimators").get(0).get("power"),
                past.get("past"),
                past.get("past").get("plain"),
                past.get("power"),
                past.get("power").get("atEstimate"))) {
            assertThat(node.propertyNames())
                    .allSatisfy(key -> assertThat(section).contains(key));
        }
    }

    @Test
    void everyKeyOfNetworksIsDescribed() throws IOException {
        String page = page();
        String section = page.substring(page.indexOf("## copse.network/1"), page.indexOf("## copse.enrolment/1"));
        String edges = "src/test/data/network/friends.csv";
        for (List<String> words : List.of(
                List.of("describe", edges),
                List.of("cluster", edges, "--method", "leiden()"),
                List.of("assign", edges, "--seed", "7"),
                List.of("exposure", edges),
                List.of("simulate", edges, "--reps", "20", "--quiet"))) {
            Object[] command = Stream.concat(Stream.concat(Stream.of("network"), words.stream()), Stream.of("--json"))
                    .toArray();
            JsonNode json = JsonMapper.shared().readTree(copse(command).out());
            isDescribed(json, section);
            json.properties().stream()
                    .filter(entry -> !List.of("assignment", "diagnostics").contains(entry.getKey()))
                    .filter(entry ->
                            entry.getValue().isArray() && !entry.getValue().isEmpty())
                    .map(entry -> entry.getValue().get(0))
                    .filter(JsonNode::isObject)
                    .forEach(row -> assertThat(row.propertyNames())
                            .allSatisfy(key -> assertThat(section).contains(key)));
        }
    }

    @Test
    void everyKeyOfPlansAndExperimentsIsDescribed(@TempDir Path folder) throws IOException {
        Files.copy(Path.of(SCHOOLS), folder.resolve("schools.csv"));
        Path plan = Files.writeString(folder.resolve("trial.toml"), RunCommandTest.PLAN);
        String page = page();
        for (List<Object> words : List.of(
                List.<Object>of("plan", "init", PUPILS, "--json"),
                List.<Object>of("plan", "check", plan, "--json"),
                List.<Object>of("run", plan, "--json", "--quiet"))) {
            JsonNode json = JsonMapper.shared().readTree(copse(words.toArray()).out());
            int from = page.indexOf("## " + json.get("schema").stringValue());
            String section = page.substring(from, page.indexOf("\n## ", from));
            assertThat(json.propertyNames().stream().filter(key -> !key.equals("schema")))
                    .allSatisfy(key -> assertThat(section).contains(key));
        }
        JsonNode log = JsonMapper.shared()
                .readTree(folder.resolve("trial.copse/run.json").toFile());
        String section = page.substring(page.indexOf("## copse.run/1"), page.indexOf("## copse.plan-draft/1"));
        assertThat(log.propertyNames().stream().filter(key -> !key.equals("schema")))
                .allSatisfy(key -> assertThat(section).contains(key));
    }

    @Test
    void everyKeyOfARepeatedRunIsDescribed(@TempDir Path folder) throws IOException {
        copse("fit", "score ~ arm", PUPILS, "--quiet", "--out", folder.resolve("fit.json"));
        JsonNode rerun = JsonMapper.shared()
                .readTree(copse("rerun", folder.resolve("run.json"), "--json").out());
        String page = page();
        String section = page.substring(page.indexOf("## copse.rerun/1"));
        isDescribed(rerun, section);
        assertThat(rerun.get("results").get(0).propertyNames())
                .allSatisfy(key -> assertThat(section).contains(key));
    }

    private static void isDescribed(JsonNode json, String section) {
        assertThat(json.propertyNames().stream().filter(key -> !key.equals("schema")))
                .allSatisfy(key -> assertThat(section).contains("`" + key + "`"));
        assertThat(section).startsWith("## " + json.get("schema").stringValue());
    }
}
