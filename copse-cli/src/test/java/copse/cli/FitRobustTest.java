package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `fit --robust`: what goes together and what does not; numbers have tests of their own in `copse.lm`.
class FitRobustTest {
    private static final String PUPILS = "src/test/data/pupils.csv";
    private static final String PLAIN = "score ~ arm + pre";
    private static final String MIXED = "score ~ arm + pre + (1 | school)";

    private static Run fit(String formula, Object... words) {
        Object[] all = new Object[words.length + 4];
        all[0] = "fit";
        all[1] = formula;
        all[2] = PUPILS;
        all[3] = "--quiet";
        System.arraycopy(words, 0, all, 4, words.length);
        return copse(all);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(PLAIN, "missing --cluster", "add --cluster COL", "--robust", "CR2"),
                mistake(PLAIN, "missing --robust", "add --robust CR2 --cluster school", "--cluster", "school"),
                mistake(PLAIN, "missing --robust", "add --robust CR1 --cluster COL", "--df", "clusters"),
                mistake(
                        PLAIN,
                        "--robust cannot be `CR4`",
                        "it is one of CR0, CR1, CR1p, CR1S, CR2, CR3, HC0, HC1, HC2, HC3",
                        "--robust",
                        "CR4",
                        "--cluster",
                        "school"),
                mistake(
                        PLAIN,
                        "no column `scool` for --cluster",
                        "--cluster school",
                        "--robust",
                        "CR2",
                        "--cluster",
                        "scool"),
                mistake(
                        MIXED,
                        "--df kr and --robust CR2 were given",
                        "leave one out",
                        "--robust",
                        "CR2",
                        "--cluster",
                        "school",
                        "--df",
                        "kr"),
                mistake(
                        MIXED,
                        "--robust HC2 for a model with groups",
                        "--robust CR2 --cluster school",
                        "--robust",
                        "HC2"),
                mistake(
                        PLAIN,
                        "--cluster and --robust HC2 were given",
                        "leave one out",
                        "--robust",
                        "HC2",
                        "--cluster",
                        "school"),
                mistake(PLAIN, "--df and --robust HC2 were given", "leave one out", "--robust", "HC2", "--df", "z"),
                mistake(
                        MIXED,
                        "--ci profile and --robust CR2 were given",
                        "leave one out",
                        "--robust",
                        "CR2",
                        "--cluster",
                        "school",
                        "--ci",
                        "profile"),
                mistake(
                        MIXED,
                        "--anova and --robust CR2 were given",
                        "leave one out",
                        "--robust",
                        "CR2",
                        "--cluster",
                        "school",
                        "--anova",
                        "3"),
                mistake(
                        "score ~ .",
                        "`.` in the formula and --cluster school were given",
                        "write the predictors out",
                        "--robust",
                        "CR2",
                        "--cluster",
                        "school"));
    }

    private static Arguments mistake(String formula, String what, String fix, Object... words) {
        return Arguments.of(formula, what, fix, words);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void optionsThatDoNotGoTogether(String formula, String what, String fix, Object[] words) {
        Run run = fit(formula, words);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(what).contains(fix);
    }

    @Test
    void degreesOfFreedom() {
        Run satterthwaite = fit(PLAIN, "--robust", "CR2", "--cluster", "school", "--json");
        JsonNode json = JsonMapper.shared().readTree(satterthwaite.out());
        assertThat(json.path("df").asString()).isEqualTo("CR2 by school, Satterthwaite");
        Run clusters = fit(PLAIN, "--robust", "CR2", "--cluster", "school", "--df", "clusters", "--json");
        JsonNode less = JsonMapper.shared().readTree(clusters.out());
        assertThat(less.path("df").asString()).isEqualTo("CR2 by school, clusters - 1");
        double schools = less.path("fixed").path(0).path("df").asDouble() + 1;
        assertThat(schools).isEqualTo(Math.rint(schools));
        assertThat(less.path("fixed").path(1).path("se").asDouble())
                .isEqualTo(json.path("fixed").path(1).path("se").asDouble());
        Run normal = fit(PLAIN, "--robust", "CR0", "--cluster", "school", "--df", "z", "--json");
        assertThat(JsonMapper.shared()
                        .readTree(normal.out())
                        .path("fixed")
                        .path(0)
                        .path("df")
                        .isNull())
                .isTrue();
    }

    /// Rows in chunks are read as often as needed; a saved fit keeps its standard errors.
    @Test
    void streamedAndSaved(@TempDir Path folder) {
        String expected = fit(MIXED, "--robust", "CR2", "--cluster", "school").out();
        Path saved = folder.resolve("fit.json");
        Run run = fit(MIXED, "--robust", "CR2", "--cluster", "school", "--stream", "--out", saved);
        assertThat(run.out()).isEqualTo(expected);
        assertThat(saved).content().contains("CR2 by school, Satterthwaite");
        assertThat(copse("predict", saved, PUPILS, "--quiet").exit()).isEqualTo(ExitCode.DONE);
    }
}
