package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `fit`, `compare` and `predict` print of yes/no outcomes, shares and counts. The data are 480 simulated
/// pupils of 24 schools (`copse simulate schools --schools 24 --pupils 480 --seed 11`).
class GeneralisedGoldenTest {
    private static final String PUPILS = "src/test/data/repeat.csv";
    private static final String MODEL = "REPEAT ~ SEX + PPED + (1 | SCHOOLID)";
    private static final String COUNTS = "SELECT SCHOOLID, SEX, sum(REPEAT)::INT AS repeaters, count(*)::INT AS pupils"
            + " FROM 'src/test/data/repeat.csv' GROUP BY ALL ORDER BY ALL";

    @TempDir
    Path folder;

    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of("glmm-binomial.txt", List.of(MODEL, PUPILS, "--family", "binomial")),
                Arguments.of(
                        "glmm-quadrature.md",
                        List.of(MODEL, PUPILS, "--family", "binomial", "--agq", "9", "--format", "md")),
                Arguments.of(
                        "glmm-means.txt",
                        List.of(
                                "REPEAT ~ SEX * PPED + (1 | SCHOOLID)",
                                PUPILS,
                                "--family",
                                "binomial",
                                "--link",
                                "probit",
                                "--effect",
                                "PPED",
                                "--emm",
                                "PPED",
                                "--pairwise",
                                "--anova",
                                "3")),
                Arguments.of(
                        "glmm-counts.txt",
                        List.of(
                                "repeaters ~ SEX + offset(log(pupils)) + (1 | SCHOOLID)",
                                "--sql",
                                COUNTS,
                                "--family",
                                "poisson",
                                "--emm",
                                "SEX",
                                "--scale",
                                "link")),
                Arguments.of("glmm-mean.txt", List.of("REPEAT ~ 1 + (1 | SCHOOLID)", PUPILS, "--family", "binomial")),
                Arguments.of(
                        "glm-robust.txt",
                        List.of(
                                "REPEAT ~ SEX + PPED",
                                PUPILS,
                                "--family",
                                "binomial",
                                "--robust",
                                "CR2",
                                "--cluster",
                                "SCHOOLID")),
                Arguments.of(
                        "glm-marginal.txt",
                        List.of(
                                "REPEAT ~ SEX + PPED",
                                PUPILS,
                                "--family",
                                "binomial",
                                "--marginal",
                                "exchangeable",
                                "--cluster",
                                "SCHOOLID")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, List<String> words) {
        Run run = copse(Stream.concat(Stream.of("fit"), Stream.concat(words.stream(), Stream.of("--quiet")))
                .toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        // evaluations of the criterion are an optimiser's own business
        Golden.checkRounded(file, run.out().replaceAll("after \\d+ evaluations", "after N evaluations"));
    }

    private Path saved(String name, Object... words) {
        Path file = folder.resolve(name);
        Run run = copse(
                Stream.concat(Stream.of("fit"), Stream.concat(Stream.of(words), Stream.of("--quiet", "--out", file)))
                        .toArray());
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        return file;
    }

    private static JsonNode json(Object... words) {
        Run run = copse(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void rowsAndTheirCountsAreOneFit() {
        JsonNode rows = json("fit", "REPEAT ~ SEX + (1 | SCHOOLID)", PUPILS, "--family", "binomial", "--json");
        JsonNode counts = json(
                "fit",
                "cbind(repeaters, pupils - repeaters) ~ SEX + (1 | SCHOOLID)",
                "--sql",
                COUNTS,
                "--family",
                "binomial",
                "--json");
        for (int j = 0; j < 2; j++) {
            assertThat(counts.get("fixed").get(j).get("estimate").doubleValue())
                    .isCloseTo(rows.get("fixed").get(j).get("estimate").doubleValue(), within(1e-7));
        }
        assertThat(counts.get("effects").get(0).get("estimate").doubleValue())
                .isCloseTo(rows.get("effects").get(0).get("estimate").doubleValue(), within(1e-7));
    }

    @Test
    void jsonHasTheKeysOfTheContract() {
        JsonNode fit = json("fit", MODEL, PUPILS, "--family", "binomial", "--agq", "5", "--json");
        assertThat(fit.get("family").stringValue()).isEqualTo("binomial");
        assertThat(fit.get("link").stringValue()).isEqualTo("logit");
        assertThat(fit.get("success").stringValue()).isEqualTo("REPEAT = 1");
        assertThat(fit.get("dispersion").isNull()).isTrue();
        assertThat(fit.get("sigma").isNull()).isTrue();
        assertThat(fit.get("integration").get("points").intValue()).isEqualTo(5);
        assertThat(fit.get("effects").values())
                .allSatisfy(effect -> assertThat(effect.propertyNames())
                        .contains("term", "contrast", "scale", "whose", "estimate", "lower", "upper"));
        assertThat(fit.get("effects").values().stream()
                        .map(effect -> effect.get("scale").stringValue()))
                .contains("risk difference", "risk ratio", "odds ratio");
        assertThat(fit.get("icc").get("SCHOOLID").doubleValue())
                .isGreaterThan(fit.get("iccOutcome").get("SCHOOLID").doubleValue());
    }

    @Test
    void savedFitsAreComparedAcrossFamilies() {
        Path counts = saved(
                "poisson.json",
                "repeaters ~ SEX + offset(log(pupils)) + (1 | SCHOOLID)",
                "--sql",
                COUNTS,
                "--family",
                "poisson");
        Path plain =
                saved("plain.json", "repeaters ~ SEX + offset(log(pupils))", "--sql", COUNTS, "--family", "poisson");
        Run run = copse("compare", plain, counts);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("poisson.json fits better than", "poisson (log)", "from the mixture 0.5 χ²(0) + 0.5 χ²(1)");
        Run other = copse("compare", plain, saved("rows.json", MODEL, PUPILS, "--family", "binomial"));
        assertThat(other.exit()).isEqualTo(ExitCode.DATA);
        assertThat(other.err()).startsWith("error[N218]: the models have different responses");
    }

    @Test
    void savedFitsPredictKnownAndNewGroupsAndTheMeanOfAll() throws IOException {
        Path fit = saved("fit.json", MODEL, PUPILS, "--family", "binomial");
        Path rows = Files.writeString(
                folder.resolve("new.csv"), "SCHOOLID,SEX,PPED\n10001,girl,no\n99999,boy,yes\n10002,,no\n");
        Run known = copse("predict", fit, rows, "--format", "csv");
        assertThat(known.exit()).as(known.err()).isEqualTo(ExitCode.DONE);
        assertThat(known.err())
                .startsWith("note: 1 row names a group that the fit has not seen: predicted as a typical");
        Golden.checkRounded("predict-binomial.csv", known.out());
        JsonNode population = json("predict", fit, rows, "--population", "--json", "--quiet");
        JsonNode typical = json("predict", fit, rows, "--json", "--quiet");
        // rare outcomes: the mean over groups lies above the probability in a typical one
        assertThat(population.get("rows").get(1).get("prediction").doubleValue())
                .isGreaterThan(typical.get("rows").get(1).get("prediction").doubleValue());
        Run observation = copse("predict", fit, rows, "--observation");
        assertThat(observation.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(observation.err()).contains("--observation for a fit of the family binomial");
    }

    @Test
    void profilesAndWaldHaveLimitsOfTheSpreadBetweenGroups() {
        JsonNode wald = json("fit", MODEL, PUPILS, "--family", "binomial", "--json")
                .get("random")
                .get(0);
        JsonNode fit = json("fit", MODEL, PUPILS, "--family", "binomial", "--ci", "profile", "--json", "--quiet");
        JsonNode profile = fit.get("random").get(0);
        assertThat(fit.get("interval").stringValue()).isEqualTo("profile");
        for (JsonNode one : List.of(wald, profile)) {
            assertThat(one.get("lower").doubleValue())
                    .isBetween(0.0, one.get("sd").doubleValue());
            assertThat(one.get("upper").doubleValue())
                    .isGreaterThan(one.get("sd").doubleValue());
        }
        assertThat(profile.get("upper").doubleValue())
                .isNotEqualTo(wald.get("upper").doubleValue());
    }

    @Test
    void bootstrapGivesLimitsOfEveryParameter() {
        JsonNode fit = json(
                "fit", MODEL, PUPILS, "--family", "binomial", "--ci", "boot:40", "--seed", "3", "--json", "--quiet");
        assertThat(fit.get("interval").stringValue()).isEqualTo("boot");
        assertThat(fit.get("random").get(0).get("upper").doubleValue())
                .isGreaterThan(fit.get("random").get(0).get("sd").doubleValue());
        assertThat(fit.get("record").get("seed").intValue()).isEqualTo(3);
    }
}
