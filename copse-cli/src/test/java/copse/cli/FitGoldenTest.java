package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `fit` prints and saves.
class FitGoldenTest {
    private static final String PUPILS = "src/test/data/pupils.csv";
    private static final String MODEL = "score ~ arm + pre + (1 | school)";

    @TempDir
    Path folder;

    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of("fit.txt", new Object[] {MODEL}),
                Arguments.of("fit.md", new Object[] {MODEL, "--format", "md"}),
                Arguments.of("fit.csv", new Object[] {MODEL, "--format", "csv"}),
                Arguments.of(
                        "fit-kr-profile.txt", new Object[] {MODEL, "--df", "kr", "--ci", "profile", "--level", "0.9"}),
                Arguments.of("fit-ranef.csv", new Object[] {MODEL, "--ranef", "--format", "csv"}),
                Arguments.of("fit-mean.txt", new Object[] {"score ~ 1 + (1 | school)", "--ml"}),
                Arguments.of("fit-plain.txt", new Object[] {"score ~ arm * pre", "--anova", "2"}),
                Arguments.of(
                        "fit-singular.txt", new Object[] {"score ~ arm * pre + (pre || school)", "--effect", "pre"}),
                Arguments.of(
                        "fit-robust.txt", new Object[] {"score ~ arm + pre", "--robust", "CR2", "--cluster", "school"}),
                Arguments.of("fit-robust-mixed.txt", new Object[] {MODEL, "--robust", "cr2", "--cluster", "region"}),
                Arguments.of("fit-robust-stata.csv", new Object[] {
                    "score ~ arm + pre", "--robust", "CR1S", "--cluster", "school", "--format", "csv"
                }),
                Arguments.of(
                        "fit-robust-hc3.csv", new Object[] {"score ~ arm + pre", "--robust", "HC3", "--format", "csv"}),
                Arguments.of("fit-few.txt", new Object[] {"score ~ sex + (1 | region)"}),
                Arguments.of("fit-slope.txt", new Object[] {
                    "score ~ arm + (pre | school)", "--contrast", "(Intercept) + arm[treated]", "--anova", "3"
                }),
                Arguments.of("fit-levels.txt", new Object[] {
                    "score ~ region + (1 | school)", "--levels", "region=EU|AS|NA", "--where", "pre > 40"
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, Object[] words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "fit";
        all[1] = words[0];
        all[2] = PUPILS;
        all[3] = "--quiet";
        System.arraycopy(words, 1, all, 4, words.length - 1);
        Run run = copse(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        // evaluations of the criterion are an optimiser's own business
        Golden.checkRounded(file, run.out().replaceAll("after \\d+ evaluations", "after N evaluations"));
    }

    @Test
    void jsonHasTheKeysOfTheContract() {
        JsonNode json = JsonMapper.shared()
                .readTree(copse("fit", "score ~ arm + (pre | school)", PUPILS, "--json")
                        .out());
        assertThat(json.propertyNames())
                .contains(
                        "schema",
                        "formula",
                        "family",
                        "link",
                        "method",
                        "n",
                        "dropped",
                        "groups",
                        "npar",
                        "criterion",
                        "logLik",
                        "aic",
                        "bic",
                        "sigma",
                        "theta",
                        "vcov",
                        "fixed",
                        "level",
                        "random",
                        "icc",
                        "ranef",
                        "convergence",
                        "diagnostics",
                        "record");
        assertThat(json.get("schema").stringValue()).isEqualTo("copse.fit/1");
        assertThat(json.get("groups").get("school").propertyNames()).containsExactly("levels", "min", "mean", "max");
        assertThat(json.get("fixed").get(1).propertyNames())
                .containsExactly("term", "estimate", "se", "statistic", "df", "p", "lower", "upper");
        assertThat(json.get("fixed").get(1).get("term").stringValue()).isEqualTo("arm[treated]");
        assertThat(json.get("random").get(0).propertyNames())
                .containsExactly("group", "term", "variance", "sd", "lower", "upper");
        assertThat(json.get("random").get(2).propertyNames())
                .containsExactly("group", "term1", "term2", "covariance", "corr", "lower", "upper");
        assertThat(json.get("ranef").get("school").get(0).propertyNames()).contains("level", "term", "estimate", "sd");
        assertThat(json.get("convergence").propertyNames()).contains("status", "evaluations", "gradient");
        assertThat(json.get("record").propertyNames()).containsExactly("seed", "version", "jdk", "dataHash");
        assertThat(json.get("record").get("dataHash").stringValue()).matches("[0-9a-f]{64}");
        assertThat(json.get("vcov").size()).isEqualTo(2);
        assertThat(json.get("theta").size()).isEqualTo(3);
    }

    @Test
    void savedFitHasARunRecordBesideItAndAPlainFitLeavesNothing() {
        Path saved = folder.resolve("fit.json");
        Run run = copse("fit", MODEL, PUPILS, "--out", saved, "--quiet");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("fit.json", "run.json");
        JsonNode record = JsonMapper.shared().readTree(folder.resolve("run.json"));
        assertThat(record.get("schema").stringValue()).isEqualTo("copse.run/1");
        assertThat(record.get("command").get(1).stringValue()).isEqualTo(MODEL);
        assertThat(Path.of(PUPILS).toAbsolutePath().getParent()).isDirectoryNotContaining("glob:**run.json");
    }

    @Test
    void streamedIsTheSameToTheLastDigit() {
        String memory = copse("fit", MODEL, PUPILS, "--json", "--quiet").out();
        String stream =
                copse("fit", MODEL, PUPILS, "--json", "--quiet", "--stream").out();
        assertThat(stream).isEqualTo(memory);
    }

    @Test
    void strictTurnsDiagnosticsIntoAnExitCode() {
        assertThat(copse("fit", MODEL, PUPILS, "--strict").exit()).isEqualTo(ExitCode.DONE);
        Run few = copse("fit", "score ~ sex + (1 | region)", PUPILS, "--strict");
        assertThat(few.exit()).isEqualTo(ExitCode.DIAGNOSTICS);
        assertThat(few.out()).contains("Fixed effects");
        assertThat(few.err()).contains("error[U203]: diagnostics unmet:", "few-levels", "copse explain");
    }

    @Test
    void offsetAndWeightsAreTaken() throws java.io.IOException {
        Path data = folder.resolve("w.csv");
        StringBuilder text = new StringBuilder("y,x,w,o\n");
        for (int i = 0; i < 40; i++) {
            text.append(3 + 2 * (i % 9) + (i * 31 % 7) / 7.0)
                    .append(',')
                    .append(i % 9)
                    .append(',')
                    .append(1 + i % 3)
                    .append(',')
                    .append(i % 4)
                    .append('\n');
        }
        Files.writeString(data, text);
        JsonNode plain = JsonMapper.shared()
                .readTree(copse("fit", "y ~ x", data, "--json").out());
        JsonNode weighted = JsonMapper.shared()
                .readTree(
                        copse("fit", "y ~ x", data, "--json", "--weights", "w").out());
        JsonNode shifted = JsonMapper.shared()
                .readTree(copse("fit", "y ~ x", data, "--json", "--offset", "o").out());
        assertThat(weighted.get("logLik")).isNotEqualTo(plain.get("logLik"));
        assertThat(shifted.get("fixed").get(0).get("estimate").doubleValue())
                .isNotEqualTo(plain.get("fixed").get(0).get("estimate").doubleValue());
    }

    @Test
    void wrongWordsAreRefusedWithWhatWasMeant() {
        assertThat(copse("fit", MODEL, PUPILS, "--ci", "profil").err())
                .contains("error[U104]: --ci cannot be `profil`", "did you mean `profile`?");
        assertThat(copse("fit", MODEL, PUPILS, "--df", "KR").err())
                .contains("--df cannot be `KR`", "did you mean `kr`?");
        assertThat(copse("fit", MODEL, PUPILS, "--effect", "amr").err()).contains("no fixed effect `amr`");
        assertThat(copse("fit", MODEL, PUPILS, "--contrast", "arm[treatd] - pre")
                        .err())
                .contains("there is no coefficient `arm[treatd]`", "did you mean `arm[treated]`?");
        assertThat(copse("fit", MODEL, PUPILS, "--ml", "--reml").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(copse("fit", MODEL, PUPILS, "--ml", "--df", "kr").exit()).isNotEqualTo(ExitCode.DONE);
        assertThat(copse("fit", "score", "~", "arm", PUPILS).err()).contains("argument too many", "single quotes");
        assertThat(copse("fit", MODEL).err()).contains("error[U103]: missing DATA");
    }
}
