package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `power rules` prints, and what it says to those who ask wrongly.
class RulesCommandTest {
    private static final List<String> PUPILS =
            List.of("power", "rules", "src/test/data/pupils.csv", "--outcome", "score", "--id", "school", "--quiet");

    private static final List<String> NOTEBOOK = List.of(
            "--rule",
            "within-bootstrap",
            "--rule",
            "means",
            "--formula",
            "score ~ pre + arm + (1 | school)",
            "--within",
            "school",
            "--replicates",
            "20",
            "--percentile",
            "offset",
            "--most",
            "20");

    private static Run rules(List<String> shared, String... more) {
        List<Object> words = new ArrayList<>(PUPILS);
        words.addAll(shared);
        words.addAll(List.of(more));
        return copse(words.toArray());
    }

    @Test
    void isAsKept() {
        Run run = rules(NOTEBOOK, "--effect", "0,8", "--limits", ",75");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded("power-rules.txt", run.out());
    }

    @Test
    void everyKeyIsDescribed() throws IOException {
        JsonNode json = JsonMapper.shared().readTree(rules(NOTEBOOK, "--json").out());
        String page = Files.readString(Path.of("../docs/reference/json.md"));
        String section = page.substring(page.indexOf("## copse.rules/1"), page.indexOf("## copse.enrolment/1"));
        assertThat(section).startsWith("## " + json.get("schema").stringValue());
        for (JsonNode node : List.of(
                json,
                json.get("effects").get(0),
                json.get("effects").get(0).get("rules").get(0))) {
            assertThat(node.propertyNames().stream().filter(key -> !key.equals("schema")))
                    .allSatisfy(key -> assertThat(section).contains(key));
        }
        assertThat(json.get("effects").get(0).get("rules")).hasSize(2);
    }

    /// The words of the help are those that are understood.
    @Test
    void everyRuleCanBeAskedFor() {
        for (String rule : List.of("means", "cr2", "bootstrap", "wild")) {
            Run run = rules(List.of(), "--rule", rule, "--most", "3");
            assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        }
        String help = copse("power", "rules", "--help").out();
        assertThat(help).contains("within-bootstrap, pairs, means, cr2, bootstrap, wild");
    }

    private static void refused(Run run, int exit, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(says).contains("fix: ");
    }

    @Test
    void whatIsMissingOrMistaken() {
        refused(copse("power", "rules", "src/test/data/pupils.csv", "--id", "school"), 2, "missing --outcome");
        refused(
                copse("power", "rules", "src/test/data/pupils.csv", "--outcome", "score"),
                2,
                "missing --id",
                "arms are given to units");
        refused(rules(List.of(), "--rule", "mean"), 2, "--rule cannot be `mean`", "did you mean `means`");
        refused(rules(List.of(), "--rule", "within-bootstrap"), 2, "missing --formula");
        refused(
                rules(List.of(), "--rule", "within-bootstrap", "--formula", "score ~ arm"),
                2,
                "missing --within",
                "draws rows within groups");
        refused(rules(List.of(), "--rule", "means", "--limits", "10"), 2, "--limits cannot be `10`", "--limits 0,10");
        refused(
                rules(
                        List.of(),
                        "--rule",
                        "within-bootstrap",
                        "--within",
                        "school",
                        "--formula",
                        "score ~ arm",
                        "--percentile",
                        "type8"),
                2,
                "--percentile cannot be `type8`",
                "type1, type6, type7 and offset");
        refused(
                rules(
                        List.of(),
                        "--rule",
                        "within-bootstrap",
                        "--within",
                        "school",
                        "--formula",
                        "score ~ pre",
                        "--most",
                        "3"),
                3,
                "error[E306]: no coefficient `arm[treatment]` in `score ~ pre`");
        refused(
                rules(List.of(), "--rule", "means", "--design", "complete(arms: a, b, c)"),
                3,
                "error[E306]: the design has the arms a, b, c");
        refused(rules(NOTEBOOK, "--limits", "80,75"), 3, "outcomes are limited to 80 to 75");
    }
}
